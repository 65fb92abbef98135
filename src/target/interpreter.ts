import type { Kernel, Statement, Value } from "../kernel/ir.ts";
import { flushEvery, tiny } from "./advance.ts";
import { InterpreterMemory } from "./interpreter-memory.ts";
import { type Instruction, type Orders, ordersOf } from "./interpreter-orders.ts";
import type { ReadTable } from "./interpreter-routine.ts";
import { type BlockLayout, header, type MemoryPlan } from "./layout.ts";
import { arrivalRow, checkWindow, fillHead, openWindow, placeSpikes, withRoom } from "./memory.ts";
import type { Machine, Program } from "./target.ts";

/** Runs a kernel where WebAssembly is refused, operation by operation; the judge of the other targets. */
export function interpreterProgram(kernel: Kernel, layout: BlockLayout): Program {
  const orders = ordersOf(kernel, layout);
  return {
    target: "interpreter",
    layout,
    bytes: undefined,
    instantiate: (plan) => new Interpreter(kernel, orders, layout, plan),
  };
}

/** Where an evaluation takes its leaves from; addresses count numbers, not bytes. */
interface Position {
  /** Address of the first lane. */
  readonly lane: number;
  readonly lanes: number;
  /** Number of the first lane's neuron. */
  readonly neuron: number;
  readonly step: number;
  /** Address of the step's row of columns. */
  readonly row: number;
  /** Address of what arrives at the block in the step. */
  readonly arrivals: number;
}

const nowhere: Position = { lane: 0, lanes: 1, neuron: 0, step: 0, row: 0, arrivals: 0 };

class Interpreter implements Machine {
  readonly layout: BlockLayout;
  plan: MemoryPlan;
  readonly #kernel: Kernel;
  readonly #orders: Orders;
  readonly #memory: InterpreterMemory;
  /** The value of operation `v` in lane `l` at v * lanes + l; a mask is 1 or 0. */
  readonly #registers: Float64Array;
  readonly #variables: Float64Array;
  /** Of the neuron whose event program runs: its states as the uninterrupted step left them. */
  readonly #next: Float64Array;

  constructor(kernel: Kernel, orders: Orders, layout: BlockLayout, plan: MemoryPlan) {
    this.#kernel = kernel;
    this.#orders = orders;
    this.layout = layout;
    this.plan = plan;
    this.#memory = new InterpreterMemory(plan.bytes);
    this.#registers = new Float64Array(kernel.ops.length * layout.lanes);
    this.#variables = new Float64Array(kernel.variables);
    this.#next = new Float64Array(kernel.states.length);
    for (const [value, { op, literal }] of kernel.ops.entries()) {
      if (op === "literal") this.#registers.fill(literal, value * layout.lanes, (value + 1) * layout.lanes);
    }
    fillHead(this.memory(), layout, plan);
  }

  memory(): ArrayBuffer {
    return this.#memory.numbers.buffer;
  }

  numbers(): Float64Array {
    return this.#memory.numbers;
  }

  words(): Int32Array {
    return this.#memory.signedWords;
  }

  reserve(bytes: number): number {
    const address = this.plan.spikeBase;
    this.plan = withRoom(this.plan, bytes);
    this.#memory.extend(this.plan.bytes);
    placeSpikes(this);
    return address;
  }

  wasmMemory(): undefined {
    return undefined;
  }

  prepare(firstBlock: number, endBlock: number): void {
    this.#evaluate(this.#orders.constants, nowhere);
    for (const value of this.#kernel.preparedConstants) {
      this.#memory.numbers[this.layout.prepared.get(value)!.offset / 8] = this.#registers[value * this.layout.lanes]!;
    }
    for (let block = firstBlock; block < endBlock; block++) {
      const position = this.#block(block);
      this.#evaluate(this.#orders.neurons, position);
      for (const value of this.#kernel.preparedNeurons) {
        this.#write(value, position.lane + this.layout.prepared.get(value)!.offset / 8);
      }
    }
  }

  initialise(firstBlock: number, endBlock: number): void {
    for (let block = firstBlock; block < endBlock; block++) {
      const position = this.#block(block);
      this.#evaluate(this.#orders.initial, position);
      for (const [slot, value] of this.#kernel.initial.entries()) {
        this.#write(value, position.lane + this.layout.state(slot) / 8);
      }
    }
  }

  tabulate(firstStep: number, steps: number): void {
    openWindow(this, firstStep, steps);
    for (let k = 0; k < steps; k++) {
      this.#evaluate(this.#orders.columns, { ...nowhere, step: firstStep + k });
      for (const [index, value] of this.#kernel.columns.entries()) {
        this.#memory.numbers[this.#row(k) + index] = this.#registers[value * this.layout.lanes]!;
      }
    }
  }

  advance(firstBlock: number, endBlock: number, firstStep: number, steps: number): void {
    const window = checkWindow(this, firstStep, steps);
    const { every, sampleBase, samplesOfBlock } = this.plan;
    for (let block = firstBlock; block < endBlock; block++) {
      const at = this.#block(block);
      this.#memory.words[header.failing / 4] = 0;
      for (let k = 0; k < steps && this.#memory.words[header.failing / 4] === 0; k++) {
        const step = firstStep + k;
        const arrivals = (arrivalRow(this, step) + block * this.layout.arrivalBytes) / 8;
        const position = { ...at, step, row: this.#row(step - window.firstStep), arrivals };
        if (step % flushEvery === 0) this.#flush(position);
        if (every > 0 && step % every === 0) {
          const sample = step / every - Math.ceil(window.firstStep / every);
          const address = (sampleBase + block * samplesOfBlock + sample * this.layout.sampleBytes) / 8;
          this.#evaluate(this.#orders.observed, position);
          for (const [index, { value }] of this.#kernel.observed.entries()) {
            this.#write(value, address + index * this.layout.lanes);
          }
        }
        this.#step(position);
      }
    }
  }

  #step(position: Position): void {
    const { lanes } = this.layout;
    const { next, attention } = this.#kernel;
    this.#evaluate(this.#orders.step, position);
    for (const slot of this.layout.moving) this.#write(next[slot]!, position.lane + this.layout.next(slot) / 8);
    const called = this.#registers.subarray(attention * lanes, (attention + 1) * lanes);
    if (called.includes(1)) this.#interrupt(Array.from(called), position);
    for (const slot of this.layout.moving) {
      const from = position.lane + this.layout.next(slot) / 8;
      this.#memory.numbers.copyWithin(position.lane + this.layout.state(slot) / 8, from, from + lanes);
    }
  }

