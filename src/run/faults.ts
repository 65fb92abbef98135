import { SimulationError } from "../errors.ts";
import { failures } from "../kernel/ir.ts";
import type { Failure } from "../target/memory.ts";
import type { Machine } from "../target/target.ts";
import type { Run } from "./plan.ts";

/** A state that is not finite. */
export interface BadState {
  readonly variable: string;
  readonly neuron: number;
}

/** Where states are looked at: the machine, how many of its neurons count, and the names of the states. */
export type StatesInMemory = Pick<Run, "machine" | "members" | "states">;

/** The first state, by neuron, that is not finite; undefined where all are. */
export function firstBadState(run: StatesInMemory, block?: number): BadState | undefined {
  const { machine, states } = run;
  const numbers = machine.numbers();
  const [first, end] = block === undefined ? [0, machine.plan.blocks] : [block, block + 1];
  for (let b = first; b < end; b++) {
    if (areFinite(numbers, statesAt(machine, b), states.length * machine.layout.lanes)) continue;
    for (const bad of badStates(run, b, b + 1)) return bad;
  }
  return undefined;
}

/** Where the states of a block begin among the numbers of a machine. */
function statesAt({ plan, layout }: Machine, block: number): number {
  return (plan.blockBase + block * layout.blockBytes + layout.state(0)) / 8;
}

function areFinite(numbers: Float64Array, from: number, count: number): boolean {
  // of a finite number alone, 0 times it is 0
  let zero = 0;
  for (let k = from; k < from + count; k++) zero += 0 * numbers[k]!;
  return zero === 0;
}

/** The neurons of these blocks with a state that is not finite. */
export function badNeurons(run: StatesInMemory, firstBlock: number, endBlock: number): ReadonlySet<number> {
  return new Set(Array.from(badStates(run, firstBlock, endBlock), ({ neuron }) => neuron));
}

function* badStates(
  { machine, members, states }: StatesInMemory,
  firstBlock: number,
  endBlock: number,
): Generator<BadState> {
  const { lanes } = machine.layout;
  const memory = machine.numbers();
  for (let b = firstBlock; b < endBlock; b++) {
    const base = statesAt(machine, b);
    for (let k = 0; k < states.length * lanes; k++) {
      if (Number.isFinite(memory[base + k]!)) continue;
      const neuron = b * lanes + (k % lanes);
      if (neuron < members) yield { variable: states[Math.floor(k / lanes)]!, neuron };
    }
  }
}

/**
 * What went wrong in the chunk of `count` steps from step `from`, with the time. `before`: the blocks as they were at the
 * start of the chunk; the run is over, so they may be used to look again, step by step.
 */
export function explainFailure(
  run: Run,
  at: {
    readonly from: number;
    readonly count: number;
    readonly before: Uint8Array;
    readonly failure: Failure | undefined;
    readonly bad: BadState | undefined;
  },
): SimulationError {
  const { failure } = at;
  if (!failure || failure.code === failures.notFinite) return notFinite(run, at);
  const { neuron, time } = failure;
  const which = run.members > 1 ? `neuron ${neuron}` : "the neuron";
  const when = `at ${printTime(time)}`;
  if (failure.code === failures.endlessSpikes) {
    return new SimulationError(
      `${which} fires without end ${when}: the reset leaves it beyond its threshold`,
      { variable: run.states[0] ?? "", neuron, time },
      "reset it below the threshold, or give it a refractory period",
    );
  }
  return new SimulationError(
    `the solution of ${which} runs away ${when}: no step is short enough for its error`,
    { variable: run.states[0] ?? "", neuron, time },
    "the equations may blow up there, or jump; add a threshold with a reset, or try method rk4",
  );
}

function notFinite(run: Run, at: Parameters<typeof explainFailure>[1]): SimulationError {
  const { machine, dt } = run;
  const neuron = at.bad?.neuron ?? at.failure?.neuron ?? 0;
  const block = Math.floor(neuron / machine.layout.lanes);
  new Uint8Array(machine.memory()).set(at.before, machine.plan.blockBase);
  let time = at.failure?.time ?? (at.from + at.count) * dt;
  let variable = at.bad?.variable ?? run.states[0] ?? "";
  for (let step = at.from; step < at.from + at.count; step++) {
    machine.advance(block, block + 1, step, 1);
    const bad = firstBadState(run, block);
    if (!bad || bad.neuron !== neuron) continue;
    variable = bad.variable;
    time = (step + 1) * dt;
    break;
  }
  const which = run.members > 1 ? ` of neuron ${neuron}` : "";
  return new SimulationError(
    `${variable}${which} is not finite at ${printTime(time)}`,
    { variable, neuron, time },
    "a shorter dt or an error-controlled method (dormand-prince) may follow it; or the equations divide by zero or overflow",
  );
}

function printTime(seconds: number): string {
  return `${Number((seconds * 1000).toPrecision(9))} ms`;
}
