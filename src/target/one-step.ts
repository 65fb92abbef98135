import type { Kernel } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import { callEvents, pushCalled } from "./called.ts";
import type { Lanes } from "./lanes.ts";
import { allKept, type BlockLayout, header } from "./layout.ts";
import { needed } from "./needed.ts";
import { placesOf } from "./places.ts";
import type { Routines } from "./routines.ts";
import { type Place, Values } from "./values.ts";

/**
 * (firstBlock, endBlock, step): advances the blocks by one step that neither flushes nor samples, as `advance` would. Where
 * neurons hear of each other after every step there is no stretch to keep states in registers for: vectors are taken one or two
 * at a time, each from memory to memory.
 *
 *     what is the same for all neurons <- memory
 *     for each block, for each one or two of its vectors
 *       states <- memory;  next, attention <- states
 *       if attention: next through memory, and the event program for the neurons that need it
 *       memory <- next
 */
export function oneStepFunction(
  kernel: Kernel,
  layout: BlockLayout,
  lanes: Lanes,
  routines: Routines,
  event: number,
): Code {
  const code = new Code(["i32", "i32", "f64"]);
  const [block, endBlock, firstStep] = [0, 1, 2] as const;
  const { ops, next, attention } = kernel;
  const { interleave, moving, blockBytes, columnBytes, arrivalBytes } = layout;
  const together = Math.min(2, interleave);
  const groupBytes = 8 * lanes.width * together;
  const vectors = Array.from({ length: together }, (_, vector) => vector);
  const word = (offset: number): Code => code.i32(0).access("i32.load", offset);

  const [address, endOfBlock, row, arrivals, called] = Array.from({ length: 5 }, () => code.local("i32"));
  const neuron = code.local("f64");
  const step = code.local(lanes.number);
  const stepOfWindow = () =>
    code.get(firstStep).i32(0).access("f64.load", header.windowStart).op("f64.sub", "i32.trunc_sat_f64_s");
  word(header.blocks).get(block).i32(blockBytes).op("i32.mul", "i32.add").set(address!);
  code.i32(0).access("f64.load", header.firstNeuron);
  code.get(block).i32(layout.lanes).op("i32.mul", "f64.convert_i32_u", "f64.add").set(neuron);
  lanes.splat(code.get(firstStep)).set(step);
  if (columnBytes > 0) {
    word(header.columns);
    stepOfWindow().i32(columnBytes).op("i32.mul", "i32.add").set(row!);
  }
  if (arrivalBytes > 0) {
    word(header.arrivals);
    stepOfWindow();
    word(header.arrivalRow).op("i32.mul", "i32.add");
    code.get(block).i32(arrivalBytes).op("i32.mul", "i32.add").set(arrivals!);
  }

  const states: number[][] = [];
  const inMemory = placesOf(code, kernel, layout, lanes, {
    ...{ address: address!, neuron, step, row: row!, arrivals: arrivals!, states },
    ...{ literalsInMemory: true, ready: allKept },
  });
  const shared = new Map<number, number>();
  const place = (value: number): Place | undefined => {
    const local = shared.get(value);
    return local === undefined ? inMemory(value) : { push: () => code.get(local) };
  };
  const roots = [...moving.map((slot) => next[slot]!), attention];
  const leaves = needed(roots, (value) => (inMemory(value) ? [] : ops[value]!.args)).filter((value) => inMemory(value));
  const perStep = (value: number) =>
    (ops[value]!.rate & 1) === 0 && !["state", "step", "arrival"].includes(ops[value]!.op);
  for (const value of leaves.filter(perStep)) {
    const local = code.local(lanes[ops[value]!.type]);
    inMemory(value)!.push(0);
    code.set(local);
    shared.set(value, local);
  }
  for (const value of leaves) {
    const { op, slot } = ops[value]!;
    if (op === "state") states[slot] ??= vectors.map(() => code.local(lanes.number));
  }

  const values = new Values(code, ops, lanes, together, place, routines.calls(lanes));
  const at = (offset: number, vector: number) => offset + 8 * lanes.width * vector;
  const blocks = code.loop();
  code
    .get(address!)
    .i32(8 * layout.lanes)
    .op("i32.add")
    .set(endOfBlock!);
  const groups = code.loop();
  states.forEach((locals, slot) => {
    for (const [vector, local] of locals.entries())
      lanes.load(code.get(address!), at(layout.state(slot), vector)).set(local);
  });
  values.compute(roots);
  const store = (offset: (slot: number) => number) => {
    for (const slot of moving) {
      for (const vector of vectors) {
        code.get(address!);
        values.push(next[slot]!, vector);
        lanes.store(code, at(offset(slot), vector));
      }
    }
  };
  const over = code.block();
  const { op, literal } = ops[attention]!;
  if (op !== "literal" || literal === 1) {
    pushCalled(code, lanes, together, (vector) => values.push(attention, vector));
    code.tee(called!).if();
    store(layout.next);
    callEvents(code, event, called!, { address: address!, neuron, step: firstStep, row: row! });
    for (const slot of moving) {
      for (const vector of vectors) {
        lanes.loadApart(code.get(address!), address!, at(layout.next(slot), vector));
        lanes.store(code, at(layout.state(slot), vector));
      }
    }
    code.branch(over).end();
  }
  store(layout.state);
  values.free();
  code.end();
  if (arrivalBytes > 0) code.get(arrivals!).i32(groupBytes).op("i32.add").set(arrivals!);
  code
    .get(neuron)
    .f64(lanes.width * together)
    .op("f64.add")
    .set(neuron);
  code.get(address!).i32(groupBytes).op("i32.add").tee(address!).get(endOfBlock!).op("i32.lt_u").branchIf(groups).end();
  code
    .get(address!)
    .i32(blockBytes - 8 * layout.lanes)
    .op("i32.add")
    .set(address!);
  if (arrivalBytes > 8 * layout.lanes)
    code
      .get(arrivals!)
      .i32(arrivalBytes - 8 * layout.lanes)
      .op("i32.add")
      .set(arrivals!);
  code.get(block).i32(1).op("i32.add").tee(block).get(endBlock).op("i32.lt_u").branchIf(blocks).end();
  return code;
}
