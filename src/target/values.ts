import type { Op, Value } from "../kernel/ir.ts";
import type { Code } from "./assembler.ts";
import { type Form, formOf } from "./forms.ts";
import type { Lanes } from "./lanes.ts";

/** Where a value is at hand without computing it. */
export interface Place {
  /** Pushes the vector with this number within the block. */
  push(vector: number): unknown;
  /** Worth a local: pushed once, used often. */
  readonly keep?: boolean;
}

/**
 * Writes the computation of the routine with this slot for so many vectors; `push` pushes an argument of a vector.
 * Returns the locals of each result, by vector.
 */
export type Call = (
  code: Code,
  slot: number,
  vectors: number,
  push: (argument: number, vector: number) => void,
) => readonly (readonly number[])[];

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
  readonly #call: Call;
  /** By value, as all that follows: the locals it is in, by vector. */
  readonly #locals: (readonly number[] | undefined)[];
  /** Where it is at hand, the same for as long as this is used; null where it has to be computed, undefined where not yet asked. */
  readonly #places: (Place | null | undefined)[];
  readonly #forms: (Form | undefined)[];
  /** Which operation needs it last; 0 for what is not to be computed. */
  readonly #lastUse: Value[];
  /** What `compute` has put into locals. */
  #kept: Value[] = [];

  constructor(
    code: Code,
    ops: readonly Op[],
    lanes: Lanes,
    vectors: number,
    place: (value: Value) => Place | undefined,
    call: Call,
  ) {
    this.#call = call;
    // Filled from the start: V8 keeps an array that is written far behind its end as a slow dictionary.
    this.#locals = Array(ops.length).fill(undefined);
    this.#places = Array(ops.length).fill(undefined);
    this.#forms = Array(ops.length).fill(undefined);
    this.#lastUse = Array(ops.length).fill(0);
    this.#code = code;
    this.#ops = ops;
    this.#lanes = lanes;
    this.#vectors = vectors;
    this.#place = place;
  }

  /** Computes the roots and what they need; they can be pushed until `free`, which comes before the next `compute`. */
  compute(roots: readonly Value[]): void {
    const lastUse = this.#lastUse;
    let first = this.#ops.length;
    let last = 0;
    const want = (value: Value, user: Value): void => {
      if (lastUse[value] !== 0 || !this.#isWritten(value)) return;
      lastUse[value] = user;
      if (value < first) first = value;
      if (value > last) last = value;
    };
    for (const root of roots) want(root, Number.POSITIVE_INFINITY);
    // Arguments come before what they make: going down, the first to want a value is the last to use it.
    for (let value = last; value >= first; value--) {
      if (lastUse[value] !== 0) for (const arg of this.#argsOf(value)) want(arg, value);
    }
    for (let value = first; value <= last; value++) {
      if (lastUse[value] === 0) continue;
      this.#keep(value, this.#placeOf(value));
      for (const arg of this.#argsOf(value)) if (lastUse[arg] === value) this.#release(arg);
    }
    lastUse.fill(0, first, last + 1);
  }

  push(value: Value, vector = 0): void {
    const locals = this.#locals[value];
    if (locals) this.#code.get(locals[vector % locals.length]!);
    else this.#placeOf(value)!.push(vector);
  }

  /** Pushes a value as a number: a mask as 1 or 0. */
  pushNumber(value: Value, vector = 0): void {
    this.push(value, vector);
    if (this.#ops[value]!.type === "mask") this.#lanes.numberOf(this.#code);
  }

  /** Forgets everything computed: what it is in may be used for something else. */
  free(): void {
    for (const value of this.#kept) this.#release(value);
    this.#kept = [];
  }

  /** Whether it is computed, or read into a local. */
  #isWritten(value: Value): boolean {
    const place = this.#placeOf(value);
    return !place || place.keep === true;
  }

  #argsOf(value: Value): readonly Value[] {
    return this.#placeOf(value) ? [] : this.#formOf(value).args;
  }

  #placeOf(value: Value): Place | undefined {
    const place = this.#places[value];
    if (place !== undefined) return place ?? undefined;
    const found = this.#place(value);
    this.#places[value] = found ?? null;
    return found;
  }

  #formOf(value: Value): Form {
    const known = this.#forms[value];
    if (known) return known;
    const form = formOf(this.#ops, value, this.#lanes);
    this.#forms[value] = form;
    return form;
  }

  #release(value: Value): void {
    for (const local of this.#locals[value] ?? []) this.#code.free(local);
    this.#locals[value] = undefined;
  }

  #keep(value: Value, place: Place | undefined): void {
    const { op, type, rate } = this.#ops[value]!;
    // has come with its call
    if (op === "result" && !place) return;
    const vectors = (rate & 1) === 0 ? 1 : this.#vectors;
    if (op === "call" && !place) {
      const { args, slot } = this.#ops[value]!;
      const results = this.#call(this.#code, slot, vectors, (argument, vector) => this.push(args[argument]!, vector));
      // a single result is the call itself; several follow it
      for (const [k, locals] of results.entries()) {
        const result = results.length === 1 ? value : value + 1 + k;
        this.#locals[result] = locals;
        this.#kept.push(result);
      }
      return;
    }
    this.#kept.push(value);
    const locals: number[] = [];
    for (let vector = 0; vector < vectors; vector++) {
      if (place) place.push(vector);
      else this.#operate(value, vector);
      const local = this.#code.local(this.#lanes[type]);
      this.#code.set(local);
      locals.push(local);
    }
    this.#locals[value] = locals;
  }

  #operate(value: Value, vector: number): void {
    const { args, write } = this.#formOf(value);
    for (const arg of args) this.push(arg, vector);
    write(this.#code);
  }
}
