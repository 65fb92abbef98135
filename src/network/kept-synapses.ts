import { type Checkpoint, type Column, columnOf, damaged } from "./checkpoint.ts";
import type { PlasticSynapses } from "./plastic-synapses.ts";

/** What synapses with states of their own, of one projection, are at the start of a step. */
export function keepSynapses(synapses: PlasticSynapses): [string, Column][] {
  return [
    ["sources", synapses.sources()],
    ["targets", synapses.connections.target],
    ["records", synapses.copyRecords()],
  ];
}

/**
 * Gives synapses what those of a checkpoint were. Shares hold their targets in ascending order, so that a source's synapses come
 * in the order of its row.
 */
export function restoreSynapses(synapses: PlasticSynapses, { shares }: Checkpoint, place: string): void {
  const { first, target } = synapses.connections;
  const { slots } = synapses;
  const next = first.slice();
  for (const columns of shares) {
    if (!columns.has(`${place}.sources`)) continue;
    const sources = columnOf(columns, `${place}.sources`, "u32");
    const targets = columnOf(columns, `${place}.targets`, "u32", sources.length);
    const records = columnOf(columns, `${place}.records`, "f64", slots * sources.length);
    for (let k = 0; k < sources.length; k++) {
      const source = sources[k]!;
      const synapse = next[source]!;
      if (synapse === first[source + 1] || target[synapse] !== targets[k]) continue;
      synapses.setRecord(synapse, records.subarray(slots * k, slots * (k + 1)));
      next[source]!++;
    }
  }
  for (let source = 0; source + 1 < first.length; source++) if (next[source] !== first[source + 1]) throw damaged();
}
