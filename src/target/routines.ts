import type { Kernel, Routine } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import type { BlockLayout } from "./layout.ts";
import { literalPlace, preparedConstant } from "./places.ts";
import { type RoutineIndex, Values } from "./values.ts";

/** A routine as a function: of one vector, or of two vectors side by side. */
interface Form {
  readonly slot: number;
  readonly lanes: Lanes;
  readonly vectors: 1 | 2;
}

/** The routines of a kernel as functions of a module, in the forms that other functions ask for. */
export class Routines {
  readonly #kernel: Pick<Kernel, "ops" | "routines">;
  readonly #layout: BlockLayout | undefined;
  /** The number of the first form among the functions of the module. */
  readonly #first: number;
  readonly #forms: Form[] = [];

  /** @param layout undefined where no operation of a routine is kept in memory, and no vectors are wanted */
  constructor(kernel: Pick<Kernel, "ops" | "routines">, layout: BlockLayout | undefined, first: number) {
    this.#kernel = kernel;
    this.#layout = layout;
    this.#first = first;
  }

  /** For code on numbers as wide as `lanes`: the number of a routine's function. */
  of(lanes: Lanes): RoutineIndex {
    return (slot, vectors) => {
      const known = this.#forms.findIndex(
        (form) => form.slot === slot && form.lanes === lanes && form.vectors === vectors,
      );
      return this.#first + (known >= 0 ? known : this.#forms.push({ slot, lanes, vectors }) - 1);
    };
  }

  /** All that have been asked for, in the order of their numbers, with those that they ask for themselves. */
  write(): Code[] {
    const written: Code[] = [];
    // the list may grow while it is walked
    for (const { slot, lanes, vectors } of this.#forms)
      written.push(this.#function(this.#kernel.routines[slot]!, lanes, vectors));
    return written;
  }

  /** (numbers of the first vector, numbers of the second): the results for the first, those for the second. */
  #function({ ops, arity, results }: Routine, lanes: Lanes, vectors: 1 | 2): Code {
    const wanted = Array(results.length * vectors).fill(lanes.number);
    const code = new Code(Array(arity * vectors).fill(lanes.number), wanted);
    const inMemory = lanes.width > 1 ? this.#layout : undefined;
    const place = (value: number) => {
      const { op, slot } = ops[value]!;
      if (op === "argument") return { push: (vector: number) => code.get(vector * arity + slot) };
      const keep = vectors > 1;
      if (op === "outer") return { keep, push: () => preparedConstant(code, this.#kernel, this.#layout!, lanes, slot) };
      const literal = literalPlace(code, ops[value]!, lanes, inMemory);
      return literal && { ...literal, keep };
    };
    const values = new Values(code, ops, lanes, vectors, place, this.of(lanes), this.#kernel.routines);
    values.compute(results);
    for (let vector = 0; vector < vectors; vector++) for (const result of results) values.push(result, vector);
    values.free();
    return code;
  }
}
