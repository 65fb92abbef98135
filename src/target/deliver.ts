import { Code, encodeModule } from "./assembler.ts";
import type { Machine } from "./target.ts";

/**
 * Part of a row of a sparse matrix in a machine's memory: what one neuron's spike adds to others. `targets` is the address of
 * the first entry, an i32 for each synapse: bytes from a base to the number that is increased.
 */
export interface RowPart {
  readonly targets: number;
  readonly count: number;
  /** What is added: one number, or the address of one f64 for each synapse. */
  readonly amount: number;
  readonly weights: number;
  /** Address of a u16 for each synapse: steps to its arrival; 0 where all arrive together. */
  readonly delays: number;
}

/** Where what is delivered goes. */
export interface Destination {
  /** Address from which `targets` count. */
  readonly base: number;
  /** With delays of their own: rows of `rowBytes` bytes, `rows` of them, from the base on; the spike is in row `row`. */
  readonly row: number;
  readonly rows: number;
  readonly rowBytes: number;
}

/** Adds what spikes bring to numbers in a machine's memory. Both kinds add the same numbers in the same order. */
export interface Delivery {
  deliver(part: RowPart, to: Destination): void;
  /** As `deliver`, without delays, but not to a neuron whose number at `release` bytes from its target is greater than `step`. */
  deliverUnless(part: RowPart, base: number, release: number, step: number): void;
}

type Add = (targets: number, end: number, base: number, amount: number) => void;
type AddWeighted = (targets: number, end: number, base: number, weights: number) => void;
type AddDelayed = (
  targets: number,
  end: number,
  base: number,
  delays: number,
  row: number,
  rows: number,
  rowBytes: number,
  amount: number,
  weights: number,
) => void;
type AddUnless = (
  targets: number,
  end: number,
  base: number,
  release: number,
  step: number,
  amount: number,
  weights: number,
) => void;

interface Exports {
  readonly add: Add;
  readonly addWeighted: AddWeighted;
  readonly addDelayed: AddDelayed;
  readonly addUnless: AddUnless;
}

let compiled: WebAssembly.Module | undefined;

/** The delivery into a machine: in WebAssembly where the machine has a module, else in JavaScript. */
export function deliveryFor(machine: Machine): Delivery {
  const memory = machine.wasmMemory();
  if (!memory) return new ScriptDelivery(machine);
  compiled ??= new WebAssembly.Module(deliveryModule());
  return new WasmDelivery(new WebAssembly.Instance(compiled, { rheobase: { memory } }).exports as unknown as Exports);
}

class WasmDelivery implements Delivery {
  readonly #exports: Exports;

  constructor(exports: Exports) {
    this.#exports = exports;
  }

  deliver({ targets, count, amount, weights, delays }: RowPart, { base, row, rows, rowBytes }: Destination): void {
    const end = targets + 4 * count;
    if (delays !== 0) this.#exports.addDelayed(targets, end, base, delays, row, rows, rowBytes, amount, weights);
    else if (weights !== 0) this.#exports.addWeighted(targets, end, base, weights);
    else this.#exports.add(targets, end, base, amount);
  }

  deliverUnless({ targets, count, amount, weights }: RowPart, base: number, release: number, step: number): void {
    this.#exports.addUnless(targets, targets + 4 * count, base, release, step, amount, weights);
  }
}

class ScriptDelivery implements Delivery {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  deliver({ targets, count, amount, weights, delays }: RowPart, { base, row, rows, rowBytes }: Destination): void {
    const memory = this.#machine.memory();
    const [words, shorts, numbers] = [new Uint32Array(memory), new Uint16Array(memory), new Float64Array(memory)];
    for (let k = 0; k < count; k++) {
      const wanted = row + (delays === 0 ? 0 : shorts[delays / 2 + k]!);
      const at =
        (base + (wanted >= rows ? wanted - rows : wanted) * (delays === 0 ? 0 : rowBytes) + words[targets / 4 + k]!) /
        8;
      numbers[at] = numbers[at]! + (weights === 0 ? amount : numbers[weights / 8 + k]!);
    }
  }

  deliverUnless({ targets, count, amount, weights }: RowPart, base: number, release: number, step: number): void {
    const memory = this.#machine.memory();
    const [words, numbers] = [new Uint32Array(memory), new Float64Array(memory)];
    for (let k = 0; k < count; k++) {
      const at = (base + words[targets / 4 + k]!) / 8;
      if (numbers[at + release / 8]! > step) continue;
      numbers[at] = numbers[at]! + (weights === 0 ? amount : numbers[weights / 8 + k]!);
    }
  }
}

function deliveryModule(): Uint8Array<ArrayBuffer> {
  const functions = [
    { code: addFunction(), name: "add" },
    { code: addWeightedFunction(), name: "addWeighted" },
    { code: addDelayedFunction(), name: "addDelayed" },
    { code: addUnlessFunction(), name: "addUnless" },
  ];
  return encodeModule(functions, "imported");
}

