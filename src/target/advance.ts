import type { Kernel, Rate, Value } from "../kernel/ir.ts";
import { Code, type Label } from "./assembler.ts";
import { BlockLocals } from "./block-locals.ts";
import { callEvents, pushCalled } from "./called.ts";
import type { Lanes } from "./lanes.ts";
import { allKept, type BlockLayout, header } from "./layout.ts";
import { needed, stepOf } from "./needed.ts";
import { placesOf } from "./places.ts";
import type { Routines } from "./routines.ts";
import { Sampler } from "./sampler.ts";
import { type Place, Values } from "./values.ts";

/** States smaller than this become 0 at every step that `flushEvery` divides: subnormal numbers are slow. */
export const tiny = 1e-200;
export const flushEvery = 1024;
/** Operations of a step of which two are written into a round of the loop. */
const shortKernel = 48;

/**
 * (firstBlock, endBlock, firstStep, steps): advances the blocks, one after the other, over the steps. Per block:
 *
 *     states, what does not change <- memory   what is the same for all blocks before the first
 *     while steps are left                     a stretch: up to the next flush or sample
 *       flush and sample if this is their step
 *       do  next, attention <- states          the hot loop, free of calls
 *           if attention: leave
 *           states <- next                     or, of a short kernel, the next step from next to states
 *       while the stretch lasts
 *       if left: the step through memory, with the event program for the neurons that need it
 *     memory <- states
 *
 * A block in which a neuron fails is left after that step: what follows means nothing, and may take for ever.
 *
 * The hot loop contains no call but those of routines. The step that is left has been computed: its next states and the lanes
 * that need the event program are in locals.
 */
export function advanceFunction(
  kernel: Kernel,
  layout: BlockLayout,
  lanes: Lanes,
  routines: Routines,
  event: number,
): Code {
  return new Advance(kernel, layout, lanes, routines, event).write();
}

class Advance {
  readonly #kernel: Kernel;
  readonly #routines: Routines;
  /** Number of the event program's function. */
  readonly #event: number;
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
  /** Steps to the next flush. */
  readonly #toFlush = this.#code.local("i32");
  readonly #sampler: Sampler;
  readonly #address = this.#code.local("i32");
  readonly #neuron = this.#code.local("f64");
  readonly #row = this.#code.local("i32");
  /** Where the step's arrivals at the block are, and the bytes to the next step's. */
  readonly #arrivals = this.#code.local("i32");
  readonly #arrivalRow = this.#code.local("i32");
  readonly #step: number;
  readonly #states: BlockLocals;
  /** Those states that steps change. */
  readonly #moving: BlockLocals;
  readonly #next: BlockLocals;
  /** A bit for each lane that needs the event program. */
  readonly #called = this.#code.local("i32");
  /** What the hot loop finds in locals, by vector or one for all. */
  readonly #registers = new Map<Value, readonly number[]>();
  readonly #place: (value: Value) => Place | undefined;
  readonly #values: Values;

  constructor(kernel: Kernel, layout: BlockLayout, lanes: Lanes, routines: Routines, event: number) {
    this.#kernel = kernel;
    this.#routines = routines;
    this.#event = event;
    this.#layout = layout;
    this.#lanes = lanes;
    this.#step = this.#code.local(lanes.number);
    this.#next = BlockLocals.make(this.#code, layout, lanes, layout.moving);
    this.#states = BlockLocals.make(this.#code, layout, lanes, [...kernel.states.keys()]);
    this.#moving = this.#states.of(layout.moving);
    this.#sampler = new Sampler(this.#code, kernel, layout, lanes);
    this.#place = this.#placesIn(this.#states.locals);
    this.#values = this.#valuesOf(this.#states.locals);
  }

