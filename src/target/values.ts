import type { Op, Value } from "../kernel/ir.ts";
import type { Code } from "./assembler.ts";
import { type Form, formOf } from "./forms.ts";
import type { Lanes } from "./lanes.ts";
import { needed } from "./needed.ts";

/** Where a value is at hand without computing it. */
export interface Place {
  /** Pushes the vector with this number within the block. */
  push(vector: number): unknown;
  /** Worth a local: pushed once, used often. */
  readonly keep?: boolean;
}

/**
 * Writes operations in straight line. Each operation is written for all vectors of the block in turn, so that the latency of
 * one hides behind the others; what is the same for all neurons is computed once.
 */
export class Values {
  readonly #code: Code;
  readonly #ops: readonly Op[];
  readonly #lanes: Lanes;
  readonly #vectors: number;
  readonly #place: (value: Value) => Place | undefined;
  readonly #locals = new Map<Value, readonly number[]>();
  readonly #places = new Map<Value, Place | undefined>();
  readonly #forms = new Map<Value, Form>();

  constructor(
    code: Code,
    ops: readonly Op[],
    lanes: Lanes,
    vectors: number,
    place: (value: Value) => Place | undefined,
  ) {
    this.#code = code;
    this.#ops = ops;
    this.#lanes = lanes;
    this.#vectors = vectors;
    this.#place = place;
  }

  /** Computes the roots and what they need; they can be pushed until `free`, which comes before the next `compute`. */
  compute(roots: readonly Value[]): void {
    const order = needed(roots, (value) => this.#argsOf(value));
    const lastUse = new Map<Value, Value>();
    for (const value of order) for (const arg of this.#argsOf(value)) lastUse.set(arg, value);
    for (const root of roots) lastUse.set(root, Number.POSITIVE_INFINITY);
    for (const value of order) {
      const place = this.#placeOf(value);
      if (place && !place.keep) continue;
      this.#keep(value, place);
      for (const arg of this.#argsOf(value)) if (lastUse.get(arg) === value) this.#release(arg);
    }
  }

  push(value: Value, vector = 0): void {
    const locals = this.#locals.get(value);
    if (locals) this.#code.get(locals[vector % locals.length]!);
    else this.#placeOf(value)!.push(vector);
  }

  /** Pushes a value as a number: a mask as 1 or 0. */
  pushNumber(value: Value, vector = 0): void {
    this.push(value, vector);
    if (this.#ops[value]!.type === "mask") this.#lanes.numberOf(this.#code);
  }

  /** Forgets everything computed. */
  free(): void {
    for (const value of [...this.#locals.keys()]) this.#release(value);
    this.#places.clear();
  }

  #argsOf(value: Value): readonly Value[] {
    return this.#placeOf(value) ? [] : this.#formOf(value).args;
  }

  #placeOf(value: Value): Place | undefined {
    let place = this.#places.get(value);
    if (place === undefined && !this.#places.has(value)) {
      place = this.#place(value);
      this.#places.set(value, place);
    }
    return place;
  }

  #formOf(value: Value): Form {
    let form = this.#forms.get(value);
    if (!form) {
      form = formOf(this.#ops, value, this.#lanes);
      this.#forms.set(value, form);
    }
    return form;
  }

  #release(value: Value): void {
    for (const local of this.#locals.get(value) ?? []) this.#code.free(local);
    this.#locals.delete(value);
  }

  #keep(value: Value, place: Place | undefined): void {
    const { type, rate } = this.#ops[value]!;
    const shared = (rate & 1) === 0;
    const locals: number[] = [];
    for (let vector = 0; vector < (shared ? 1 : this.#vectors); vector++) {
      if (place) place.push(vector);
      else this.#operate(value, vector);
      const local = this.#code.local(this.#lanes[type]);
      this.#code.set(local);
      locals.push(local);
    }
    this.#locals.set(value, locals);
  }

  #operate(value: Value, vector: number): void {
    const { args, write } = this.#formOf(value);
    for (const arg of args) this.push(arg, vector);
    write(this.#code);
  }
}
