import { Tape } from "../dynamics/tape.ts";
import type { Value } from "../kernel/ir.ts";
import type { SynapseKernel } from "../kernel/synapse.ts";
import { type SynapseExports, synapseFunctions } from "../target/synapse-module.ts";
import type { Machine } from "../target/target.ts";

/** The events of a projection's synapses in a machine's memory: in WebAssembly where the machine has a module, else in JavaScript. */
export function synapseEvents(machine: Machine, kernel: SynapseKernel, longest: number): SynapseExports {
  return synapseFunctions(machine, kernel, longest) ?? new ScriptEvents(machine, kernel, longest);
}

/** Operations on a record and a time, of the same bits as in WebAssembly. */
export class RecordTape {
  readonly #tape: Tape;
  readonly #input: Float64Array;
  readonly output: Float64Array;

  constructor({ graph, slots }: SynapseKernel, outputs: readonly Value[]) {
    this.#tape = new Tape(graph, outputs);
    this.#tape.prepare([]);
    this.#input = new Float64Array(slots + 1);
    this.output = new Float64Array(outputs.length);
  }

  /** Fills `output` from the record that begins at `numbers[at]`. */
  run(numbers: Float64Array, at: number, now: number): void {
    const slots = this.#input.length - 1;
    for (let slot = 0; slot < slots; slot++) this.#input[slot] = numbers[at + slot]!;
    this.#input[slots] = now;
    this.#tape.run(this.#input, this.output);
  }
}

class ScriptEvents implements SynapseExports {
  readonly #machine: Machine;
  readonly #slots: number;
  readonly #states: number;
  readonly #longest: number;
  readonly #pre: RecordTape;
  readonly #post: RecordTape;

  constructor(machine: Machine, kernel: SynapseKernel, longest: number) {
    const { onPre, onPost, slots } = kernel;
    this.#machine = machine;
    this.#slots = slots;
    this.#states = onPre.states.length;
    this.#longest = longest;
    this.#pre = new RecordTape(kernel, [...onPre.states, ...onPre.amounts]);
    this.#post = new RecordTape(kernel, onPost.states);
  }

  onPre(record: number, end: number, now: number, amounts: number): void {
    const numbers = this.#machine.numbers();
    for (let at = record / 8, k = 0; at < end / 8; at += this.#slots, k++) {
      const { output } = this.#event(this.#pre, numbers, at, now);
      for (let line = this.#states; line < output.length; line++)
        numbers[amounts / 8 + k + (line - this.#states) * this.#longest] = output[line]!;
    }
  }

  onPost(list: number, end: number, base: number, now: number): void {
    const memory = this.#machine.memory();
    const [numbers, offsets] = [new Float64Array(memory), new Int32Array(memory)];
    for (let k = list / 4; k < end / 4; k++) this.#event(this.#post, numbers, (base + offsets[k]!) / 8, now);
  }

  #event(tape: RecordTape, numbers: Float64Array, at: number, now: number): RecordTape {
    tape.run(numbers, at, now);
    for (let slot = 0; slot < this.#states; slot++) numbers[at + slot] = tape.output[slot]!;
    numbers[at + this.#slots - 1] = now;
    return tape;
  }
}
