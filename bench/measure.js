import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { draw, members } from "./workloads.js";

/** Spike counts of programs that do the same arithmetic may differ by this much: the order of rounding is not the same. */
const agreement = 0.01;

/**
 * Runs one workload on every competitor, in turn and in rounds so that all meet the same machine, and keeps the best of each.
 *
 * A competitor is { title, prepare(workload, { lists, columns, files, steps }) -> () -> { seconds, spikes } }; one that is much
 * slower than the others declares `neurons` (about so many of them) and `shorten` (that many times fewer steps).
 */
export function measure(workload, competitors, { seed, rounds, folder, steps }) {
  const entries = competitors.map((competitor) => {
    const lists = draw(workload, seed, competitor.neurons);
    const columns = members(lists);
    const files = Object.entries(columns).map(([name, values]) => {
      const file = join(folder, `${workload.name}-${name}-${values.length}.f64`);
      writeFileSync(file, values);
      return file;
    });
    const count = Math.ceil(steps / (competitor.shorten ?? 1));
    const neurons = Object.values(columns)[0].length;
    const run = competitor.prepare(workload, { lists, columns, files, steps: count });
    return { title: competitor.title, neurons, steps: count, run, seconds: Infinity, spikes: 0, timing: undefined };
  });
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      const { seconds, spikes, timing } = entry.run();
      if (seconds < entry.seconds) Object.assign(entry, { seconds, timing });
      entry.spikes = spikes;
    }
  }
  return entries.map(({ run: _, ...entry }) => ({
    ...entry,
    millionsPerSecond: (entry.neurons * entry.steps) / entry.seconds / 1e6,
  }));
}

/** Those of `entries` that ran the same population but did not count the same spikes as the first, within one percent. */
export function disagreements(entries) {
  const [first] = entries;
  return entries.filter(
    ({ neurons, steps, spikes }) =>
      neurons === first.neurons && steps === first.steps && Math.abs(spikes - first.spikes) > agreement * first.spikes,
  );
}
