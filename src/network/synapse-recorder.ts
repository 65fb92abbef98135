import { inMemory } from "../run/plan.ts";
import type { EventWatch, PlasticSynapses } from "./plastic-synapses.ts";
import { firstSamples } from "./sampler.ts";
import { RecordTape } from "./synapse-program.ts";
import type { SynapseRecord } from "./synapse-record.ts";
import type { SynapseTraces } from "./synapse-traces.ts";

/** What a recording is made of. */
export interface RecorderPlan extends SynapseRecord {
  readonly name: string;
  /** Of the run. */
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  /** Seconds of one unit of the times of events: dt on the grid, else 1. */
  readonly unit: number;
}

/**
 * Records states of synapses. Between its events a synapse changes by the exact solution of its equations, so that nothing has to be
 * done at the times of the samples: before a synapse goes through an event, the samples up to then are taken from its state after the
 * event before. A sample and an event at the same time: the sample shows the state before it, as those of neurons do.
 */
export class SynapseRecorder implements EventWatch {
  readonly traces: SynapseTraces;
  readonly #synapses: PlasticSynapses;
  readonly #tape: RecordTape;
  readonly #every: number;
  /** In the unit of events. */
  readonly #interval: number;
  /** Row of each synapse in the traces; -1 where it is not recorded. */
  readonly #rows: Int32Array;
  /** By synapse that is recorded: samples that have been taken. With the traces all that changes in a run. */
  readonly taken: Uint32Array;

  constructor(synapses: PlasticSynapses, plan: RecorderPlan) {
    const { name, states, every, steps, dt, unit } = plan;
    const { text, kernel, connections } = synapses;
    const { target } = connections;
    const chosen = chosenOf(synapses, plan);
    const samples = Math.ceil(steps / every);
    this.#synapses = synapses;
    this.#every = every;
    this.#interval = every * (unit === 1 ? dt : 1);
    this.#tape = new RecordTape(
      kernel,
      states.map((state) => kernel.rest[state]!),
    );
    // the record for trials is the one behind the last
    this.#rows = new Int32Array(target.length + 1).fill(-1);
    chosen.synapse.forEach((synapse, row) => {
      this.#rows[synapse] = row;
    });
    this.taken = new Uint32Array(chosen.synapse.length);
    this.traces = {
      name,
      times: Float64Array.from({ length: samples }, (_, k) => k * every * dt),
      source: chosen.source,
      target: Uint32Array.from(chosen.synapse, (synapse) => target[synapse]!),
      variables: states.map((state) => ({
        name: text.states[state]!.name,
        dimension: text.dimensions[state]!,
        values: inMemory(
          () => new Float64Array(chosen.synapse.length * samples),
          `the recording of the synapses of "${name}"`,
          "record fewer of them, or less often",
        ),
      })),
    };
  }

  /** The synapses from `from` to `end - 1` are about to go through an event: takes their samples up to its time. */
  before(from: number, end: number, now: number): void {
    for (let synapse = from; synapse < end; synapse++) {
      const row = this.#rows[synapse]!;
      if (row >= 0 && this.taken[row]! * this.#interval <= now) this.#take(synapse, row, now);
    }
  }

  /** All samples before a step, with which the run has come to its end. */
  until(step: number): SynapseTraces {
    const { times, variables } = this.traces;
    const samples = Math.min(times.length, Math.ceil(step / this.#every));
    this.before(0, this.#rows.length - 1, step * (this.#interval / this.#every));
    if (samples === times.length) return this.traces;
    return {
      ...this.traces,
      times: times.slice(0, samples),
      variables: variables.map((own) => ({ ...own, values: firstSamples(own.values, times.length, samples) })),
    };
  }

  #take(synapse: number, row: number, until: number): void {
    const { machine, records, kernel } = this.#synapses;
    const { times, variables } = this.traces;
    const numbers = machine.numbers();
    const at = records / 8 + kernel.slots * synapse;
    let sample = this.taken[row]!;
    for (; sample < times.length && sample * this.#interval <= until; sample++) {
      this.#tape.run(numbers, at, sample * this.#interval);
      for (let v = 0; v < variables.length; v++)
        variables[v]!.values[row * times.length + sample] = this.#tape.output[v]!;
    }
    this.taken[row] = sample;
  }
}

/** Bytes that the recording of a projection's synapses takes. */
export function recorderBytes(synapses: PlasticSynapses, plan: RecorderPlan): number {
  const { length } = chosenOf(synapses, plan).synapse;
  return 8 * Math.ceil(plan.steps / plan.every) * (1 + length * plan.states.length);
}

/** The synapses that are recorded, and the source of each. */
function chosenOf({ connections }: PlasticSynapses, { sources, targets }: SynapseRecord) {
  const { first, target } = connections;
  const synapse: number[] = [];
  const source: number[] = [];
  for (let row = 0; row + 1 < first.length; row++) {
    if (sources && !sources.has(row)) continue;
    for (let k = first[row]!; k < first[row + 1]!; k++) {
      if (targets && !targets.has(target[k]!)) continue;
      synapse.push(k);
      source.push(row);
    }
  }
  return { synapse: Uint32Array.from(synapse), source: Uint32Array.from(source) };
}