  /** Where the leaves are, with the states in these locals. */
  #placesIn(states: BlockLocals["locals"]): (value: Value) => Place | undefined {
    return placesOf(this.#code, this.#kernel, this.#layout, this.#lanes, {
      ...{ address: this.#address, neuron: this.#neuron, step: this.#step, row: this.#row, arrivals: this.#arrivals },
      ...{ states, literalsInMemory: true, ready: allKept },
    });
  }

  /** What is computed from states in these locals. */
  #valuesOf(states: BlockLocals["locals"]): Values {
    const inMemory = this.#placesIn(states);
    const place = (value: Value): Place | undefined => {
      const kept = this.#registers.get(value);
      return kept ? { push: (vector) => this.#code.get(kept[vector % kept.length]!) } : inMemory(value);
    };
    const { interleave } = this.#layout;
    return new Values(this.#code, this.#kernel.ops, this.#lanes, interleave, place, this.#routines.calls(this.#lanes));
  }

  write(): Code {
    const code = this.#code;
    this.#fillRegisters((rate) => rate === 0);
    const blocks = code.loop();
    this.#enterBlock();
    this.#fillRegisters((rate) => rate === 1);
    const stretches = code.loop();
    this.#enterStretch();
    const over = code.block();
    const interruption = code.block();
    this.#hotLoop(interruption, over);
    code.end();
    this.#interrupt();
    code.end();
    for (const counter of [this.#toFlush, this.#sampler.toSample]) {
      code.get(counter).get(this.#stretch).op("i32.sub").get(this.#left).op("i32.add").set(counter);
    }
    code.get(this.#done).get(this.#stretch).op("i32.add").get(this.#left).op("i32.sub").tee(this.#done);
    code.get(this.#steps).op("i32.lt_u");
    this.#word(header.failing).op("i32.eqz", "i32.and").branchIf(stretches).end();
    this.#moving.store(this.#address, this.#layout.state);
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
    this.#states.load(this.#address, this.#layout.state);
    this.#word(header.arrivalRow).set(this.#arrivalRow);
    code.i32(0).i32(0).access("i32.store", header.failing);
    code.i32(0).set(this.#done);
    code.i32(0).get(this.#firstStep).op("i64.trunc_f64_u", "i32.wrap_i64", "i32.sub");
    code
      .i32(flushEvery - 1)
      .op("i32.and")
      .set(this.#toFlush);
    this.#sampler.enterBlock(this.#block, this.#firstStep);
  }

  #enterStretch(): void {
    const code = this.#code;
    const { columnBytes, arrivalBytes } = this.#layout;
    if (columnBytes > 0) {
      this.#word(header.columns);
      this.#rowOfWindow().i32(columnBytes).op("i32.mul", "i32.add").set(this.#row);
    }
    if (arrivalBytes > 0) {
      this.#word(header.arrivals);
      this.#rowOfWindow().get(this.#arrivalRow).op("i32.mul", "i32.add");
      code.get(this.#block).i32(arrivalBytes).op("i32.mul", "i32.add").set(this.#arrivals);
    }
    this.#lanes.splat(this.#currentStep()).set(this.#step);
    code.get(this.#toFlush).op("i32.eqz").if();
    this.#states.each((local) => this.#lanes.flush(code.get(local), local, tiny).set(local));
    this.#states.store(this.#address, this.#layout.state);
    code.i32(flushEvery).set(this.#toFlush).end();
    this.#sampler.sample(this.#values);
    code.get(this.#steps).get(this.#done).op("i32.sub").set(this.#stretch);
    for (const other of [this.#toFlush, this.#sampler.toSample]) {
      code.get(other).get(this.#stretch).get(other).get(this.#stretch).op("i32.lt_u", "select").set(this.#stretch);
    }
    code.get(this.#stretch).set(this.#left);
  }

  /**
   * Loads what the loop does not change. V8 keeps as much of it in registers as it can; literals too are loaded, since V8
   * would make them anew in each round.
   */
  #fillRegisters(isMeant: (rate: Rate) => boolean): void {
    const { ops, next, attention } = this.#kernel;
    for (const value of needed([...next, attention], (value) => (this.#place(value) ? [] : ops[value]!.args))) {
      const { op, type, rate } = ops[value]!;
      const place = this.#place(value);
      if (!place || op === "state" || op === "step" || op === "arrival" || !isMeant(rate)) continue;
      const locals = (rate === 0 ? [0] : this.#vectors()).map((vector) => {
        const local = this.#code.local(this.#lanes[type]);
        place.push(vector);
        this.#code.set(local);
        return local;
      });
      this.#registers.set(value, locals);
    }
  }

  /**
   * Steps until one needs the event program or none is left. Of a short kernel two a round, from the states to `next` and back:
   * copying what is next into what is would cost as much as a third of the step.
   */
  #hotLoop(interruption: Label, over: Label): void {
    const code = this.#code;
    const isShort = this.#layout.interleave > 1 && stepOf(this.#kernel).length <= shortKernel;
    const swapped = isShort ? code.block() : interruption;
    const hot = code.loop();
    this.#stepOnce(this.#values, this.#next, interruption);
    if (isShort) {
      code.get(this.#left).i32(1).op("i32.sub").tee(this.#left).op("i32.eqz").if();
      this.#copy(this.#next, this.#moving);
      code.branch(over).end();
      const locals = this.#states.locals.map((own, slot) => this.#next.locals[slot] ?? own);
      this.#stepOnce(this.#valuesOf(locals), this.#moving, swapped);
    } else this.#copy(this.#next, this.#moving);
    code.get(this.#left).i32(1).op("i32.sub").tee(this.#left).branchIf(hot).end();
    code.branch(over);
    if (!isShort) return;
    code.end();
    this.#moving.each((local) => code.get(local));
    this.#copy(this.#next, this.#moving);
    this.#next.setAll();
    code.branch(interruption);
  }

  /** One step into `to`. Where it needs the event program it is left before the step is counted. */
  #stepOnce(values: Values, to: BlockLocals, interruption: Label): void {
    const code = this.#code;
    const { next, attention, ops } = this.#kernel;
    values.compute([...next, attention]);
    to.each((_, slot, vector) => values.push(next[slot]!, vector));
    to.setAll();
    if (ops[attention]!.op !== "literal" || ops[attention]!.literal === 1) {
      pushCalled(code, this.#lanes, this.#layout.interleave, (vector) => values.push(attention, vector));
      code.tee(this.#called).branchIf(interruption);
    }
    values.free();
    if (this.#layout.columnBytes > 0) code.get(this.#row).i32(this.#layout.columnBytes).op("i32.add").set(this.#row);
    if (this.#layout.arrivalBytes > 0) code.get(this.#arrivals).get(this.#arrivalRow).op("i32.add").set(this.#arrivals);
    this.#lanes.literal(code.get(this.#step), 1);
    this.#lanes.ops.add(code).set(this.#step);
  }

  #copy(from: BlockLocals, to: BlockLocals): void {
    from.each((local) => this.#code.get(local));
    to.setAll();
  }

  /** Finishes the step that was left, through memory: with the event program for the lanes that need it. */
  #interrupt(): void {
    const code = this.#code;
    const step = code.local("f64");
    this.#moving.store(this.#address, this.#layout.state);
    this.#next.store(this.#address, this.#layout.next);
    this.#currentStep().get(this.#stretch).get(this.#left).op("i32.sub", "f64.convert_i32_u", "f64.add").set(step);
    callEvents(code, this.#event, this.#called, { address: this.#address, neuron: this.#neuron, step, row: this.#row });
    code.get(this.#left).i32(1).op("i32.sub").set(this.#left);
    this.#states.loadApart(this.#address, this.#layout.next);
  }

  /** i32: steps from the window's first to the current one. */
  #rowOfWindow(): Code {
    this.#code.get(this.#firstStep);
    this.#number(header.windowStart).op("f64.sub", "i32.trunc_sat_f64_s");
    return this.#code.get(this.#done).op("i32.add");
  }

  #vectors(): readonly number[] {
    return Array.from({ length: this.#layout.interleave }, (_, vector) => vector);
  }

  /** f64: the number of the stretch's first step. */
  #currentStep(): Code {
    return this.#code.get(this.#firstStep).get(this.#done).op("f64.convert_i32_u", "f64.add");
  }

  #word(offset: number): Code {
    return this.#code.i32(0).access("i32.load", offset);
  }

  #number(offset: number): Code {
    return this.#code.i32(0).access("f64.load", offset);
  }
}
