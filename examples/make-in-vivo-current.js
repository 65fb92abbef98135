// Writes in-vivo-current.csv: a current such as an electrode in the cortex of a living animal would have to inject to
// stand in for the cell's synapses. It is made up, not recorded, and always the same.
//
//   node examples/make-in-vivo-current.js       writes the file beside this script
//   node examples/make-in-vivo-current.js -     prints it instead
//
// I(t) = mean + drift(t) + fast(t) + slow(t). fast and slow are Ornstein-Uhlenbeck processes, which is what many small
// synaptic events with the time constants of AMPA (3 ms) and GABA (30 ms) receptors add up to; the drift is the
// up-and-down of the network around the cell.

import { writeFileSync } from "node:fs";

const seed = 2011;
const samples = 15_000;
const dt = 0.1; // ms
const mean = 150; // pA
const fast = { deviation: 120, tau: 3 }; // pA, ms
const slow = { deviation: 70, tau: 30 };
const drift = { amplitude: 60, period: 1100 };

const uniform = mulberry32(seed);
const gauss = boxMuller(uniform);
const currents = [ornsteinUhlenbeck(fast), ornsteinUhlenbeck(slow)];
const lines = ["time (ms),current (pA)"];
for (let k = 0; k < samples; k++) {
  const time = k * dt;
  const wave = drift.amplitude * Math.sin((2 * Math.PI * time) / drift.period);
  const current = mean + wave + currents[0]() + currents[1]();
  lines.push(`${time.toFixed(1)},${current.toFixed(1)}`);
}
const text = `${lines.join("\n")}\n`;

if (process.argv[2] === "-") process.stdout.write(text);
else writeFileSync(new URL("in-vivo-current.csv", import.meta.url), text);

/** Exact steps of dx = -x/tau dt + noise: x <- x e^(-dt/tau) + deviation sqrt(1 - e^(-2 dt/tau)) n, n normal. */
function ornsteinUhlenbeck({ deviation, tau }) {
  const decay = Math.exp(-dt / tau);
  const kick = deviation * Math.sqrt(1 - decay * decay);
  let x = deviation * gauss();
  return () => {
    const now = x;
    x = x * decay + kick * gauss();
    return now;
  };
}

/** Normal numbers from uniform ones: Box & Muller (1958). */
function boxMuller(next) {
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Uniform numbers in [0, 1): Tommy Ettinger's mulberry32, 32 bits of state. */
function mulberry32(start) {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
