import { type Checkpoint, type Column, type Columns, damaged, requiredColumn } from "./checkpoint.ts";
import type { PlasticSynapses } from "./plastic-synapses.ts";
import type { SynapseRecorder } from "./synapse-recorder.ts";

/** What synapses with states of their own, of one projection, are at the start of a step, and what is recorded of them. */
export function keepSynapses(synapses: PlasticSynapses, recorder: SynapseRecorder | undefined): [string, Column][] {
  return [
    ["sources", synapses.sources()],
    ["targets", synapses.connections.target],
    ["records", synapses.copyRecords()],
    ...(recorder ? keepRecording(recorder) : []),
  ];
}

/** Of each recorded synapse the samples that have been taken; of those that know what arrives later, later ones too. */
function keepRecording({ taken, traces }: SynapseRecorder): [string, Column][] {
  const count = taken.reduce((sum, samples) => sum + samples, 0);
  return [
    ["recorded.sources", traces.source],
    ["recorded.targets", traces.target],
    ["recorded.taken", taken.slice()],
    ...traces.variables.map(({ values }, v): [string, Column] => {
      const kept = new Float64Array(count);
      let at = 0;
      taken.forEach((samples, row) => {
        const first = row * traces.times.length;
        kept.set(values.subarray(first, first + samples), at);
        at += samples;
      });
      return [`recorded[${v}]`, kept];
    }),
  ];
}

/** Gives synapses and their recording what those of a checkpoint were. */
export function restoreSynapses(
  synapses: PlasticSynapses,
  recorder: SynapseRecorder | undefined,
  { shares }: Checkpoint,
  place: string,
): void {
  const { target } = synapses.connections;
  const { slots } = synapses;
  const holding = shares.filter((columns) => columns.has(`${place}.sources`));
  eachKept(holding, place, synapses.sources(), target, (columns, count) => {
    const records = requiredColumn(columns, `${place}.records`, "f64", slots * count);
    return (k, synapse) => synapses.setRecord(synapse, records.subarray(slots * k, slots * (k + 1)));
  });
  if (recorder) restoreRecording(recorder, holding, `${place}.recorded`);
}

function restoreRecording({ taken, traces }: SynapseRecorder, holding: readonly Columns[], place: string): void {
  eachKept(holding, place, traces.source, traces.target, (columns, count) => {
    const samples = requiredColumn(columns, `${place}.taken`, "u32", count);
    const starts = new Float64Array(count + 1);
    samples.forEach((own, k) => {
      if (own > traces.times.length) throw damaged();
      starts[k + 1] = starts[k]! + own;
    });
    const kept = traces.variables.map((_, v) => requiredColumn(columns, `${place}[${v}]`, "f64", starts[count]));
    return (k, row) => {
      taken[row] = samples[k]!;
      traces.variables.forEach(({ values }, v) => {
        values.set(kept[v]!.subarray(starts[k]!, starts[k + 1]!), row * traces.times.length);
      });
    };
  });
}

/**
 * Goes through those kept synapses that are own ones too, which must all be found; `open` says for a share what to do with each.
 * Shares hold their targets in ascending order, so that a source's synapses come in the order of its row.
 */
function eachKept(
  holding: readonly Columns[],
  place: string,
  source: Uint32Array,
  target: Uint32Array,
  open: (columns: Columns, count: number) => (kept: number, own: number) => void,
): void {
  const next = new Map<number, number>();
  for (let k = source.length - 1; k >= 0; k--) next.set(source[k]!, k);
  let found = 0;
  for (const columns of holding) {
    const sources = requiredColumn(columns, `${place}.sources`, "u32");
    const targets = requiredColumn(columns, `${place}.targets`, "u32", sources.length);
    const each = open(columns, sources.length);
    for (let k = 0; k < sources.length; k++) {
      const own = next.get(sources[k]!);
      if (own === undefined || source[own] !== sources[k] || target[own] !== targets[k]) continue;
      each(k, own);
      next.set(sources[k]!, own + 1);
      found++;
    }
  }
  if (found !== target.length) throw damaged();
}
