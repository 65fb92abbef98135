import { type Compiled, compile } from "../compile.ts";
import { entryNumbers } from "../kernel/arrivals.ts";
import { keyName, keyOf } from "../kernel/random.ts";
import type { Model } from "../language/model.ts";
import { inMemory } from "../run/plan.ts";
import { compileKernel } from "../target/compile-kernel.ts";
import type { EntryBytes } from "../target/delivery-module.ts";
import { planMemory } from "../target/layout.ts";
import { setConstant, setParameter } from "../target/memory.ts";
import type { Machine, Program, TargetName } from "../target/target.ts";
import type { Network } from "./network.ts";
import { plasticBytes } from "./plastic-synapses.ts";
import { isTabulated, type PoissonInput, withKicks } from "./poisson-sources.ts";
import type { Population } from "./population.ts";
import type { Projection, Synapses } from "./projection.ts";
import type { Rhythm } from "./rhythm.ts";

/** A population made ready to run: compiled, its neurons not yet in memory. */
export interface CompiledPopulation {
  readonly population: Population;
  readonly compiled: Compiled;
  readonly program: Program;
  /** States that arrivals of later steps add to, in slots of the kernel. */
  readonly ports: readonly string[];
}

/** Neurons of a population in a memory of their own, with the synapses onto them. */
export interface Part {
  readonly population: Population;
  readonly compiled: Compiled;
  readonly machine: Machine;
  readonly firstNeuron: number;
  readonly endNeuron: number;
  /** States that arrivals of later steps add to. */
  readonly ports: readonly string[];
}

/**
 * Compiles a population. On the grid, what arrives at once (a delay of no step) is added to the states between steps; all else
 * arrives through ports of the kernel.
 */
export function compilePopulation(
  { spikeTimes, dt }: Network,
  population: Population,
  incoming: readonly { readonly projection: Projection; readonly atOnce: boolean }[],
  { target, stepwise }: { readonly target: TargetName | undefined; readonly stepwise: boolean },
): CompiledPopulation {
  const later = incoming.filter(({ atOnce }) => !atOnce);
  const isFilled = (input: PoissonInput): boolean => spikeTimes === "grid" && isTabulated(input, dt);
  const filled = population.poisson.filter(isFilled);
  const drawing = withKicks(
    population.model,
    population.poisson.filter((input) => !isFilled(input)),
  );
  const ports = [
    ...new Set([
      ...later.flatMap(({ projection }) => projection.increased),
      ...filled.flatMap(({ increments }) => increments.map((own) => own.target)),
    ]),
  ];
  const model: Model = { ...drawing.model, ports };
  const { experiment, size } = population;
  const differing = new Map([...population.differing, ...drawing.differing]);
  const compiled = compile(model, {
    method: experiment.method,
    tolerance: experiment.tolerance,
    spikeTimes,
    perNeuron: new Set(differing.keys()),
    observed: experiment.variables,
  });
  const program = compileKernel(compiled.kernel, { neurons: size, stepwise, ...(target ? { target } : {}) });
  return { population: { ...population, differing, poisson: filled }, compiled, program, ports };
}

/**
 * Bytes of so many neurons of a population: their states, what is on its way to them, the samples and columns of a chunk, and what
 * is recorded of them.
 */
export function neuronBytes(
  { population, compiled, program }: CompiledPopulation,
  neurons: number,
  { rows, chunk }: Rhythm,
  steps: number,
): number {
  const { lanes, blockBytes, arrivalBytes, sampleBytes, columnBytes } = program.layout;
  const { every } = population.experiment;
  const variables = compiled.kernel.observed.length;
  const samplesIn = (steps: number): number => (variables > 0 ? Math.ceil(steps / every) : 0);
  const recorded = Math.min(neurons, population.recorded?.length ?? neurons);
  return (
    Math.ceil(neurons / lanes) * (blockBytes + rows * arrivalBytes + samplesIn(chunk) * sampleBytes) +
    chunk * columnBytes +
    8 * samplesIn(steps) * (1 + recorded * variables)
  );
}

/**
 * Bytes in the machine's memory for the rows of a projection.
 *
 * @param entry bytes of a synapse's target; undefined with exact spike times, where there are no rows
 */
export function rowBytes(synapses: Synapses, projection: Projection, entry: EntryBytes | undefined): number {
  const plastic = plasticBytes(projection, synapses);
  if (entry === undefined) return plastic;
  const count = synapses.connections.target.length;
  const own = (values: number | Float64Array, bytes: number): number =>
    typeof values === "number" ? 0 : count * bytes + 8;
  // the rows' addresses, and the sources that fire in a step
  const sources = 2 * (4 * synapses.connections.first.length + 8);
  return (
    plastic +
    sources +
    count * entry +
    8 +
    own(synapses.delay, 2) +
    projection.increments.length * own(synapses.weight, 8)
  );
}

/** Room for so many arrivals of one chunk at first. */
export const firstEntries = 4096;

/**
 * The neurons from `firstNeuron` to `endNeuron - 1` in a memory with `room` bytes for their synapses, parameters set, states at
 * their initial values.
 *
 * @throws SimulationError where there is no memory for it
 */
export function makePart(
  { population, compiled, program, ports }: CompiledPopulation,
  network: Network,
  rhythm: Rhythm,
  { firstNeuron, endNeuron, room }: { readonly firstNeuron: number; readonly endNeuron: number; readonly room: number },
): Part {
  const { kernel, model } = compiled;
  const neurons = endNeuron - firstNeuron;
  const tables = model.tables.map((table) => table.values);
  const isListed = kernel.tables.length > tables.length;
  const { every } = population.experiment;
  const machine = inMemory(
    () =>
      program.instantiate(
        planMemory(program.layout, {
          ...{ neurons, firstNeuron, room },
          steps: rhythm.chunk,
          every: kernel.observed.length > 0 ? every : 0,
          tables: isListed ? [...tables, new Float64Array(entryNumbers * firstEntries)] : tables,
          arrivalSteps: kernel.arrivals > 0 ? rhythm.rows : 0,
          spikes: Math.max(4096, neurons),
        }),
      ),
    `"${population.name}" and its synapses`,
    "make fewer neurons or synapses, give all synapses one weight and delay, or use more threads",
  );
  const own = model.parameters.map((p): [string, number] => [p.name, p.value]);
  const values = new Map([["dt", network.dt], [keyName, keyOf(network.seed, population.object)], ...own]);
  kernel.constants.forEach((name, slot) => {
    setConstant(machine, slot, values.get(name)!);
  });
  kernel.parameters.forEach((name, slot) => {
    setParameter(machine, slot, population.differing.get(name)!.subarray(firstNeuron, endNeuron));
  });
  machine.prepare(0, machine.plan.blocks);
  machine.initialise(0, machine.plan.blocks);
  // what arrives is read before it is written: a page that is new then would fault twice, and in the midst of the first steps
  new Uint8Array(machine.memory()).fill(0, machine.plan.arrivalBase, machine.plan.roomBase);
  return { population, compiled, machine, firstNeuron, endNeuron, ports };
}
