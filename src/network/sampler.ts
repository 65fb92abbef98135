import type { Dimension } from "../quantity/dimension.ts";
import { inMemory } from "../run/plan.ts";
import { readTrace, sampledSteps } from "../target/memory.ts";
import type { Network } from "./network.ts";
import type { Part } from "./part.ts";

/** What was recorded of a population. */
export interface PopulationTraces {
  /** Seconds. */
  readonly times: Float64Array;
  /** Numbers of the neurons that were recorded. */
  readonly neurons: Uint32Array;
  /** values[m * samples + k]: the m-th of these neurons at times[k]. */
  readonly variables: readonly {
    readonly name: string;
    readonly dimension: Dimension;
    readonly values: Float64Array;
  }[];
}

/** Gathers what a part samples. */
export class Sampler {
  readonly name: string;
  readonly traces: PopulationTraces | undefined;
  readonly #part: Part;
  readonly #every: number;

  constructor(part: Part, { steps, dt }: Network) {
    const { population, compiled } = part;
    this.name = population.name;
    this.#part = part;
    this.#every = population.experiment.every;
    const { observed } = compiled.kernel;
    if (observed.length === 0) return;
    const { firstNeuron, endNeuron } = part;
    const all = population.recorded ?? Array.from({ length: population.size }, (_, neuron) => neuron);
    const neurons = Uint32Array.from(all.filter((neuron) => neuron >= firstNeuron && neuron < endNeuron));
    const samples = Math.ceil(steps / this.#every);
    const dimensions = new Map(
      [...compiled.model.states, ...compiled.model.subexpressions].map((own) => [own.name, own.dimension]),
    );
    this.traces = {
      times: Float64Array.from({ length: samples }, (_, k) => k * this.#every * dt),
      neurons,
      variables: observed.map(({ name }) => ({
        name,
        dimension: dimensions.get(name)!,
        values: inMemory(
          () => new Float64Array(neurons.length * samples),
          `the recording of "${population.name}"`,
          "record fewer neurons or variables, or less often",
        ),
      })),
    };
  }

  samplesBefore(step: number): number {
    return Math.ceil(step / this.#every);
  }

  /** What has been recorded before a step. */
  until(step: number): PopulationTraces | undefined {
    if (!this.traces) return undefined;
    const { times, neurons, variables } = this.traces;
    const samples = this.samplesBefore(step);
    if (samples === times.length) return this.traces;
    return {
      times: times.slice(0, samples),
      neurons,
      variables: variables.map(({ name, dimension, values }) => {
        return { name, dimension, values: firstSamples(values, times.length, samples) };
      }),
    };
  }

  take(): void {
    if (!this.traces) return;
    const { first, count } = sampledSteps(this.#part.machine);
    if (count === 0) return;
    const { neurons, times, variables } = this.traces;
    for (const [slot, { values }] of variables.entries()) {
      neurons.forEach((neuron, m) => {
        readTrace(this.#part.machine, slot, neuron - this.#part.firstNeuron, values, {
          start: m * times.length + first / this.#every,
        });
      });
    }
  }
}

/** The first `samples` of each row of `length`. */
export function firstSamples(values: Float64Array, length: number, samples: number): Float64Array {
  const rows = values.length / length;
  const first = new Float64Array(rows * samples);
  for (let row = 0; row < rows; row++) first.set(values.subarray(row * length, row * length + samples), row * samples);
  return first;
}
