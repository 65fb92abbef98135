import type { Kernel, Op, Rate, Routine, Statement, Value } from "./ir.ts";
import { inverses, mathFunctions } from "./math.ts";
import { valuesIn } from "./program.ts";
import { reach } from "./reach.ts";

const rates: Readonly<Record<Rate, string>> = {
  0: "constant",
  1: "per neuron",
  2: "per step",
  3: "per neuron and step",
};

const failureNames: Readonly<Record<number, string>> = {
  1: "too many spikes in one step",
  2: "the adaptive step became too small",
  3: "a state is not finite",
  4: "no memory for spikes",
};

/**
 * A kernel as text: the operations by rate, such as `%12 = mul v %7   per neuron and step`, with literals and leaves in their
 * places; then the routines made of the model, what a step gives, and the event program. Operations that nothing asks for are left
 * out.
 */
export function printKernel(kernel: Kernel): string {
  const name = (value: Value): string => printLeaf(kernel, kernel.ops[value]!) ?? `%${value}`;
  const used = reachable(kernel);
  const lines: string[] = [];
  const section = (title: string, body: readonly string[]): void => {
    if (body.length > 0) lines.push(title, ...body.map((line) => `  ${line}`));
  };
  for (const rate of [0, 1, 2, 3] as const) {
    const body = kernel.ops.flatMap((op, value) => {
      if (op.rate !== rate || !used.has(value) || printLeaf(kernel, op) !== undefined) return [];
      return [`%${value} = ${printOperation(kernel, op, name)}   ${rates[rate]}`];
    });
    section(`operations, ${rates[rate]}`, body);
  }
  for (const routine of kernel.routines) {
    if (!(routine.name in mathFunctions) && !(routine.name in inverses))
      section(`routine ${routine.name}`, printRoutine(kernel, routine, name));
  }
  const states = kernel.states.map((state, i) => [state, i] as const);
  section(
    "initial",
    states.flatMap(([state, i]) => (kernel.initial[i] === undefined ? [] : [`${state} = ${name(kernel.initial[i])}`])),
  );
  section(
    "next",
    states.flatMap(([state, i]) => (kernel.next[i] === undefined ? [] : [`${state} <- ${name(kernel.next[i])}`])),
  );
  section("attention", [name(kernel.attention)]);
  section(
    "observed",
    kernel.observed.map((o) => `${o.name} = ${name(o.value)}`),
  );
  section("event", printStatements(kernel, kernel.event, name));
  return lines.join("\n");
}

function printOperation(kernel: Kernel, { op, args, slot }: Op, name: (value: Value) => string): string {
  const of =
    op === "lookup" ? kernel.tables[slot] : op === "call" ? kernel.routines[slot]?.name : op === "result" ? slot : "";
  return [op, ...(of === "" ? [] : [of ?? slot]), ...args.map(name)].join(" ");
}

/** Its operations on `argument[0]` and so on, and its results; `outer` gives the names of the kernel's operations. */
function printRoutine(kernel: Kernel, { ops, results }: Routine, outer: (value: Value) => string): string[] {
  const name = (value: Value): string => {
    const op = ops[value]!;
    if (op.op === "argument") return `argument[${op.slot}]`;
    return op.op === "outer" ? outer(op.slot) : (printLeaf(kernel, op) ?? `.${value}`);
  };
  const body = ops.flatMap((op, value) =>
    name(value) === `.${value}` ? [`.${value} = ${printOperation(kernel, op, name)}`] : [],
  );
  return [...body, `results ${results.map(name).join(", ")}`];
}

/** The text of an operation that needs none of its own; undefined for all others. */
function printLeaf(kernel: Kernel, { op, type, literal, slot }: Op): string | undefined {
  switch (op) {
    case "literal":
      return type === "mask" ? (literal ? "true" : "false") : Object.is(literal, -0) ? "-0" : String(literal);
    case "constant":
      return kernel.constants[slot] ?? `constant[${slot}]`;
    case "parameter":
      return kernel.parameters[slot] ?? `parameter[${slot}]`;
    case "state":
      return kernel.states[slot] ?? `state[${slot}]`;
    case "next":
      return `next(${kernel.states[slot] ?? slot})`;
    case "arrival":
      return `arrival[${slot}]`;
    case "step":
      return "step";
    case "neuron":
      return "neuron";
    case "variable":
      return `$${slot}`;
    default:
      return undefined;
  }
}

function printStatements(kernel: Kernel, statements: readonly Statement[], name: (value: Value) => string): string[] {
  return statements.flatMap((statement) => printStatement(kernel, statement, name));
}

function printStatement(kernel: Kernel, statement: Statement, name: (value: Value) => string): string[] {
  const indented = (inner: readonly Statement[]): string[] =>
    printStatements(kernel, inner, name).map((line) => `  ${line}`);
  switch (statement.kind) {
    case "set":
      return [`${statement.variables.map((v) => `$${v}`).join(", ")} <- ${statement.values.map(name).join(", ")}`];
    case "if":
      return [
        `if ${name(statement.condition)}`,
        ...indented(statement.then),
        ...(statement.otherwise.length > 0 ? ["else", ...indented(statement.otherwise)] : []),
      ];
    case "loop":
      return ["loop", ...indented(statement.body)];
    case "break":
    case "continue":
      return [statement.kind];
    case "spike":
      return [`spike at ${name(statement.time)}`];
    case "store":
      return [`store ${kernel.states[statement.state] ?? statement.state} <- ${name(statement.value)}`];
    case "fail":
      return [`fail at ${name(statement.time)}: ${failureNames[statement.code] ?? `code ${statement.code}`}`];
  }
}

/** The operations that the step, its samples or its event program ask for, directly or not. */
function reachable(kernel: Kernel): ReadonlySet<Value> {
  const { initial, next, attention, observed, event, ops, routines } = kernel;
  const roots = [...initial, ...next, attention, ...observed.map(({ value }) => value), ...valuesIn(event)];
  return reach(roots, (value) => {
    const { op, args, slot } = ops[value]!;
    if (op !== "call") return args;
    const outer = (routines[slot]?.ops ?? []).filter((inner) => inner.op === "outer");
    return [...args, ...outer.map((inner) => inner.slot)];
  });
}
