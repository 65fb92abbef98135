import type { Op, Routine, Value } from "../kernel/ir.ts";
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

/** The number of the function that computes a routine on one vector, or on two at once. */
export type RoutineIndex = (slot: number, vectors: 1 | 2) => number;

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
  readonly #routine: RoutineIndex;
  readonly #routines: readonly Routine[];
  /** By value, as all that follows: the locals it is in, by vector. */
  readonly #locals: (readonly number[] | undefined)[];
  /** Where it is at hand; null where it has to be computed, undefined where that has not been asked. */
  readonly #places: (Place | null | undefined)[];
  readonly #forms: (Form | undefined)[];
  readonly #lastUse: Value[];
  /** What `compute` has put into locals. */
  #kept: Value[] = [];

  constructor(
    code: Code,
    ops: readonly Op[],
    lanes: Lanes,
    vectors: number,
    place: (value: Value) => Place | undefined,
    routine: RoutineIndex,
    routines: readonly Routine[],
  ) {
    this.#routine = routine;
    this.#routines = routines;
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
    const order = needed(roots, (value) => this.#argsOf(value));
    for (const value of order) for (const arg of this.#argsOf(value)) this.#lastUse[arg] = value;
    for (const root of roots) this.#lastUse[root] = Number.POSITIVE_INFINITY;
    for (const value of order) {
      const place = this.#placeOf(value);
      if (place && !place.keep) continue;
      this.#keep(value, place);
      for (const arg of this.#argsOf(value)) if (this.#lastUse[arg] === value) this.#release(arg);
    }
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

  /** Forgets everything computed. */
  free(): void {
    for (const value of this.#kept) this.#release(value);
    this.#kept = [];
    this.#places.fill(undefined);
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
      this.#call(value, vectors);
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

  /** Calls a routine for all vectors. Two vectors a call: each constant of the routine is then loaded once for both. */
  #call(value: Value, vectors: number): void {
    const { args, slot } = this.#ops[value]!;
    const { results } = this.#routines[slot]!;
    const together = vectors > 1 ? 2 : 1;
    const locals = results.map(() => Array.from({ length: vectors }, () => this.#code.local(this.#lanes.number)));
    for (let vector = 0; vector < vectors; vector += together) {
      for (let v = vector; v < vector + together; v++) for (const arg of args) this.push(arg, v);
      this.#code.call(this.#routine(slot, together));
      for (let v = vector + together - 1; v >= vector; v--)
        for (const of of locals.toReversed()) this.#code.set(of[v]!);
    }
    // a single result is the call itself; several follow it
    locals.forEach((of, k) => {
      const result = results.length === 1 ? value : value + 1 + k;
      this.#locals[result] = of;
      this.#kept.push(result);
    });
  }

  #operate(value: Value, vector: number): void {
    const { args, write } = this.#formOf(value);
    for (const arg of args) this.push(arg, vector);
    write(this.#code);
  }
}
