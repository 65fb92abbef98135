// npm run build:library && node bench/connections.js
//
// Building the 15.6 million synapses of 12,500 neurons, by rule: milliseconds of one core, best of three.
import { connect } from "../dist/network/connect.js";

const neurons = 12_500;
const rules = [
  { rule: "probability", p: 0.1 },
  { rule: "in-degree", count: 1250 },
  { rule: "in-degree", count: 1250, multapses: false, autapses: false },
  { rule: "out-degree", count: 1250 },
  { rule: "total", count: 1250 * neurons },
];

for (const rule of rules) {
  const times = [1, 2, 3].map((seed) => {
    const before = process.cpuUsage();
    const { target } = connect(rule, {
      sources: neurons,
      targets: neurons,
      same: true,
      seed,
      object: 1,
      path: "connect",
    });
    const { user, system } = process.cpuUsage(before);
    return { synapses: target.length, time: (user + system) / 1000 };
  });
  const best = times.reduce((a, b) => (b.time < a.time ? b : a));
  console.log(`${JSON.stringify(rule).padEnd(72)} ${best.synapses} synapses  ${best.time.toFixed(0)} ms`);
}
