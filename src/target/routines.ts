import type { Kernel, Routine } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import { type Lanes, scalar } from "./lanes.ts";
import type { BlockLayout } from "./layout.ts";
import { literalPlace } from "./places.ts";
import { type RoutineIndex, Values } from "./values.ts";

/** Where the routines are among the functions of a module. */
export const firstRoutine = 2;

/** The forms a routine is written in: of one neuron, of one vector, of two vectors side by side. */
function formsOf(lanes: Lanes): readonly { readonly lanes: Lanes; readonly vectors: 1 | 2 }[] {
  const wide = [
    { lanes, vectors: 1 },
    { lanes, vectors: 2 },
  ] as const;
  return lanes.width > 1 ? [{ lanes: scalar, vectors: 1 }, ...wide] : wide;
}

/** All forms of the routines of a kernel, for a module whose vectors are as wide as `lanes`. */
export function routineFunctions(kernel: Kernel, layout: BlockLayout, lanes: Lanes): readonly Code[] {
  return formsOf(lanes).flatMap((form) => kernel.routines.map((routine) => routineFunction(routine, layout, form)));
}

/** The functions for numbers as wide as `lanes`, in a module whose vectors are as wide as the layout's. */
export function routineIndex(kernel: Kernel, layout: BlockLayout, lanes: Lanes): RoutineIndex {
  const wide = layout.width > 1 && lanes.width > 1 ? 1 : 0;
  return (slot, vectors) => firstRoutine + (wide + vectors - 1) * kernel.routines.length + slot;
}

/** (numbers of the first vector, numbers of the second): the routine's result for each. */
function routineFunction(
  { ops, arity, result }: Routine,
  layout: BlockLayout,
  { lanes, vectors }: { readonly lanes: Lanes; readonly vectors: 1 | 2 },
): Code {
  const code = new Code(Array(arity * vectors).fill(lanes.number), Array(vectors).fill(lanes.number));
  const inMemory = lanes.width > 1 ? layout : undefined;
  const values = new Values(code, ops, lanes, vectors, (value) => {
    const { op, slot } = ops[value]!;
    if (op === "argument") return { push: (vector) => code.get(vector * arity + slot) };
    const literal = literalPlace(code, ops[value]!, lanes, inMemory);
    return literal && { ...literal, keep: vectors > 1 };
  });
  values.compute([result]);
  for (let vector = 0; vector < vectors; vector++) values.push(result, vector);
  values.free();
  return code;
}
