import type { Kernel, Value } from "../kernel/ir.ts";
import { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import { allKept, type BlockLayout, header } from "./layout.ts";
import { needed } from "./needed.ts";
import { type Position, placesOf } from "./places.ts";
import { routineIndex } from "./routines.ts";
import { type Place, Values } from "./values.ts";

/** States smaller than this become 0 at every step that `flushEvery` divides: subnormal numbers are slow. */
export const tiny = 1e-200;
export const flushEvery = 1024;

/** More than any run of steps. */
const never = 2 ** 31 - 1;

/**
 * (firstBlock, endBlock, firstStep, steps): advances the blocks, one after the other, over the steps. Per block:
 *
 *     states <- memory
 *     while steps are left                     a stretch: up to the next flush or sample
 *       flush and sample if this is their step
 *       what is kept in registers <- memory
 *       do  next, attention <- states          the hot loop, free of calls
 *           if attention: leave
 *           states <- next
 *       while the stretch lasts
 *       if left: call `interrupted` for each vector, through memory
 *     memory <- states
 *
 * Nothing but the states outlives the hot loop in vector registers, and nothing the calls, so the loop is compiled as if
 * there were no events.
 */
export function advanceFunction(kernel: Kernel, layout: BlockLayout, lanes: Lanes, interrupted: number): Code {
  return new Advance(kernel, layout, lanes).write(interrupted);
}

class Advance {
  readonly #kernel: Kernel;
  readonly #layout: BlockLayout;
  readonly #lanes: Lanes;
  readonly #code = new Code(["i32", "i32", "f64", "i32"]);
  readonly #block = 0;
  readonly #endBlock = 1;
  readonly #firstStep = 2;
  readonly #steps = 3;
  /** Steps done before this stretch, steps of this stretch, and those of them that are left. */
  readonly #done = this.#code.local("i32");
  readonly #stretch = this.#code.local("i32");
  readonly #left = this.#code.local("i32");
  /** Steps to the next flush and to the next sample. */
  readonly #toFlush = this.#code.local("i32");
  readonly #toSample = this.#code.local("i32");
  /** Address of the next sample. */
  readonly #sample = this.#code.local("i32");
  readonly #address = this.#code.local("i32");
  readonly #neuron = this.#code.local("f64");
  readonly #row = this.#code.local("i32");
  readonly #step: number;
  /** By slot and vector. */
  readonly #states: readonly (readonly number[])[];
  /** What the hot loop finds in locals, by vector or one for all. */
  readonly #registers = new Map<Value, readonly number[]>();
  readonly #place: (value: Value) => Place | undefined;
  readonly #values: Values;

  constructor(kernel: Kernel, layout: BlockLayout, lanes: Lanes) {
    this.#kernel = kernel;
    this.#layout = layout;
    this.#lanes = lanes;
    this.#step = this.#code.local(lanes.number);
    this.#states = kernel.states.map(() => this.#vectors().map(() => this.#code.local(lanes.number)));
    const position: Position = {
      address: this.#address,
      neuron: this.#neuron,
      step: this.#step,
      row: this.#row,
      states: this.#states,
      literalsInMemory: true,
      ready: allKept,
    };
    this.#place = placesOf(this.#code, kernel, layout, lanes, position);
    const place = (value: Value): Place | undefined => {
      const kept = this.#registers.get(value);
      return kept ? { push: (vector) => this.#code.get(kept[vector % kept.length]!) } : this.#place(value);
    };
    this.#values = new Values(
      this.#code,
      kernel.ops,
      lanes,
      layout.interleave,
      place,
      routineIndex(kernel, layout, lanes),
    );
  }

  write(interrupted: number): Code {
    const code = this.#code;
    const blocks = code.loop();
    this.#enterBlock();
    const stretches = code.loop();
    this.#enterStretch();
    const over = code.block();
    const interruption = code.block();
    this.#hotLoop(interruption);
    code.branch(over).end();
    this.#interrupt(interrupted);
    code.end();
    for (const counter of [this.#toFlush, this.#toSample]) {
      code.get(counter).get(this.#stretch).op("i32.sub").get(this.#left).op("i32.add").set(counter);
    }
    code.get(this.#done).get(this.#stretch).op("i32.add").get(this.#left).op("i32.sub").tee(this.#done);
    code.get(this.#steps).op("i32.lt_u").branchIf(stretches).end();
    this.#storeStates();
    code.get(this.#block).i32(1).op("i32.add").tee(this.#block);
    code.get(this.#endBlock).op("i32.lt_u").branchIf(blocks).end();
    return code;
  }

  #enterBlock(): void {
    const code = this.#code;
    const { blockBytes, lanes } = this.#layout;
    this.#word(header.blocks).get(this.#block).i32(blockBytes).op("i32.mul", "i32.add").set(this.#address);
    this.#number(header.firstNeuron).get(this.#block).i32(lanes).op("i32.mul", "f64.convert_i32_u", "f64.add");
    code.set(this.#neuron);
    this.#loadStates(this.#layout.state);
    code.i32(0).set(this.#done);
    code.i32(0).get(this.#firstStep).op("i64.trunc_f64_u", "i32.wrap_i64", "i32.sub");
    code
      .i32(flushEvery - 1)
      .op("i32.and")
      .set(this.#toFlush);
    code.i32(never).set(this.#toSample);
    if (this.#kernel.observed.length === 0) return;
    this.#word(header.every).if();
    this.#samplesBefore(() => code.get(this.#firstStep));
    this.#word(header.every).op("i64.extend_i32_u", "i64.mul").get(this.#firstStep).op("i64.trunc_f64_u", "i64.sub");
    code.op("i32.wrap_i64").set(this.#toSample);
    this.#samplesBefore(() => code.get(this.#firstStep));
    this.#samplesBefore(() => this.#number(header.windowStart));
    code.op("i64.sub", "i32.wrap_i64").i32(this.#layout.sampleBytes).op("i32.mul");
    this.#word(header.samplesOfBlock).get(this.#block).op("i32.mul", "i32.add");
    this.#word(header.samples).op("i32.add").set(this.#sample);
    code.end();
  }

  #enterStretch(): void {
    const code = this.#code;
    const { columnBytes } = this.#layout;
    if (columnBytes > 0) {
      this.#word(header.columns).get(this.#firstStep);
      this.#number(header.windowStart).op("f64.sub", "i32.trunc_sat_f64_s").get(this.#done).op("i32.add");
      code.i32(columnBytes).op("i32.mul", "i32.add").set(this.#row);
    }
    this.#lanes.splat(this.#currentStep()).set(this.#step);
    code.get(this.#toFlush).op("i32.eqz").if();
    this.#forStates((local) => this.#lanes.flush(code.get(local), local, tiny).set(local));
    code.i32(flushEvery).set(this.#toFlush).end();
    if (this.#kernel.observed.length > 0) {
      code.get(this.#toSample).op("i32.eqz").if();
      this.#takeSample();
      this.#word(header.every).set(this.#toSample).end();
    }
    code.get(this.#steps).get(this.#done).op("i32.sub").set(this.#stretch);
    for (const other of [this.#toFlush, this.#toSample]) {
      code.get(other).get(this.#stretch).get(other).get(this.#stretch).op("i32.lt_u", "select").set(this.#stretch);
    }
    code.get(this.#stretch).set(this.#left);
    this.#fillRegisters();
  }

  #takeSample(): void {
    const code = this.#code;
    const values = this.#kernel.observed.map(({ value }) => value);
    this.#values.compute(values);
    for (const [index, value] of values.entries()) {
      for (const vector of this.#vectors()) {
        code.get(this.#sample);
        this.#values.pushNumber(value, vector);
        this.#lanes.store(code, 8 * (index * this.#layout.lanes + vector * this.#lanes.width));
      }
    }
    this.#values.free();
    code.get(this.#sample).i32(this.#layout.sampleBytes).op("i32.add").set(this.#sample);
  }

  /**
   * Loads what the loop does not change. V8 keeps as much of it in registers as it can; literals too are loaded, since V8
   * would make them anew in each round.
   */
  #fillRegisters(): void {
    const { ops, next, attention } = this.#kernel;
    for (const value of needed([...next, attention], (value) => (this.#place(value) ? [] : ops[value]!.args))) {
      const { op, type, rate } = ops[value]!;
      const place = this.#place(value);
      if (!place || op === "state" || op === "step" || rate === 2) continue;
      const locals = (rate === 0 ? [0] : this.#vectors()).map((vector) => {
        const local = this.#code.local(this.#lanes[type]);
        place.push(vector);
        this.#code.set(local);
        return local;
      });
      this.#registers.set(value, locals);
    }
  }

  #hotLoop(interruption: number): void {
    const code = this.#code;
    const { next, attention, ops } = this.#kernel;
    const hot = code.loop();
    this.#values.compute([...next, attention]);
    if (ops[attention]!.op !== "literal" || ops[attention]!.literal === 1) {
      for (const vector of this.#vectors()) {
        this.#values.push(attention, vector);
        if (vector > 0) this.#lanes.ops.or(code);
      }
      this.#lanes.any(code).branchIf(interruption);
    }
    this.#forStates((_, slot, vector) => this.#values.push(next[slot]!, vector));
    for (const local of this.#states.flat().toReversed()) code.set(local);
    this.#values.free();
    if (this.#layout.columnBytes > 0) code.get(this.#row).i32(this.#layout.columnBytes).op("i32.add").set(this.#row);
    this.#lanes.literal(code.get(this.#step), 1);
    this.#lanes.ops.add(code).set(this.#step);
    code.get(this.#left).i32(1).op("i32.sub").tee(this.#left).branchIf(hot).end();
  }

  #interrupt(interrupted: number): void {
    const code = this.#code;
    const vector = code.local("i32");
    this.#storeStates();
    code.i32(0).set(vector);
    const each = code.loop();
    code
      .get(this.#address)
      .get(vector)
      .i32(8 * this.#lanes.width)
      .op("i32.mul", "i32.add");
    code.get(this.#neuron).get(vector).i32(this.#lanes.width).op("i32.mul", "f64.convert_i32_u", "f64.add");
    this.#currentStep().get(this.#stretch).get(this.#left).op("i32.sub", "f64.convert_i32_u", "f64.add");
    code.get(this.#row).call(interrupted);
    code.get(vector).i32(1).op("i32.add").tee(vector).i32(this.#layout.interleave).op("i32.lt_u").branchIf(each).end();
    code.get(this.#left).i32(1).op("i32.sub").set(this.#left);
    this.#loadStates(this.#layout.next);
  }

  #vectors(): readonly number[] {
    return Array.from({ length: this.#layout.interleave }, (_, vector) => vector);
  }

  #forStates(write: (local: number, slot: number, vector: number) => void): void {
    for (const [slot, locals] of this.#states.entries()) {
      for (const [vector, local] of locals.entries()) write(local, slot, vector);
    }
  }

  #loadStates(offset: (slot: number) => number): void {
    this.#forStates((local, slot, vector) => {
      this.#lanes.load(this.#code.get(this.#address), offset(slot) + 8 * vector * this.#lanes.width).set(local);
    });
  }

  #storeStates(): void {
    this.#forStates((local, slot, vector) => {
      const offset = this.#layout.state(slot) + 8 * vector * this.#lanes.width;
      this.#lanes.store(this.#code.get(this.#address).get(local), offset);
    });
  }

  /** f64: the number of the stretch's first step. */
  #currentStep(): Code {
    return this.#code.get(this.#firstStep).get(this.#done).op("f64.convert_i32_u", "f64.add");
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

  #number(offset: number): Code {
    return this.#code.i32(0).access("f64.load", offset);
  }
}
