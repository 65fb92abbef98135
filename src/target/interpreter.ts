import { arithmetic } from "../kernel/arithmetic.ts";
import type { Kernel, PureOp, Statement, Value } from "../kernel/ir.ts";
import { flushEvery, tiny } from "./advance.ts";
import { InterpreterMemory } from "./interpreter-memory.ts";
import { isReady, type Orders, ordersOf } from "./interpreter-orders.ts";
import { allKept, type BlockLayout, header, type MemoryPlan, type Prepared } from "./layout.ts";
import { checkWindow, fillHead, openWindow } from "./memory.ts";
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
  /** Which prepared values are at hand. */
  readonly ready: readonly Prepared["kept"][];
}

const nowhere: Position = { lane: 0, lanes: 1, neuron: 0, step: 0, row: 0, ready: [] };

class Interpreter implements Machine {
  readonly layout: BlockLayout;
  readonly plan: MemoryPlan;
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
    fillHead(this.memory(), layout, plan);
  }

  memory(): ArrayBuffer {
    return this.#memory.numbers.buffer;
  }

  prepare(firstBlock: number, endBlock: number): void {
    this.#evaluate(this.#orders.constants, nowhere);
    for (const value of this.#kernel.preparedConstants) {
      this.#memory.numbers[this.layout.prepared.get(value)!.offset / 8] = this.#registers[value * this.layout.lanes]!;
    }
    for (let block = firstBlock; block < endBlock; block++) {
      const position = this.#block(block, ["constant"]);
      this.#evaluate(this.#orders.neurons, position);
      for (const value of this.#kernel.preparedNeurons) {
        this.#write(value, position.lane + this.layout.prepared.get(value)!.offset / 8);
      }
    }
  }

  initialise(firstBlock: number, endBlock: number): void {
    for (let block = firstBlock; block < endBlock; block++) {
      const position = this.#block(block, ["constant", "neuron"]);
      this.#evaluate(this.#orders.initial, position);
      for (const [slot, value] of this.#kernel.initial.entries()) {
        this.#write(value, position.lane + this.layout.state(slot) / 8);
      }
    }
  }

  tabulate(firstStep: number, steps: number): void {
    openWindow(this, firstStep, steps);
    for (let k = 0; k < steps; k++) {
      this.#evaluate(this.#orders.columns, { ...nowhere, step: firstStep + k, ready: ["constant"] });
      for (const [index, value] of this.#kernel.columns.entries()) {
        this.#memory.numbers[this.#row(k) + index] = this.#registers[value * this.layout.lanes]!;
      }
    }
  }

  advance(firstBlock: number, endBlock: number, firstStep: number, steps: number): void {
    const window = checkWindow(this, firstStep, steps);
    const { every, sampleBase, samplesOfBlock } = this.plan;
    for (let block = firstBlock; block < endBlock; block++) {
      const at = this.#block(block, allKept);
      for (let k = 0; k < steps; k++) {
        const step = firstStep + k;
        const position = { ...at, step, row: this.#row(step - window.firstStep) };
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
    for (const [slot, value] of next.entries()) this.#write(value, position.lane + this.layout.next(slot) / 8);
    const called = Array.from({ length: lanes }, (_, lane) => lane).filter(
      (lane) => this.#registers[attention * lanes + lane] === 1,
    );
    for (const lane of called) {
      const single = { ...position, lane: position.lane + lane, lanes: 1, neuron: position.neuron + lane };
      for (const slot of next.keys())
        this.#next[slot] = this.#memory.numbers[single.lane + this.layout.next(slot) / 8]!;
      this.#variables.fill(0);
      this.#run(this.#kernel.event, single);
    }
    const states = position.lane + this.layout.state(0) / 8;
    const nexts = position.lane + this.layout.next(0) / 8;
    this.#memory.numbers.copyWithin(states, nexts, nexts + next.length * lanes);
  }

  #flush(position: Position): void {
    const first = position.lane + this.layout.state(0) / 8;
    for (let i = first; i < first + this.#kernel.states.length * this.layout.lanes; i++) {
      if (Math.abs(this.#memory.numbers[i]!) < tiny) this.#memory.numbers[i] = 0;
    }
  }

  #block(block: number, ready: Position["ready"]): Position {
    const { lanes, blockBytes } = this.layout;
    const { blockBase, firstNeuron } = this.plan;
    const lane = (blockBase + block * blockBytes) / 8;
    return { ...nowhere, lane, lanes, neuron: firstNeuron + block * lanes, ready };
  }

  #row(index: number): number {
    return (this.plan.columnBase + index * this.layout.columnBytes) / 8;
  }

  #write(value: Value, address: number): void {
    const { lanes } = this.layout;
    this.#memory.numbers.set(this.#registers.subarray(value * lanes, (value + 1) * lanes), address);
  }

  #evaluate(order: readonly Value[], position: Position): void {
    const stride = this.layout.lanes;
    const registers = this.#registers;
    for (const value of order) {
      const { op, args, slot } = this.#kernel.ops[value]!;
      const to = value * stride;
      const a = args[0]! * stride;
      if (args.length === 0 || isReady(this.layout.prepared.get(value), position.ready)) {
        for (let lane = 0; lane < position.lanes; lane++) registers[to + lane] = this.#leaf(value, position, lane);
      } else if (op === "lookup") {
        const address = this.#memory.words[header.tables / 4 + 2 * slot]! / 8;
        const last = this.#memory.words[header.tables / 4 + 2 * slot + 1]!;
        for (let lane = 0; lane < position.lanes; lane++) {
          const index = registers[a + lane]!;
          registers[to + lane] = this.#memory.numbers[address + (index > 0 ? Math.min(Math.trunc(index), last) : 0)]!;
        }
      } else {
        const operate = arithmetic[op as PureOp];
        const b = (args[1] ?? 0) * stride;
        const c = (args[2] ?? 0) * stride;
        for (let lane = 0; lane < position.lanes; lane++) {
          registers[to + lane] = operate(registers[a + lane]!, registers[b + lane]!, registers[c + lane]!);
        }
      }
    }
  }

  #leaf(value: Value, position: Position, lane: number): number {
    const { op, slot, literal, type } = this.#kernel.ops[value]!;
    if (op === "literal") return literal;
    const number = this.#entry(value, op, slot, position, lane);
    return type === "mask" ? Number(number !== 0) : number;
  }

  #entry(value: Value, op: string, slot: number, position: Position, lane: number): number {
    const numbers = this.#memory.numbers;
    const known = this.layout.prepared.get(value);
    if (known?.kept === "constant") return numbers[known.offset / 8]!;
    if (known?.kept === "column") return numbers[position.row + known.offset / 8]!;
    if (known?.kept === "neuron") return numbers[position.lane + known.offset / 8 + lane]!;
    switch (op) {
      case "constant":
        return numbers[this.layout.constant(slot) / 8]!;
      case "parameter":
        return numbers[position.lane + this.layout.parameter(slot) / 8 + lane]!;
      case "state":
        return numbers[position.lane + this.layout.state(slot) / 8 + lane]!;
      case "neuron":
        return position.neuron + lane;
      case "step":
        return position.step;
      case "next":
        return this.#next[slot]!;
      default:
        return this.#variables[slot]!;
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
