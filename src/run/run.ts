import { SimulationError } from "../errors.ts";
import { failures } from "../kernel/ir.ts";
import { readFailure, readTrace, sampledSteps, takeRecords } from "../target/memory.ts";
import { explainFailure, firstBadState } from "./faults.ts";
import { inMemory, type Run } from "./plan.ts";
import type { Recording } from "./recording.ts";
import { SpikeStore } from "./spike-store.ts";

/** Neuron-steps of the first chunk: short, so that the engine soon swaps its quick code for its fast code. */
const firstChunk = 50_000;

/**
 * Runs chunk after chunk, yielding the part done. Between chunks the caller may report, wait or stop. The recording does not
 * depend on the chunks.
 *
 * Throws a SimulationError, naming variable, neuron and time, when a state stops being finite, a neuron fires without end, or
 * spikes outgrow their limit.
 */
export function* run(plan: Run): Generator<number, Recording> {
  const { machine, members, steps, dt, every } = plan;
  const { blocks } = machine.plan;
  const samples = plan.observed.length > 0 ? Math.ceil(steps / every) : 0;
  const traces = plan.observed.map(({ name, dimension }) => ({
    name,
    dimension,
    values: inMemory(() => new Float64Array(members * samples)),
  }));
  const spikes = new SpikeStore(members, plan.spikeLimit);

  machine.prepare(0, blocks);
  machine.initialise(0, blocks);
  const wrong = firstBadState(plan);
  if (wrong) {
    throw new SimulationError(
      `the initial value of ${wrong.variable} is not finite${members > 1 ? ` in neuron ${wrong.neuron}` : ""}`,
      { ...wrong, time: 0 },
      "see its entry in initial, and the parameters it is made of",
    );
  }

  /** The blocks of neurons as they are at the start of a chunk. */
  const before = new Uint8Array(blocks * machine.layout.blockBytes);
  let size = Math.max(1, Math.min(plan.chunk, Math.floor(firstChunk / members)));
  for (let from = 0; from < steps; ) {
    const count = Math.min(size, steps - from);
    before.set(new Uint8Array(machine.memory(), machine.plan.blockBase, before.length));
    machine.tabulate(from, count);
    machine.advance(0, blocks, from, count);
    const failure = readFailure(machine);
    if (failure?.code === failures.memory) throw spikes.tooMany();
    const bad = firstBadState(plan);
    if (failure || bad) throw explainFailure(plan, { from, count, before, failure, bad });
    spikes.append(takeRecords(machine));
    if (samples > 0) {
      const start = sampledSteps(machine).first / every;
      for (const [slot, { values }] of traces.entries()) {
        for (let m = 0; m < members; m++) readTrace(machine, slot, m, values, { start: m * samples + start });
      }
    }
    from += count;
    size = Math.min(plan.chunk, size * 2);
    yield from / steps;
  }

  const times = new Float64Array(samples);
  for (let k = 0; k < samples; k++) times[k] = k * every * dt;
  checkTraces(traces, times, members);
  return { members, spikes: spikes.finish(), traces: { times, variables: traces } };
}

/** What was sampled is finite, or the run has failed. */
function checkTraces(traces: Recording["traces"]["variables"], times: Float64Array, members: number): void {
  for (const { name, values } of traces) {
    let at = 0;
    while (at < values.length && Number.isFinite(values[at])) at++;
    if (at === values.length) continue;
    const neuron = Math.floor(at / times.length);
    const time = times[at % times.length]!;
    throw new SimulationError(
      `${name}${members > 1 ? ` of neuron ${neuron}` : ""} is not finite at ${time * 1000} ms`,
      { variable: name, neuron, time },
      "a division by zero or an overflow in its equation",
    );
  }
}