/** Synapses of one round of the loop: their loads and stores overlap. */
const together = 4;

/** While `targets` is before `end`: `body` for `together` synapses at a time, then for one at a time. Entries behind are 4 bytes a synapse. */
function eachSynapse(
  code: Code,
  [targets, end]: readonly [number, number],
  body: (k: number) => void,
  advance: (count: number) => void,
): void {
  for (const count of [together, 1]) {
    const done = code.block();
    const loop = code.loop();
    code
      .get(targets)
      .i32(4 * count)
      .op("i32.add")
      .get(end)
      .op("i32.gt_u")
      .branchIf(done);
    for (let k = 0; k < count; k++) body(k);
    code
      .get(targets)
      .i32(4 * count)
      .op("i32.add")
      .set(targets);
    advance(count);
    code.branch(loop).end().end();
  }
}

/** (targets, end, base, amount) */
function addFunction(): Code {
  const code = new Code(["i32", "i32", "i32", "f64"]);
  const [targets, end, base, amount] = [0, 1, 2, 3] as const;
  const at = code.local("i32");
  eachSynapse(
    code,
    [targets, end],
    (k) => {
      code
        .get(base)
        .get(targets)
        .access("i32.load", 4 * k)
        .op("i32.add")
        .tee(at);
      code.get(at).access("f64.load", 0).get(amount).op("f64.add").access("f64.store", 0);
    },
    () => {},
  );
  return code;
}

/** (targets, end, base, weights) */
function addWeightedFunction(): Code {
  const code = new Code(["i32", "i32", "i32", "i32"]);
  const [targets, end, base, weights] = [0, 1, 2, 3] as const;
  const at = code.local("i32");
  eachSynapse(
    code,
    [targets, end],
    (k) => {
      code
        .get(base)
        .get(targets)
        .access("i32.load", 4 * k)
        .op("i32.add")
        .tee(at);
      code
        .get(at)
        .access("f64.load", 0)
        .get(weights)
        .access("f64.load", 8 * k)
        .op("f64.add")
        .access("f64.store", 0);
    },
    (count) =>
      code
        .get(weights)
        .i32(8 * count)
        .op("i32.add")
        .set(weights),
  );
  return code;
}

/** (targets, end, base, delays, row, rows, rowBytes, amount, weights): weights 0 for the one amount. */
function addDelayedFunction(): Code {
  const code = new Code(["i32", "i32", "i32", "i32", "i32", "i32", "i32", "f64", "i32"]);
  const [targets, end, base, delays, row, rows, rowBytes, amount, weights] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const at = code.local("i32");
  const wanted = code.local("i32");
  eachSynapse(
    code,
    [targets, end],
    (k) => {
      code
        .get(row)
        .get(delays)
        .access("i32.load16_u", 2 * k)
        .op("i32.add")
        .tee(wanted);
      code.get(wanted).get(rows).op("i32.sub").get(wanted).get(rows).op("i32.lt_u", "select").set(wanted);
      code.get(base).get(wanted).get(rowBytes).op("i32.mul", "i32.add");
      code
        .get(targets)
        .access("i32.load", 4 * k)
        .op("i32.add")
        .tee(at);
      code.get(at).access("f64.load", 0);
      pushAmount(code, amount, weights, k);
      code.op("f64.add").access("f64.store", 0);
    },
    (count) => {
      code
        .get(delays)
        .i32(2 * count)
        .op("i32.add")
        .set(delays);
      code
        .get(weights)
        .i32(8 * count)
        .op("i32.add")
        .i32(0)
        .get(weights)
        .op("select")
        .set(weights);
    },
  );
  return code;
}

/** (targets, end, base, release, step, amount, weights): weights 0 for the one amount. */
function addUnlessFunction(): Code {
  const code = new Code(["i32", "i32", "i32", "i32", "f64", "f64", "i32"]);
  const [targets, end, base, release, step, amount, weights] = [0, 1, 2, 3, 4, 5, 6] as const;
  const at = code.local("i32");
  eachSynapse(
    code,
    [targets, end],
    (k) => {
      code
        .get(base)
        .get(targets)
        .access("i32.load", 4 * k)
        .op("i32.add")
        .set(at);
      code.get(at).get(release).op("i32.add").access("f64.load", 0).get(step).op("f64.gt", "i32.eqz").if();
      code.get(at).get(at).access("f64.load", 0);
      pushAmount(code, amount, weights, k);
      code.op("f64.add").access("f64.store", 0).end();
    },
    (count) =>
      code
        .get(weights)
        .i32(8 * count)
        .op("i32.add")
        .i32(0)
        .get(weights)
        .op("select")
        .set(weights),
  );
  return code;
}

/** The weight of synapse k where there are weights, else the amount; address 0 is always readable. */
function pushAmount(code: Code, amount: number, weights: number, k: number): void {
  code
    .get(weights)
    .access("f64.load", 8 * k)
    .get(amount)
    .get(weights)
    .op("select");
}
