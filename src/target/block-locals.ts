import type { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import type { BlockLayout } from "./layout.ts";

/** Locals for some slots of a block, a vector each. */
export class BlockLocals {
  /** By slot and vector; a slot without locals has none. */
  readonly locals: readonly (readonly number[])[];
  readonly #code: Code;
  readonly #lanes: Lanes;
  readonly #slots: readonly number[];

  private constructor(code: Code, lanes: Lanes, slots: readonly number[], locals: readonly (readonly number[])[]) {
    this.#code = code;
    this.#lanes = lanes;
    this.#slots = slots;
    this.locals = locals;
  }

  static make(code: Code, layout: BlockLayout, lanes: Lanes, slots: readonly number[]): BlockLocals {
    const locals: number[][] = [];
    for (const slot of slots) locals[slot] = Array.from({ length: layout.interleave }, () => code.local(lanes.number));
    return new BlockLocals(code, lanes, slots, locals);
  }

  /** Those of some slots. */
  of(slots: readonly number[]): BlockLocals {
    return new BlockLocals(this.#code, this.#lanes, slots, this.locals);
  }

  /** Each local with its slot and vector: slot by slot, vector by vector. */
  each(write: (local: number, slot: number, vector: number) => void): void {
    for (const slot of this.#slots) {
      for (const [vector, local] of this.locals[slot]!.entries()) write(local, slot, vector);
    }
  }

  /** What `each` has pushed -> the locals. */
  setAll(): void {
    const pushed: number[] = [];
    this.each((local) => pushed.push(local));
    for (const local of pushed.reverse()) this.#code.set(local);
  }

  /** The slots at `offset` of the block whose address is in a local -> the locals. */
  load(address: number, offset: (slot: number) => number): void {
    this.each((local, slot, vector) => {
      this.#lanes.load(this.#code.get(address), offset(slot) + 8 * vector * this.#lanes.width).set(local);
    });
  }

  /** As `load`, of slots that were just stored lane by lane. */
  loadApart(address: number, offset: (slot: number) => number): void {
    this.each((local, slot, vector) => {
      this.#lanes.loadApart(this.#code, address, offset(slot) + 8 * vector * this.#lanes.width).set(local);
    });
  }

  /** The locals -> the slots at `offset` of the block whose address is in a local. */
  store(address: number, offset: (slot: number) => number): void {
    this.each((local, slot, vector) => {
      this.#lanes.store(this.#code.get(address).get(local), offset(slot) + 8 * vector * this.#lanes.width);
    });
  }
}
