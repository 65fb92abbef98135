import type { Kernel } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import { allKept, type BlockLayout } from "./layout.ts";
import { placesOf } from "./places.ts";
import { routineIndex } from "./routines.ts";
import { Values } from "./values.ts";

/**
 * (address of a vector in its block, its first neuron, step, row of columns): one step through memory, from states to next
 * states, with the event program for the neurons that need it.
 */
export function interruptedFunction(kernel: Kernel, layout: BlockLayout, lanes: Lanes, event: number): Code {
  const code = new Code(["i32", "f64", "f64", "i32"]);
  const [address, neuron, stepNumber, row] = [0, 1, 2, 3] as const;
  const set = code.local("i32");
  const step = code.local(lanes.number);
  const position = { address, neuron, step, row, ready: allKept };
  const place = placesOf(code, kernel, layout, lanes, position);
  const values = new Values(code, kernel.ops, lanes, 1, place, routineIndex(kernel, layout, lanes));

  lanes.splat(code.get(stepNumber)).set(step);
  values.compute([...kernel.next, kernel.attention]);
  for (const [slot, value] of kernel.next.entries()) {
    code.get(address);
    values.push(value);
    lanes.store(code, layout.next(slot));
  }
  values.push(kernel.attention);
  lanes.bits(code).tee(set).if();
  callEvents(code, { set, address, neuron, stepNumber, row }, event);
  code.end();
  return code;
}

/** Runs the event program for each lane whose bit is in `set`, which is not 0 and is so afterwards. All are locals. */
export function callEvents(
  code: Code,
  at: Readonly<Record<"set" | "address" | "neuron" | "stepNumber" | "row", number>>,
  event: number,
): void {
  const lane = code.local("i32");
  const eachLane = code.loop();
  code.get(at.address).get(at.set).op("i32.ctz").tee(lane).i32(8).op("i32.mul", "i32.add");
  code.get(at.neuron).get(lane).op("f64.convert_i32_u", "f64.add");
  code.get(at.stepNumber).get(at.row).call(event);
  code.get(at.set).get(at.set).i32(1).op("i32.sub", "i32.and").tee(at.set).branchIf(eachLane);
  code.end();
  code.free(lane);
}
