/**
 * The kernel: what one step of one neuron computes, as operations on 64-bit floats. Every target (WebAssembly, interpreter)
 * runs the same operations in the same order, so all give the same bits.
 */

/** How often a value changes: never during a run, with the neuron (1), with the step (2), or with both (3). Rates join by OR. */
export type Rate = 0 | 1 | 2 | 3;

/** An operation's place in `Kernel.ops`. */
export type Value = number;

/** Operations on numbers and masks. `min`/`max` are the comparisons written out: `b < a ? b : a`, `a < b ? b : a`. */
export type PureOp =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "neg"
  | "abs"
  | "sqrt"
  | "min"
  | "max"
  | "floor"
  | "ceil"
  | "trunc"
  /** Of 1.5 2^52 + e with an integral e in [0, 2046]: 2^(e - 1023); 0 where e is 0. */
  | "power"
  /** Of 1.5 2^52 + n with an integral n in [-65344, 65599]: half of 2^(n/64), from the table in roots.ts. */
  | "root"
  /** Of 1.5 2^52 + n: what that root lacks, as a part of it. */
  | "rest"
  /** Of a positive normal x = m 2^k with 1 <= m < 2: k. */
  | "exponent"
  /** Of a positive normal x = m 2^k with 1 <= m < 2: m. */
  | "mantissa"
  /**
   * (a, b, key): a number in (0, 1) from their bits, `uniformOfBits` in philox.ts. Two neurons share 128 random bits: b grows by
   * one from neuron to neuron and is even at the first.
   */
  | "random"
  /** (mask, a, b): a where the mask is set, else b. */
  | "select"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "eq"
  | "ne"
  | "and"
  | "or"
  | "not";

/** Where values come from. `slot` numbers them within their kind. */
export type LeafOp =
  | "literal"
  /** A shared parameter: one number a run. */
  | "constant"
  /** A parameter of the neuron. */
  | "parameter"
  /** A state of the neuron at the start of the step. */
  | "state"
  /** A state of the neuron as the uninterrupted step left it; in event programs only. */
  | "next"
  /** The number of the step, counted from 0. */
  | "step"
  /** The number of the neuron, counted from 0. */
  | "neuron"
  /**
   * What arrives at the neuron in this step, which is 0 afterwards: reading it takes it. With grid spike times the sum that is to
   * be added to the state of port `slot`; with exact ones the first entry of its list of arrivals (kernel/arrivals.ts).
   */
  | "arrival"
  /** A mutable variable of an event program. */
  | "variable"
  /** An argument of a routine, within it. */
  | "argument"
  /** Within a routine: the kernel's operation `slot`, which is of rate 0. */
  | "outer";

/**
 * `lookup`: args[0] is an integral index, clamped to the table `slot`. `call`: the routine `slot` of the arguments. `result`:
 * number `slot` of the several results of the call args[0]; they follow their call, operation by operation. `mask` of a literal: 1
 * or 0 as a truth value.
 */
export type OpName = PureOp | LeafOp | "lookup" | "call" | "result";

export interface Op {
  readonly op: OpName;
  readonly args: readonly Value[];
  readonly type: "number" | "mask";
  readonly rate: Rate;
  /** The number of a literal (a literal mask: 0 or 1). */
  readonly literal: number;
  /** The slot of a leaf or a lookup; 0 elsewhere. */
  readonly slot: number;
}

/**
 * A function of numbers (`exp`, the slopes of a model), written once and called: its operations take its arguments, literals,
 * tables, what does not change during a run, and calls of other routines.
 */
export interface Routine {
  readonly name: string;
  readonly arity: number;
  /** Every operation comes after its arguments. */
  readonly ops: readonly Op[];
  /** A call of a routine with one result is its value; of one with several, each is a `result`. */
  readonly results: readonly Value[];
  /** Where `mask` is set the results are `inside`, elsewhere `outside`: what a vector does not need may be left out. */
  readonly split?: { readonly mask: Value; readonly inside: readonly Value[]; readonly outside: readonly Value[] };
}

/**
 * Statements of an event program, which runs for one neuron and one step. A value is computed where it is used, from the
 * variables as they are then.
 */
export type Statement =
  /** All values first, then all variables. */
  | { readonly kind: "set"; readonly variables: readonly number[]; readonly values: readonly Value[] }
  | {
      readonly kind: "if";
      readonly condition: Value;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** Repeats its body until `break`. */
  | { readonly kind: "loop"; readonly body: readonly Statement[] }
  /** Leaves the innermost loop. */
  | { readonly kind: "break" }
  /** Starts the next round of the innermost loop. */
  | { readonly kind: "continue" }
  /** Records a spike of this neuron at a time in seconds. */
  | { readonly kind: "spike"; readonly time: Value }
  /** Writes the neuron's state for the end of the step. */
  | { readonly kind: "store"; readonly state: number; readonly value: Value }
  /** Notes the first failure: its code, the neuron and the time in seconds. */
  | { readonly kind: "fail"; readonly code: number; readonly time: Value };

/** Codes of `fail`. 1: too many spikes in one step; 2: the adaptive step became too small; 3: a state is not finite; 4: no memory for spikes. */
export const failures = { endlessSpikes: 1, stepTooSmall: 2, notFinite: 3, memory: 4 } as const;

export interface Kernel {
  /** Every operation comes after its arguments. */
  readonly ops: readonly Op[];
  /** In slots of `call`. */
  readonly routines: readonly Routine[];
  /** Shared parameters, in slots; the first is dt in seconds. */
  readonly constants: readonly string[];
  /** Parameters with a value for each neuron, in slots. */
  readonly parameters: readonly string[];
  /** State variables of the model, in slots, then hidden ones (`%release`, …). */
  readonly states: readonly string[];
  /** Names of the tables, in slots. */
  readonly tables: readonly string[];
  /** Initial value of each state; rate at most neuron. */
  readonly initial: readonly Value[];
  /** Slots of `arrival`. */
  readonly arrivals: number;
  /** Operations of rate 0 to be computed once a run and kept. */
  readonly preparedConstants: readonly Value[];
  /** Operations of rate 1 to be computed once a neuron and kept. */
  readonly preparedNeurons: readonly Value[];
  /** Operations of rate 2 to be computed once a step and kept, for all neurons. */
  readonly columns: readonly Value[];
  /** Each state at the end of an uninterrupted step. */
  readonly next: readonly Value[];
  /** Mask: the step needs the event program. May be a literal false. */
  readonly attention: Value;
  /** What is sampled, at the start of a step. */
  readonly observed: readonly { readonly name: string; readonly value: Value }[];
  readonly event: readonly Statement[];
  /** Number of variables of the event program. */
  readonly variables: number;
}
