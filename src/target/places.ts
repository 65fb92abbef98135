import type { Kernel, Op, Value } from "../kernel/ir.ts";
import type { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import type { BlockLayout, Prepared } from "./layout.ts";
import type { Place } from "./values.ts";

/** For which neurons and which step a function computes: its locals. Vectors are counted from `address`. */
export interface Position {
  /** i32: address of the first neuron's lane in its block. */
  readonly address?: number;
  /** f64: the first neuron's number. */
  readonly neuron?: number;
  /** The step's number, in all lanes. */
  readonly step?: number;
  /** i32: address of the step's row of columns. */
  readonly row?: number;
  /** i32: address of what arrives at the block in the step. */
  readonly arrivals?: number;
  /** By slot and vector: the states; without them, they are read from memory. */
  readonly states?: readonly (readonly number[])[];
  /** f64, by slot: the states that the uninterrupted step would lead to. */
  readonly next?: ReadonlyMap<number, number>;
  /** f64, by slot: the variables of an event program. */
  readonly variables?: readonly number[];
  /** Whether literal numbers come from memory. */
  readonly literalsInMemory?: boolean;
  /** Prepared values that are at hand. */
  readonly ready: readonly Prepared["kept"][];
}

/** Where a literal is: in the memory of `layout`, if one is given and has it; undefined for all other operations. */
export function literalPlace(
  code: Code,
  { op, literal, type }: Op,
  lanes: Lanes,
  layout: BlockLayout | undefined,
): Place | undefined {
  if (op !== "literal") return undefined;
  if (type === "mask") return { push: () => lanes.truth(code, literal === 1) };
  const address = layout?.literals.get(literal);
  if (address === undefined) return { push: () => lanes.literal(code, literal) };
  return { push: () => lanes.load(code.i32(0), address) };
}

/** Pushes an operation of rate 0 that is kept in memory, in all lanes. */
export function preparedConstant(
  code: Code,
  kernel: Pick<Kernel, "ops">,
  layout: BlockLayout,
  lanes: Lanes,
  value: Value,
): Code {
  const { op, slot, type } = kernel.ops[value]!;
  const number = lanes.loadShared(
    code.i32(0),
    op === "constant" ? layout.constant(slot) : layout.prepared.get(value)!.offset,
  );
  return type === "mask" ? lanes.maskOf(number) : number;
}

/** Where the leaves and the prepared values of `kernel` are for code at `position`; undefined for what must be computed. */
export function placesOf(
  code: Code,
  kernel: Kernel,
  layout: BlockLayout,
  lanes: Lanes,
  position: Position,
): (value: Value) => Place | undefined {
  const { address = -1, row = -1, arrivals = -1, neuron = -1, step = -1, states, next, variables } = position;
  const ofNeuron = (offset: number) => (vector: number) =>
    lanes.load(code.get(address), offset + vector * lanes.width * 8);
  const constant = (offset: number) => () => lanes.loadShared(code.i32(0), offset);

  const number = (value: Value): ((vector: number) => Code) | undefined => {
    const { op, slot } = kernel.ops[value]!;
    const known = layout.prepared.get(value);
    if (known && position.ready.includes(known.kept)) {
      if (known.kept === "constant") return constant(known.offset);
      if (known.kept === "neuron") return ofNeuron(known.offset);
      return () => lanes.loadShared(code.get(row), known.offset);
    }
    switch (op) {
      case "constant":
        return constant(layout.constant(slot));
      case "parameter":
        return ofNeuron(layout.parameter(slot));
      case "state":
        return states ? (vector) => code.get(states[slot]![vector]!) : ofNeuron(layout.state(slot));
      case "next":
        return () => code.get(next!.get(slot)!);
      case "variable":
        return () => code.get(variables![slot]!);
      case "arrival":
        return (vector) => {
          const offset = (slot * layout.lanes + vector * lanes.width) * 8;
          lanes.load(code.get(arrivals), offset);
          return lanes.store(lanes.literal(code.get(arrivals), 0), offset);
        };
      case "step":
        return () => code.get(step);
      case "neuron":
        return (vector) => lanes.count(lanes.splat(code.get(neuron)), vector * lanes.width);
      default:
        return undefined;
    }
  };

  return (value) => {
    const { op, type } = kernel.ops[value]!;
    if (op === "literal")
      return literalPlace(code, kernel.ops[value]!, lanes, position.literalsInMemory ? layout : undefined);
    const push = number(value);
    if (!push) return undefined;
    // read once: what arrives is gone then
    const keep = op === "arrival" || layout.prepared.get(value)?.kept === "column";
    return { keep, push: type === "number" ? push : (vector) => lanes.maskOf(push(vector)) };
  };
}
