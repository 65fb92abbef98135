import type { Kernel, Value } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import { scalar } from "./lanes.ts";
import { type BlockLayout, header } from "./layout.ts";
import { type Position, placesOf } from "./places.ts";
import type { Routines } from "./routines.ts";
import { Values } from "./values.ts";

/** Values of one neuron, in scalar code. */
export function singleValues(
  code: Code,
  kernel: Kernel,
  layout: BlockLayout,
  routines: Routines,
  position: Position,
): Values {
  const place = placesOf(code, kernel, layout, scalar, position);
  return new Values(code, kernel.ops, scalar, 1, place, routines.calls(scalar));
}

/** (): computes the prepared constants. */
export function constantsFunction(kernel: Kernel, layout: BlockLayout, routines: Routines): Code {
  const code = new Code([]);
  const values = singleValues(code, kernel, layout, routines, { ready: [] });
  storeAll(code, values, kernel.preparedConstants, undefined, (value) => layout.prepared.get(value)!.offset);
  return code;
}

/** (firstLane, endLane): computes the prepared values of these neurons; lanes are counted through all blocks. */
export function neuronsFunction(kernel: Kernel, layout: BlockLayout, routines: Routines): Code {
  return eachLane(layout, (code, position) => {
    const values = singleValues(code, kernel, layout, routines, { ...position, ready: ["constant"] });
    storeAll(code, values, kernel.preparedNeurons, position.address, (value) => layout.prepared.get(value)!.offset);
  });
}

/** (firstLane, endLane): gives the states of these neurons their initial values. */
export function initialFunction(kernel: Kernel, layout: BlockLayout, routines: Routines): Code {
  return eachLane(layout, (code, position) => {
    const values = singleValues(code, kernel, layout, routines, { ...position, ready: ["constant", "neuron"] });
    storeAll(code, values, kernel.initial, position.address, (_, slot) => layout.state(slot));
  });
}

/** (firstStep, steps): computes the columns of these steps, from the first row on. */
export function columnsFunction(kernel: Kernel, layout: BlockLayout, routines: Routines): Code {
  const code = new Code(["f64", "i32"]);
  const step = 0;
  const left = 1;
  const row = code.local("i32");
  const values = singleValues(code, kernel, layout, routines, { step, row, ready: ["constant"] });
  code.i32(0).access("i32.load", header.columns).set(row);
  const loop = code.loop();
  storeAll(code, values, kernel.columns, row, (value) => layout.prepared.get(value)!.offset);
  code.get(row).i32(layout.columnBytes).op("i32.add").set(row);
  code.get(step).f64(1).op("f64.add").set(step);
  code.get(left).i32(1).op("i32.sub").tee(left).branchIf(loop);
  code.end();
  return code;
}

/** Computes values and stores each at an offset from an address, which is 0 if not given. */
function storeAll(
  code: Code,
  values: Values,
  roots: readonly Value[],
  address: number | undefined,
  offset: (value: Value, index: number) => number,
): void {
  values.compute(roots);
  for (const [index, value] of roots.entries()) {
    if (address === undefined) code.i32(0);
    else code.get(address);
    values.pushNumber(value);
    code.access("f64.store", offset(value, index));
  }
  values.free();
}

/** A function (firstLane, endLane) that does `body` for at least one lane. */
function eachLane(
  layout: BlockLayout,
  body: (code: Code, position: { readonly address: number; readonly neuron: number }) => void,
): Code {
  const code = new Code(["i32", "i32"]);
  const index = 0;
  const end = 1;
  const address = code.local("i32");
  const neuron = code.local("f64");
  const loop = code.loop();
  code.get(index).i32(layout.lanes).op("i32.div_u").i32(layout.blockBytes).op("i32.mul");
  code.get(index).i32(layout.lanes).op("i32.rem_u").i32(8).op("i32.mul", "i32.add");
  code.i32(0).access("i32.load", header.blocks).op("i32.add").set(address);
  code.i32(0).access("f64.load", header.firstNeuron).get(index).op("f64.convert_i32_u", "f64.add").set(neuron);
  body(code, { address, neuron });
  code.get(index).i32(1).op("i32.add").tee(index).get(end).op("i32.lt_u").branchIf(loop);
  code.end();
  return code;
}
