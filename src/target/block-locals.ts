import type { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import type { BlockLayout } from "./layout.ts";

/** Locals for some slots of a block, a vector each. */
export class BlockLocals {
  /** By slot and vector. */
  readonly locals: readonly (readonly number[])[];
  readonly #code: Code;
  readonly #lanes: Lanes;

  constructor(code: Code, layout: BlockLayout, lanes: Lanes, slots: number) {
    this.#code = code;
    this.#lanes = lanes;
    this.locals = Array.from({ length: slots }, () =>
      Array.from({ length: layout.interleave }, () => code.local(lanes.number)),
    );
  }

  /** Each local with its slot and vector: slot by slot, vector by vector. */
  each(write: (local: number, slot: number, vector: number) => void): void {
    for (const [slot, locals] of this.locals.entries()) {
      for (const [vector, local] of locals.entries()) write(local, slot, vector);
    }
  }

  /** What `each` has pushed -> the locals. */
  setAll(): void {
    for (const local of this.locals.flat().toReversed()) this.#code.set(local);
  }

  /** The slots at `offset` of the block whose address is in a local -> the locals. */
  load(address: number, offset: (slot: number) => number): void {
    this.each((local, slot, vector) => {
      this.#lanes.load(this.#code.get(address), offset(slot) + 8 * vector * this.#lanes.width).set(local);
    });
  }

  /** The locals -> the slots at `offset` of the block whose address is in a local. */
  store(address: number, offset: (slot: number) => number): void {
    this.each((local, slot, vector) => {
      this.#lanes.store(this.#code.get(address).get(local), offset(slot) + 8 * vector * this.#lanes.width);
    });
  }
}