  /** Runs the event program for the lanes that are called. */
  #interrupt(called: readonly number[], position: Position): void {
    for (const [lane, isCalled] of called.entries()) {
      if (!isCalled) continue;
      const single = { ...position, lane: position.lane + lane, lanes: 1, neuron: position.neuron + lane };
      for (let slot = 0; slot < this.#next.length; slot++) {
        this.#next[slot] = this.#memory.numbers[single.lane + this.layout.next(slot) / 8]!;
      }
      this.#variables.fill(0);
      this.#run(this.#kernel.event, single);
    }
  }

  #flush(position: Position): void {
    const first = position.lane + this.layout.state(0) / 8;
    for (let i = first; i < first + this.#kernel.states.length * this.layout.lanes; i++) {
      if (Math.abs(this.#memory.numbers[i]!) < tiny) this.#memory.numbers[i] = 0;
    }
  }

  #block(block: number): Position {
    const { lanes, blockBytes } = this.layout;
    const { blockBase, firstNeuron } = this.plan;
    const lane = (blockBase + block * blockBytes) / 8;
    return { ...nowhere, lane, lanes, neuron: firstNeuron + block * lanes };
  }

  #row(index: number): number {
    return (this.plan.columnBase + index * this.layout.columnBytes) / 8;
  }

  #write(value: Value, address: number): void {
    const { lanes } = this.layout;
    const { numbers } = this.#memory;
    for (let lane = 0; lane < lanes; lane++) numbers[address + lane] = this.#registers[value * lanes + lane]!;
  }

  readonly #read: ReadTable = (table, index) => {
    const { numbers, words } = this.#memory;
    const entry = header.tables / 4 + 2 * table;
    return numbers[words[entry]! / 8 + (index > 0 ? Math.min(Math.trunc(index), words[entry + 1]!) : 0)]!;
  };

  #evaluate(order: readonly Instruction[], position: Position): void {
    const stride = this.layout.lanes;
    const registers = this.#registers;
    const { numbers } = this.#memory;
    const read = this.#read;
    for (const instruction of order) {
      const to = instruction.value * stride;
      const end = to + position.lanes;
      switch (instruction.kind) {
        case "operate": {
          const { operate, args } = instruction;
          let [a, b, c] = args;
          a *= stride;
          b *= stride;
          c *= stride;
          for (let i = to; i < end; i++) registers[i] = operate(registers[a++]!, registers[b++]!, registers[c++]!);
          break;
        }
        case "load": {
          const { from, offset, isMask } = instruction;
          const step = from === "neuron" ? 1 : 0;
          let at = offset + (from === "neuron" ? position.lane : from === "column" ? position.row : 0);
          for (let i = to; i < end; i++, at += step) registers[i] = isMask ? Number(numbers[at] !== 0) : numbers[at]!;
          break;
        }
        case "call": {
          const { args, value, routine } = instruction;
          for (let lane = 0; lane < position.lanes; lane++) routine.run(registers, args, value, { stride, lane, read });
          break;
        }
        case "lookup": {
          let at = instruction.index * stride;
          for (let i = to; i < end; i++) registers[i] = read(instruction.table, registers[at++]!);
          break;
        }
        case "neuron":
          for (let i = to; i < end; i++) registers[i] = position.neuron + i - to;
          break;
        case "arrival": {
          const at = position.arrivals + instruction.slot * stride;
          for (let lane = 0; lane < stride; lane++) registers[to + lane] = numbers[at + lane]!;
          numbers.fill(0, at, at + stride);
          break;
        }
        case "step":
          registers.fill(position.step, to, end);
          break;
        case "next":
          registers[to] = this.#next[instruction.slot]!;
          break;
        case "variable":
          registers[to] = this.#variables[instruction.slot]!;
          break;
      }
    }
  }

  /** Runs statements until they end or are left by a break or continue, which it returns. */
  #run(statements: readonly Statement[], position: Position): "break" | "continue" | undefined {
    const register = (value: Value) => this.#registers[value * this.layout.lanes]!;
    for (const statement of statements) {
      this.#evaluate(this.#orders.event.get(statement)!, position);
      switch (statement.kind) {
        case "set":
          for (const [i, variable] of statement.variables.entries()) {
            this.#variables[variable] = register(statement.values[i]!);
          }
          break;
        case "if": {
          const left = this.#run(register(statement.condition) === 1 ? statement.then : statement.otherwise, position);
          if (left) return left;
          break;
        }
        case "loop":
          while (this.#run(statement.body, position) !== "break");
          break;
        case "break":
        case "continue":
          return statement.kind;
        case "spike":
          this.#memory.spike(register(statement.time), position.neuron);
          break;
        case "store":
          this.#memory.numbers[position.lane + this.layout.next(statement.state) / 8] = register(statement.value);
          break;
        case "fail":
          this.#memory.fail(statement.code, register(statement.time), position.neuron);
          break;
      }
    }
    return undefined;
  }
}
