import { arithmetic } from "./arithmetic.ts";
import type { Graph } from "./graph.ts";
import type { Op, PureOp, Value } from "./ir.ts";
import { reach } from "./reach.ts";

/** Numbers that go through an operation before it is the next one's turn; a few hundred operations' results fit the cache. */
const width = 128;

type Loop = (to: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array, count: number) => void;

/** Loops of their own for the operations that functions are mostly made of: a call for each number would take several times as long. */
const loops: Partial<Record<PureOp, Loop>> = {
  add: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! + b[i]!;
  },
  sub: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! - b[i]!;
  },
  mul: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! * b[i]!;
  },
  div: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! / b[i]!;
  },
  min: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = b[i]! < a[i]! ? b[i]! : a[i]!;
  },
  max: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! < b[i]! ? b[i]! : a[i]!;
  },
  lt: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! < b[i]! ? 1 : 0;
  },
  gt: (to, a, b, _, count) => {
    for (let i = 0; i < count; i++) to[i] = a[i]! > b[i]! ? 1 : 0;
  },
  neg: (to, a, _b, _c, count) => {
    for (let i = 0; i < count; i++) to[i] = -a[i]!;
  },
  sqrt: (to, a, _b, _c, count) => {
    for (let i = 0; i < count; i++) to[i] = Math.sqrt(a[i]!);
  },
  select: (to, mask, a, b, count) => {
    for (let i = 0; i < count; i++) to[i] = mask[i]! !== 0 ? a[i]! : b[i]!;
  },
};

function loopOf(op: PureOp): Loop {
  const apply = arithmetic[op];
  return (
    loops[op] ??
    ((to, a, b, c, count) => {
      for (let i = 0; i < count; i++) to[i] = apply(a[i]!, b[i]!, c[i]!);
    })
  );
}

/**
 * A value of a graph as a function of one of its leaves, for many numbers: each of the column, in place, becomes the value; a mask
 * becomes 1 or 0. The same bits as in a kernel, for numbers that are needed before the run. Routines are written out; tables and
 * other leaves are refused.
 *
 * @throws RangeError for an operation that is not pure
 */
export function overColumn(graph: Graph, leaf: Value, value: Value): (column: Float64Array) => void {
  const input = new Float64Array(width);
  const instructions: (readonly [Loop, Float64Array, Float64Array, Float64Array, Float64Array])[] = [];
  const literals = new Map<number, Float64Array>();

  const write = (op: Op, args: readonly Float64Array[]): Float64Array => {
    if (op.op === "literal") {
      const known = literals.get(op.literal) ?? new Float64Array(width).fill(op.literal);
      // -0 is 0 as a key
      if (op.literal !== 0) literals.set(op.literal, known);
      return known;
    }
    if (op.op === "call") return expanded(graph.routines[op.slot]!.ops, graph.routines[op.slot]!.results[0]!, args);
    if (!(op.op in arithmetic)) throw new RangeError(`"${op.op}" is no function of one number`);
    const to = new Float64Array(width);
    const [a = to, b = a, c = a] = args;
    instructions.push([loopOf(op.op as PureOp), to, a, b, c]);
    return to;
  };
  /** Writes out what a result needs; `args` are those of a routine. */
  const expanded = (ops: readonly Op[], result: Value, args: readonly Float64Array[]): Float64Array => {
    const places = new Map<Value, Float64Array>(ops === graph.ops ? [[leaf, input]] : []);
    for (const one of neededFor(ops, result)) {
      const op = ops[one]!;
      if (places.has(one)) continue;
      const place =
        op.op === "argument"
          ? args[op.slot]!
          : write(
              op,
              op.args.map((arg) => places.get(arg)!),
            );
      places.set(one, place);
    }
    return places.get(result)!;
  };

  const output = expanded(graph.ops, value, []);
  return (column) => {
    for (let start = 0; start < column.length; start += width) {
      const count = Math.min(width, column.length - start);
      input.set(column.subarray(start, start + count));
      for (const [loop, to, a, b, c] of instructions) loop(to, a, b, c, count);
      column.set(output.subarray(0, count), start);
    }
  };
}

/** A value and what it is made of, every operation after its arguments. */
function neededFor(ops: readonly Op[], value: Value): Value[] {
  return [...reach([value], (next) => ops[next]!.args)].sort((a, b) => a - b);
}
