import type { Compiled } from "../compile.ts";
import { SimulationError } from "../errors.ts";
import type { Kernel, Op } from "../kernel/ir.ts";
import { keyName, keyOf } from "../kernel/random.ts";
import type { Dimension } from "../quantity/dimension.ts";
import { planMemory } from "../target/layout.ts";
import { setConstant, setParameter } from "../target/memory.ts";
import { stepOf } from "../target/needed.ts";
import type { Machine, Program } from "../target/target.ts";

/** A run laid out in memory: a machine with its parameters set. */
export interface Run {
  readonly machine: Machine;
  readonly members: number;
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  /** Steps from one sample to the next. */
  readonly every: number;
  /** Most steps of one chunk; at most what the machine's memory was planned for. */
  readonly chunk: number;
  readonly observed: readonly { readonly name: string; readonly dimension: Dimension }[];
  /** Names of the model's states, for messages. */
  readonly states: readonly string[];
  /** Most spikes to keep. */
  readonly spikeLimit: number;
}

/** What is run: how many neurons, for how long, and in what they differ. SI. */
export interface Ensemble {
  readonly members: number;
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  /** Steps from one sample to the next. */
  readonly every: number;
  /** Of random numbers. */
  readonly seed: number;
  /** Parameters that differ, each with the value of every member. */
  readonly differing: ReadonlyMap<string, (member: number) => number>;
}

const defaultLimit = 4 * 2 ** 30;
/** Bytes for the samples and columns of one chunk. */
const window = 2 ** 24;
/** Most steps of a chunk: what is computed once a step for all neurons is kept for so many. */
const longest = 2 ** 15;
/** Operations of a chunk: a tenth of a second or so. */
const usual = 2 ** 31;

/**
 * Lays a run out in memory and sets its parameters.
 *
 * Throws a SimulationError with the numbers where it would take more than `memoryLimit` bytes, or more than there are.
 */
export function planRun(
  compiled: Compiled,
  program: Program,
  ensemble: Ensemble,
  { memoryLimit = defaultLimit, chunk }: { readonly memoryLimit?: number; readonly chunk?: number },
): Run {
  const { kernel, model } = compiled;
  const { members, steps, dt, every } = ensemble;
  const { layout } = program;
  const observed = kernel.observed.length;
  const samples = observed > 0 ? Math.ceil(steps / every) : 0;
  const blocks = Math.ceil(members / layout.lanes) * layout.blockBytes;
  const traces = members * observed * samples * 8;
  refuseAbove(memoryLimit, { members, steps, samples, blocks, traces });

  const perStep =
    layout.columnBytes + (observed > 0 ? (Math.ceil(members / layout.lanes) * layout.sampleBytes) / every : 0);
  const fitting = Math.max(1, Math.floor(window / Math.max(perStep, 1)));
  const size = Math.max(
    1,
    Math.min(steps, chunk ?? longest, fitting, Math.max(64, Math.ceil(usual / (members * workOf(kernel))))),
  );
  const tables = model.tables.map((table) => table.values);
  const machine = inMemory(() =>
    program.instantiate(planMemory(layout, { neurons: members, steps: size, every: observed > 0 ? every : 0, tables })),
  );

  const own = model.parameters.map((p): [string, number] => [p.name, p.value]);
  const values = new Map([["dt", dt], [keyName, keyOf(ensemble.seed)], ...own]);
  kernel.constants.forEach((name, slot) => {
    setConstant(machine, slot, values.get(name)!);
  });
  kernel.parameters.forEach((name, slot) => {
    setParameter(
      machine,
      slot,
      Float64Array.from({ length: members }, (_, m) => ensemble.differing.get(name)!(m)),
    );
  });
  return {
    machine,
    members,
    steps,
    dt,
    every,
    chunk: size,
    observed: kernel.observed.map(({ name }) => ({ name, dimension: dimensionOf(compiled, name) })),
    states: model.states.map((state) => state.name),
    spikeLimit: Math.min(2 ** 28, Math.max(1024, Math.floor((memoryLimit - traces - blocks) / 32))),
  };
}

/** What `make` returns. Throws a SimulationError where it finds no memory. */
export function inMemory<T>(
  make: () => T,
  what = "the run",
  wayOut = "run fewer members at a time, or record less",
): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SimulationError(`there is no room for ${what}: ${error.message}`, {}, wayOut);
  }
}

function dimensionOf({ model }: Compiled, name: string): Dimension {
  return [...model.states, ...model.subexpressions].find((variable) => variable.name === name)!.dimension;
}

function refuseAbove(
  limit: number,
  {
    members,
    steps,
    samples,
    blocks,
    traces,
  }: { members: number; steps: number; samples: number; blocks: number; traces: number },
): void {
  if (blocks + traces <= limit) return;
  const size = (bytes: number): string =>
    bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  throw new SimulationError(
    `the run would take ${size(blocks + traces)}, more than the limit of ${size(limit)}: ${size(blocks)} for the state of ` +
      `${members} neurons, ${size(traces)} for ${samples} samples of ${steps} steps of each`,
    {},
    traces > blocks
      ? "record fewer variables, or record every tenth step; or raise memoryLimit"
      : "run fewer members at a time, or raise memoryLimit",
  );
}

/** Operations of one step of one neuron, events aside. */
function workOf(kernel: Kernel): number {
  const work = ({ op, slot }: Op): number =>
    op === "call" ? kernel.routines[slot]!.ops.reduce((sum, inner) => sum + work(inner), 0) : 1;
  return stepOf(kernel).reduce((sum, value) => sum + work(kernel.ops[value]!), 1);
}
