import type { Graph } from "./graph.ts";
import type { Op, Routine, Value } from "./ir.ts";

/** A part of a graph as a routine: what depends on the graph's `argument` leaves. */
export interface Outline {
  readonly routine: Routine;
  /** What stands behind the arguments of the part: values from around it that may change during a run. */
  readonly given: readonly Value[];
}

/**
 * Makes a routine of everything between the leaves `argument` 0 to arity - 1 and `results`. What else it needs is computed around
 * it, as often as it changes: it comes in as further arguments, or, where it stays the same for the whole run, from memory.
 */
export function outline(g: Graph, name: string, arity: number, results: readonly Value[]): Outline {
  const depends = new Map<Value, boolean>();
  const dependent = (value: Value): boolean => {
    const known = depends.get(value);
    if (known !== undefined) return known;
    const { op, args } = g.ops[value]!;
    const found = op === "argument" || args.some(dependent);
    depends.set(value, found);
    return found;
  };

  const ops: Op[] = [];
  const given: Value[] = [];
  const places = new Map<Value, Value>();
  const push = (op: Op): Value => ops.push(op) - 1;
  const visit = (value: Value): Value => {
    const place = places.get(value) ?? make(value, g.ops[value]!);
    places.set(value, place);
    return place;
  };
  const make = (value: Value, op: Op): Value => {
    if (op.op === "literal" || op.op === "argument") return push(op);
    if (dependent(value)) return push({ ...op, args: op.args.map(visit) });
    if (op.rate === 0) return push({ ...op, op: "outer", args: [], slot: value });
    const slot = arity + given.push(op.type === "mask" ? g.select(value, g.literal(1), g.literal(0)) : value) - 1;
    const argument = push({ op: "argument", args: [], type: "number", rate: 3, literal: 0, slot });
    if (op.type === "number") return argument;
    const zero = push({ op: "literal", args: [], type: "number", rate: 0, literal: 0, slot: 0 });
    return push({ op: "ne", args: [argument, zero], type: "mask", rate: 3, literal: 0, slot: 0 });
  };
  const made = results.map(visit);
  return { routine: { name, arity: arity + given.length, ops, results: made }, given };
}

/** Whether two routines do the same. */
export function sameRoutine(a: Routine, b: Routine): boolean {
  const same = (x: readonly number[], y: readonly number[]) =>
    x.length === y.length && x.every((v, i) => Object.is(v, y[i]));
  return (
    a.arity === b.arity &&
    same(a.results, b.results) &&
    a.ops.length === b.ops.length &&
    a.ops.every((x, i) => {
      const y = b.ops[i]!;
      return (
        x.op === y.op &&
        x.slot === y.slot &&
        x.type === y.type &&
        Object.is(x.literal, y.literal) &&
        same(x.args, y.args)
      );
    })
  );
}
