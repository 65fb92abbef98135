import { failures } from "../kernel/ir.ts";
import { header } from "../target/layout.ts";
import { readFailure, readTrace, sampledSteps, takeSpikes } from "../target/memory.ts";
import type { Machine } from "../target/target.ts";
import { badNeurons } from "./faults.ts";
import { inMemory, type Run } from "./plan.ts";
import type { Recording } from "./recording.ts";
import { SpikeStore } from "./spike-store.ts";

/** A recording of those neurons that got to the end. The traces and spikes of the others mean nothing. */
export interface Survivors {
  readonly recording: Recording;
  /** Why the others did not, by their numbers. */
  readonly failed: ReadonlyMap<number, string>;
}

/** Steps of the first chunk; each that follows is twice as long. A neuron that fires without end has 10,000 spikes in every step. */
const firstChunk = 64;

/**
 * Like `run`, but where a neuron fails, only it does: a state that stops being finite, spikes without end, or more than
 * `mostSpikes` of them. It goes on as a copy of another from the start of that chunk, so that the rest of its vector is not
 * disturbed. The survivors' recording is the one they would have without it, bit for bit.
 *
 * @throws SimulationError where the spikes of all do not fit in memory
 */
export function* runSurvivors(plan: Run, mostSpikes: number): Generator<number, Survivors> {
  const { machine, members, steps, dt, every } = plan;
  const { blocks } = machine.plan;
  const samples = plan.observed.length > 0 ? Math.ceil(steps / every) : 0;
  const traces = plan.observed.map(({ name, dimension }) => ({
    ...{ name, dimension },
    values: inMemory(() => new Float64Array(members * samples)),
  }));
  const spikes = new SpikeStore(members, plan.spikeLimit);
  const counts = new Uint32Array(members);
  const failed = new Map<number, string>();

  machine.prepare(0, blocks);
  machine.initialise(0, blocks);
  const unsound = badNeurons(plan, 0, blocks);
  for (const neuron of unsound) failed.set(neuron, "an initial value is not finite");
  replace(plan, failed, unsound, stateOf(machine), 0);

  let size = Math.min(plan.chunk, firstChunk);
  for (let from = 0; from < steps && failed.size < members; size = Math.min(plan.chunk, 2 * size)) {
    const count = Math.min(size, steps - from);
    advance(plan, failed, from, count);
    if (readFailure(machine)?.code === failures.memory) throw spikes.tooMany();
    const records: number[] = [];
    takeSpikes(machine, (neuron, time) => {
      if (++counts[neuron]! <= mostSpikes && !failed.has(neuron)) records.push(time, neuron);
    });
    spikes.append(Float64Array.from(records));
    if (samples > 0) {
      const start = sampledSteps(machine).first / every;
      for (const [slot, { values }] of traces.entries())
        for (let m = 0; m < members; m++) readTrace(machine, slot, m, values, { start: m * samples + start });
    }
    from += count;
    const restless = [...counts.keys()].filter((neuron) => counts[neuron]! > mostSpikes && !failed.has(neuron));
    for (const neuron of restless) failed.set(neuron, `fires more than ${mostSpikes} times`);
    replace(plan, failed, restless, stateOf(machine), 0);
    yield from / steps;
  }
  const times = Float64Array.from({ length: samples }, (_, k) => k * every * dt);
  return { recording: { members, spikes: spikes.finish(), traces: { times, variables: traces } }, failed };
}

/** Advances all; where one failed, once more block by block, each as often as it takes without those that fail in it. */
function advance(plan: Run, failed: Map<number, string>, from: number, count: number): void {
  const { machine, members } = plan;
  const { blocks } = machine.plan;
  const start = stateOf(machine);
  machine.tabulate(from, count);
  machine.advance(0, blocks, from, count);
  if (!readFailure(machine) && badNeurons(plan, 0, blocks).size === 0) return;
  restore(machine, start);
  for (let block = 0; block < blocks && failed.size < members; block++) {
    const before = stateOf(machine);
    for (let tries = 0; ; tries++) {
      machine.advance(block, block + 1, from, count);
      const failure = readFailure(machine);
      if (failure?.code === failures.memory) return;
      const bad = new Set([...badNeurons(plan, block, block + 1), ...(failure ? [failure.neuron] : [])]);
      if (bad.size === 0) break;
      restore(machine, before);
      for (const neuron of bad)
        if (!failed.has(neuron))
          failed.set(neuron, reasonFor(failure?.neuron === neuron ? failure.code : failures.notFinite));
      replace(plan, failed, bad, start, tries);
      if (failed.size >= members) return;
      before.blocks.set(stateOf(machine).blocks);
    }
  }
}

function reasonFor(code: number): string {
  switch (code) {
    case failures.endlessSpikes:
      return "fires without end";
    case failures.stepTooSmall:
      return "runs away";
    default:
      return "stops being finite";
  }
}

interface Saved {
  readonly blocks: Uint8Array;
  readonly spikePointer: number;
}

function stateOf(machine: Machine): Saved {
  const { plan, layout } = machine;
  const blocks = new Uint8Array(machine.memory()).slice(
    plan.blockBase,
    plan.blockBase + plan.blocks * layout.blockBytes,
  );
  return { blocks, spikePointer: new Int32Array(machine.memory())[header.spikePointer / 4]! };
}

function restore(machine: Machine, { blocks, spikePointer }: Saved): void {
  new Uint8Array(machine.memory()).set(blocks, machine.plan.blockBase);
  const words = new Int32Array(machine.memory());
  words[header.spikePointer / 4] = spikePointer;
  words[header.failureCode / 4] = 0;
}

/**
 * Makes neurons, and the lanes behind the last that are copies of it, copies of one that has not failed, as it was at `start`.
 * One that fails in this chunk itself makes others fail, so each try takes another, until there is none that does not.
 */
function replace(
  { machine, members }: Run,
  failed: Map<number, string>,
  neurons: Iterable<number>,
  start: Saved,
  tries: number,
) {
  const { layout, plan } = machine;
  const donors = Array.from({ length: members }, (_, m) => m).filter((m) => !failed.has(m));
  if (tries > donors.length + layout.lanes) for (const m of donors) failed.set(m, "fails like all others");
  const donor = donors[tries % donors.length];
  if (donor === undefined) return;
  const numbers = new Float64Array(machine.memory(), plan.blockBase, start.blocks.byteLength / 8);
  const from = new Float64Array(start.blocks.buffer);
  const at = (lane: number) => (Math.floor(lane / layout.lanes) * layout.blockBytes) / 8 + (lane % layout.lanes);
  for (const neuron of neurons) {
    const last = neuron === members - 1 ? plan.blocks * layout.lanes - 1 : neuron;
    for (let lane = neuron; lane <= last; lane++)
      for (let slot = 0; slot < layout.blockBytes / 8; slot += layout.lanes)
        numbers[at(lane) + slot] = from[at(donor) + slot]!;
  }
}
