import { arithmetic } from "../kernel/arithmetic.ts";
import type { Kernel, PureOp, Routine, Statement, Value } from "../kernel/ir.ts";
import { ownValues } from "../kernel/program.ts";
import { allKept, type BlockLayout, header, type Prepared } from "./layout.ts";
import { needed } from "./needed.ts";

/** How one value gets into its registers. Offsets count numbers, not bytes. */
export type Instruction =
  | {
      readonly kind: "operate";
      readonly value: Value;
      readonly operate: (a: number, b: number, c: number) => number;
      readonly args: readonly [Value, Value, Value];
    }
  | { readonly kind: "lookup"; readonly value: Value; readonly index: Value; readonly table: number }
  | {
      readonly kind: "load";
      readonly value: Value;
      readonly from: Prepared["kept"];
      readonly offset: number;
      readonly isMask: boolean;
    }
  | { readonly kind: "next" | "variable" | "neuron" | "step"; readonly value: Value; readonly slot: number };

/** What is computed, in order, for each purpose; for the event program for each statement of it. */
export interface Orders {
  readonly constants: readonly Instruction[];
  readonly neurons: readonly Instruction[];
  readonly initial: readonly Instruction[];
  readonly columns: readonly Instruction[];
  readonly step: readonly Instruction[];
  readonly observed: readonly Instruction[];
  readonly event: ReadonlyMap<Statement, readonly Instruction[]>;
}

/** The orders of a kernel. Literals are in none of them: their registers never change. */
export function ordersOf(kernel: Kernel, layout: BlockLayout): Orders {
  const order = (roots: readonly Value[], ...ready: readonly Prepared["kept"][]): readonly Instruction[] => {
    const known = (value: Value) => {
      const prepared = layout.prepared.get(value);
      return prepared && ready.includes(prepared.kept) ? prepared : undefined;
    };
    return needed(roots, (value) => (known(value) ? [] : kernel.ops[value]!.args))
      .filter((value) => kernel.ops[value]!.op !== "literal")
      .map((value) => instruction(kernel, layout, value, known(value)));
  };
  const event = new Map<Statement, readonly Instruction[]>();
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      event.set(statement, order(ownValues(statement), ...allKept));
      if (statement.kind === "loop") visit(statement.body);
      if (statement.kind === "if") visit([...statement.then, ...statement.otherwise]);
    }
  };
  visit(kernel.event);
  const observed = kernel.observed.map(({ value }) => value);
  return {
    constants: order(kernel.preparedConstants),
    neurons: order(kernel.preparedNeurons, "constant"),
    initial: order(kernel.initial, "constant", "neuron"),
    columns: order(kernel.columns, "constant"),
    step: order([...kernel.next, kernel.attention], ...allKept),
    observed: order(observed, ...allKept),
    event,
  };
}

function instruction(kernel: Kernel, layout: BlockLayout, value: Value, known: Prepared | undefined): Instruction {
  const { op, args, slot, type } = kernel.ops[value]!;
  const load = (from: Prepared["kept"], bytes: number): Instruction => {
    return { kind: "load", value, from, offset: bytes / 8, isMask: type === "mask" };
  };
  if (known) return load(known.kept, known.offset);
  switch (op) {
    case "constant":
      return load("constant", layout.constant(slot));
    case "parameter":
      return load("neuron", layout.parameter(slot));
    case "state":
      return load("neuron", layout.state(slot));
    case "next":
    case "variable":
    case "neuron":
    case "step":
      return { kind: op, value, slot };
    case "call": {
      const [a = 0, b = 0, c = 0] = args;
      return { kind: "operate", value, operate: routineFunction(kernel.routines[slot]!), args: [a, b, c] };
    }
    case "lookup":
      return { kind: "lookup", value, index: args[0]!, table: header.tables / 4 + 2 * slot };
    default: {
      const [a = 0, b = 0, c = 0] = args;
      return { kind: "operate", value, operate: arithmetic[op as PureOp], args: [a, b, c] };
    }
  }
}

/** A routine of up to three arguments as a function of numbers. */
function routineFunction({ ops, result }: Routine): (a: number, b: number, c: number) => number {
  const registers = Float64Array.from(ops, ({ literal }) => literal);
  const steps = ops.flatMap(({ op, args: [a = 0, b = 0, c = 0], slot }, value) =>
    op === "literal"
      ? []
      : op === "argument"
        ? [{ value, a, b, c, operate: (...numbers: number[]) => numbers[slot]!, given: true }]
        : [{ value, a, b, c, operate: arithmetic[op as PureOp], given: false }],
  );
  return (x, y, z) => {
    for (const { value, a, b, c, operate, given } of steps) {
      registers[value] = given ? operate(x, y, z) : operate(registers[a]!, registers[b]!, registers[c]!);
    }
    return registers[result]!;
  };
}
