import { arrivalRow, readState, writeState } from "../target/memory.ts";
import type { Machine } from "../target/target.ts";
import type { ArrivalLists } from "./arrival-lists.ts";
import { type Column, type Columns, damaged, requiredColumn } from "./checkpoint.ts";
import type { Part } from "./part.ts";

/** Neurons of a population that a share of a checkpoint and a part both hold. */
export interface Overlap {
  readonly columns: Columns;
  /** Begins the names of the population's columns. */
  readonly place: string;
  /** The share's first neuron of the population, and how many it has. */
  readonly firstKept: number;
  readonly kept: number;
  /** Those of both. */
  readonly firstNeuron: number;
  readonly endNeuron: number;
}

/** Numbers that are kept of an arrival with an exact time: neuron, step from now on, port, projection, source; offset, weight. */
const [wholes, reals] = [5, 2];

/** The states of a part at the start of a step, and what is on its way to it. */
export function keepNeurons(part: Part, lists: ArrivalLists | undefined, step: number): [string, Column][] {
  const { machine, compiled, firstNeuron, endNeuron } = part;
  const { neurons } = machine.plan;
  const states = new Float64Array(compiled.kernel.states.length * neurons);
  compiled.kernel.states.forEach((_, slot) => {
    states.set(readState(machine, slot), slot * neurons);
  });
  const kept: [string, Column][] = [
    ["range", Uint32Array.of(firstNeuron, endNeuron)],
    ["states", states],
  ];
  if (!lists) return [...kept, ...keepRows(part, step)];
  return [...kept, ...keepLists(lists, firstNeuron, step)];
}

function keepLists(lists: ArrivalLists, firstNeuron: number, step: number): [string, Column][] {
  const underway = lists.underway(step);
  const whole = new Uint32Array(wholes * underway.length);
  const real = new Float64Array(reals * underway.length);
  underway.forEach((own, k) => {
    const { neuron, port, projection, source, offset, weight } = own;
    whole.set([neuron + firstNeuron, own.step - step, port, projection, source], wholes * k);
    real.set([offset, weight], reals * k);
  });
  return [
    ["arrivals.whole", whole],
    ["arrivals.real", real],
  ];
}

/** The rows of the ring of arrivals in which something is: which steps from now on and ports, and the numbers of all neurons. */
function keepRows({ machine, compiled }: Part, step: number): [string, Column][] {
  const { neurons, arrivalSteps } = machine.plan;
  const rows: number[] = [];
  const values: Float64Array[] = [];
  const numbers = machine.numbers();
  for (let ahead = 0; ahead < arrivalSteps; ahead++)
    for (let port = 0; port < compiled.kernel.arrivals; port++) {
      const row = Float64Array.from({ length: neurons }, (_, k) => numbers[arrivalAt(machine, step + ahead, port, k)]!);
      if (row.every((value) => value === 0)) continue;
      rows.push(ahead, port);
      values.push(row);
    }
  const all = new Float64Array(values.length * neurons);
  values.forEach((row, k) => {
    all.set(row, k * neurons);
  });
  return [
    ["arrivals.rows", Uint32Array.from(rows)],
    ["arrivals.values", all],
  ];
}

/** Gives a part the states and arrivals of a checkpoint, from all shares that have some of its neurons. */
export function restoreNeurons(
  part: Part,
  lists: ArrivalLists | undefined,
  overlaps: readonly Overlap[],
  step: number,
): void {
  const { machine, compiled, firstNeuron } = part;
  const { neurons } = machine.plan;
  const slots = compiled.kernel.states.length;
  const states = new Float64Array(slots * neurons);
  for (const overlap of overlaps) {
    const { columns, place, firstKept, kept } = overlap;
    const from = requiredColumn(columns, `${place}.states`, "f64", slots * kept);
    for (let slot = 0; slot < slots; slot++) {
      const own = from.subarray(
        slot * kept + overlap.firstNeuron - firstKept,
        slot * kept + overlap.endNeuron - firstKept,
      );
      states.set(own, slot * neurons + overlap.firstNeuron - firstNeuron);
    }
    if (lists) restoreLists(part, lists, overlap, step);
    else restoreRows(part, overlap, step);
  }
  for (let slot = 0; slot < slots; slot++)
    writeState(machine, slot, states.subarray(slot * neurons, (slot + 1) * neurons));
}

function restoreRows({ machine, compiled, firstNeuron }: Part, overlap: Overlap, step: number): void {
  const { columns, place, firstKept, kept } = overlap;
  const rows = requiredColumn(columns, `${place}.arrivals.rows`, "u32");
  const values = requiredColumn(columns, `${place}.arrivals.values`, "f64", (rows.length / 2) * kept);
  const numbers = machine.numbers();
  for (let k = 0; k < rows.length / 2; k++) {
    const [ahead, port] = [rows[2 * k]!, rows[2 * k + 1]!];
    if (ahead >= machine.plan.arrivalSteps || port >= compiled.kernel.arrivals) throw damaged();
    for (let neuron = overlap.firstNeuron; neuron < overlap.endNeuron; neuron++)
      numbers[arrivalAt(machine, step + ahead, port, neuron - firstNeuron)] = values[k * kept + neuron - firstKept]!;
  }
}

function restoreLists({ machine, compiled, firstNeuron }: Part, lists: ArrivalLists, overlap: Overlap, step: number) {
  const { columns, place } = overlap;
  const whole = requiredColumn(columns, `${place}.arrivals.whole`, "u32");
  const count = whole.length / wholes;
  const real = requiredColumn(columns, `${place}.arrivals.real`, "f64", reals * count);
  for (let k = 0; k < count; k++) {
    const [neuron, ahead, port, projection, source] = whole.subarray(
      wholes * k,
      wholes * (k + 1),
    ) as unknown as number[];
    if (neuron! < overlap.firstNeuron || neuron! >= overlap.endNeuron) continue;
    if (ahead! >= machine.plan.arrivalSteps || port! >= compiled.model.ports.length) throw damaged();
    lists.put({
      ...{ neuron: neuron! - firstNeuron, step: ahead! + step, port: port!, projection: projection!, source: source! },
      ...{ offset: real[reals * k]!, weight: real[reals * k + 1]! },
    });
  }
}

/** Index of what arrives at a port of a neuron, counted from the machine's first, in a step. */
function arrivalAt(machine: Machine, step: number, port: number, neuron: number): number {
  const { lanes, arrivalBytes } = machine.layout;
  const block = arrivalRow(machine, step) + Math.floor(neuron / lanes) * arrivalBytes;
  return block / 8 + port * lanes + (neuron % lanes);
}
