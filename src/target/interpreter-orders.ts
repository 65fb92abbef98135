import { arithmetic } from "../kernel/arithmetic.ts";
import type { Kernel, PureOp, Statement, Value } from "../kernel/ir.ts";
import { ownValues } from "../kernel/program.ts";
import { InterpretedRoutine } from "./interpreter-routine.ts";
import { allKept, type BlockLayout, type Prepared } from "./layout.ts";
import { needed } from "./needed.ts";

/** How one value gets into its registers. Offsets count numbers, not bytes. */
export type Instruction =
  | {
      readonly kind: "operate";
      readonly value: Value;
      readonly operate: (a: number, b: number, c: number) => number;
      readonly args: readonly [Value, Value, Value];
    }
  | {
      readonly kind: "call";
      readonly value: Value;
      readonly args: readonly Value[];
      readonly routine: InterpretedRoutine;
    }
  | { readonly kind: "lookup"; readonly value: Value; readonly index: Value; readonly table: number }
  | {
      readonly kind: "load";
      readonly value: Value;
      readonly from: Prepared["kept"];
      readonly offset: number;
      readonly isMask: boolean;
    }
  | {
      readonly kind: "next" | "variable" | "neuron" | "step" | "arrival";
      readonly value: Value;
      readonly slot: number;
    };

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

/** The orders of a kernel. Literals are in none of them: their registers never change. Results come with their calls. */
export function ordersOf(kernel: Kernel, layout: BlockLayout): Orders {
  const routines = kernel.routines.map((routine) => new InterpretedRoutine(routine, kernel.routines));
  const order = (roots: readonly Value[], ...ready: readonly Prepared["kept"][]): readonly Instruction[] => {
    const known = (value: Value) => {
      const prepared = layout.prepared.get(value);
      return prepared && ready.includes(prepared.kept) ? prepared : undefined;
    };
    const argsOf = (value: Value): readonly Value[] => {
      if (known(value)) return [];
      const { op, args, slot } = kernel.ops[value]!;
      return op === "call" ? [...args, ...routines[slot]!.outer] : args;
    };
    const given = (value: Value) =>
      kernel.ops[value]!.op === "literal" || (kernel.ops[value]!.op === "result" && !known(value));
    return needed(roots, argsOf)
      .filter((value) => !given(value))
      .map((value) => {
        const { op, slot } = kernel.ops[value]!;
        if (op === "call" && !known(value))
          return { kind: "call", value, args: argsOf(value), routine: routines[slot]! };
        return instruction(kernel, layout, value, known(value));
      });
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
    case "arrival":
    case "variable":
    case "neuron":
    case "step":
      return { kind: op, value, slot };
    case "lookup":
      return { kind: "lookup", value, index: args[0]!, table: slot };
    default: {
      const [a = 0, b = 0, c = 0] = args;
      return { kind: "operate", value, operate: arithmetic[op as PureOp], args: [a, b, c] };
    }
  }
}
