import type { Kernel } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import { pushCalled } from "./called.ts";
import type { Lanes } from "./lanes.ts";
import type { BlockLayout } from "./layout.ts";
import { literalPlace, preparedConstant } from "./places.ts";
import { type Call, Values } from "./values.ts";

/** A routine as a function: of one vector, or of two vectors side by side. */
interface Form {
  readonly slot: number;
  readonly lanes: Lanes;
  readonly vectors: 1 | 2 | 4;
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

  /**
   * For code on numbers as wide as `lanes`: calls of functions of their own, two vectors a call where there are two, so that each
   * constant of the routine is loaded once for both.
   */
  calls(lanes: Lanes): Call {
    return (code, slot, vectors, push) => {
      const { results, arity } = this.#kernel.routines[slot]!;
      const together = vectors >= 4 ? 4 : vectors > 1 ? 2 : 1;
      const locals = results.map(() => Array.from({ length: vectors }, () => code.local(lanes.number)));
      for (let vector = 0; vector < vectors; vector += together) {
        for (let v = vector; v < vector + together; v++) for (let k = 0; k < arity; k++) push(k, v);
        code.call(this.#function(slot, lanes, together));
        for (let v = vector + together - 1; v >= vector; v--)
          for (const result of locals.toReversed()) code.set(result[v]!);
      }
      return locals;
    };
  }

  /** The number of the function that computes a routine on one vector, or on two at once. */
  #function(slot: number, lanes: Lanes, vectors: 1 | 2 | 4): number {
    const known = this.#forms.findIndex(
      (form) => form.slot === slot && form.lanes === lanes && form.vectors === vectors,
    );
    return this.#first + (known >= 0 ? known : this.#forms.push({ slot, lanes, vectors }) - 1);
  }

  /** All that have been asked for, in the order of their numbers, with those that they ask for themselves. */
  write(): Code[] {
    const written: Code[] = [];
    // the list may grow while it is walked
    for (const { slot, lanes, vectors } of this.#forms) written.push(this.#write(slot, lanes, vectors));
    return written;
  }

  /** (numbers of the first vector, numbers of the second): the results for the first, those for the second. */
  #write(slot: number, lanes: Lanes, vectors: 1 | 2 | 4): Code {
    const { arity, ops, results, split } = this.#kernel.routines[slot]!;
    const code = new Code(
      Array(arity * vectors).fill(lanes.number),
      Array(results.length * vectors).fill(lanes.number),
    );
    const inMemory = lanes.width > 1 ? this.#layout : undefined;
    const place = (value: number) => {
      const { op, slot } = ops[value]!;
      if (op === "argument") return { push: (vector: number) => code.get(vector * arity + slot) };
      const keep = vectors > 1;
      if (op === "outer") return { keep, push: () => preparedConstant(code, this.#kernel, this.#layout!, lanes, slot) };
      const literal = literalPlace(code, ops[value]!, lanes, inMemory);
      return literal && { ...literal, keep };
    };
    const values = new Values(code, ops, lanes, vectors, place, this.calls(lanes));
    const give = (results: readonly number[]): void => {
      values.compute(results);
      for (let vector = 0; vector < vectors; vector++) for (const result of results) values.push(result, vector);
      values.free();
    };
    if (split) {
      const set = code.local("i32");
      values.compute([split.mask]);
      pushCalled(code, lanes, vectors, (vector) => values.push(split.mask, vector));
      values.free();
      code
        .tee(set)
        .i32(2 ** (lanes.width * vectors) - 1)
        .op("i32.eq")
        .if();
      give(split.inside);
      code.op("return").end();
      // a single lane is inside or outside
      if (lanes.width * vectors > 1) code.get(set).op("i32.eqz").if();
      give(split.outside);
      if (lanes.width * vectors === 1) return code;
      code.op("return").end();
    }
    give(results);
    return code;
  }
}
