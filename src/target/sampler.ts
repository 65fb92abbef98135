import type { Kernel } from "../kernel/ir.ts";
import type { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import { type BlockLayout, header } from "./layout.ts";
import type { Values } from "./values.ts";

/** More than any run of steps. */
const never = 2 ** 31 - 1;

/** Writes the taking of samples into `advance`: what the kernel observes, at every step that `header.every` divides. */
export class Sampler {
  /** i32 local: steps to the next sample. */
  readonly toSample: number;
  readonly #code: Code;
  readonly #kernel: Kernel;
  readonly #layout: BlockLayout;
  readonly #lanes: Lanes;
  /** i32 local: address of the next sample. */
  readonly #address: number;

  constructor(code: Code, kernel: Kernel, layout: BlockLayout, lanes: Lanes) {
    this.#code = code;
    this.#kernel = kernel;
    this.#layout = layout;
    this.#lanes = lanes;
    this.toSample = code.local("i32");
    this.#address = code.local("i32");
  }

  /** For the block and the first step in these locals: where its next sample goes, and when. */
  enterBlock(block: number, firstStep: number): void {
    const code = this.#code;
    code.i32(never).set(this.toSample);
    if (this.#kernel.observed.length === 0) return;
    this.#word(header.every).if();
    this.#samplesBefore(() => code.get(firstStep));
    this.#word(header.every).op("i64.extend_i32_u", "i64.mul").get(firstStep).op("i64.trunc_f64_u", "i64.sub");
    code.op("i32.wrap_i64").set(this.toSample);
    this.#samplesBefore(() => code.get(firstStep));
    this.#samplesBefore(() => code.i32(0).access("f64.load", header.windowStart));
    code.op("i64.sub", "i32.wrap_i64").i32(this.#layout.sampleBytes).op("i32.mul");
    this.#word(header.samplesOfBlock).get(block).op("i32.mul", "i32.add");
    this.#word(header.samples).op("i32.add").set(this.#address);
    code.end();
  }

  /** Takes a sample of the values as they are, if this is its step. */
  sample(of: Values): void {
    const code = this.#code;
    const values = this.#kernel.observed.map(({ value }) => value);
    if (values.length === 0) return;
    code.get(this.toSample).op("i32.eqz").if();
    of.compute(values);
    for (const [index, value] of values.entries()) {
      for (let vector = 0; vector < this.#layout.interleave; vector++) {
        code.get(this.#address);
        of.pushNumber(value, vector);
        this.#lanes.store(code, 8 * (index * this.#layout.lanes + vector * this.#lanes.width));
      }
    }
    of.free();
    code.get(this.#address).i32(this.#layout.sampleBytes).op("i32.add").set(this.#address);
    this.#word(header.every).set(this.toSample).end();
  }

  /** i64: how many samples are taken before the step that `push` gives. */
  #samplesBefore(push: () => void): void {
    push();
    this.#code.op("i64.trunc_f64_u");
    this.#word(header.every).i32(1).op("i32.sub", "i64.extend_i32_u", "i64.add");
    this.#word(header.every).op("i64.extend_i32_u", "i64.div_u");
  }

  #word(offset: number): Code {
    return this.#code.i32(0).access("i32.load", offset);
  }
}
