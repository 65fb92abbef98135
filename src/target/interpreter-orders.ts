import type { Kernel, Statement, Value } from "../kernel/ir.ts";
import { allKept, type BlockLayout, type Prepared } from "./layout.ts";
import { needed } from "./needed.ts";

/** What is computed, in order, for each purpose; for the event program for each list of values in it. */
export interface Orders {
  readonly constants: readonly Value[];
  readonly neurons: readonly Value[];
  readonly initial: readonly Value[];
  readonly columns: readonly Value[];
  readonly step: readonly Value[];
  readonly observed: readonly Value[];
  readonly event: ReadonlyMap<Statement, readonly Value[]>;
}

/** The orders of a kernel. */
export function ordersOf(kernel: Kernel, layout: BlockLayout): Orders {
  const order = (roots: readonly Value[], ...ready: readonly Prepared["kept"][]): readonly Value[] =>
    needed(roots, (value) => (isReady(layout.prepared.get(value), ready) ? [] : kernel.ops[value]!.args));
  const event = new Map<Statement, readonly Value[]>();
  const visit = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      event.set(statement, order(valuesOf(statement), ...allKept));
      if (statement.kind === "loop") visit(statement.body);
      if (statement.kind === "if") visit([...statement.then, ...statement.otherwise]);
    }
  };
  visit(kernel.event);
  return {
    constants: order(kernel.preparedConstants),
    neurons: order(kernel.preparedNeurons, "constant"),
    initial: order(kernel.initial, "constant", "neuron"),
    columns: order(kernel.columns, "constant"),
    step: order([...kernel.next, kernel.attention], ...allKept),
    observed: order(
      kernel.observed.map(({ value }) => value),
      ...allKept,
    ),
    event,
  };
}

/** Whether a value is at hand where values of the kinds `ready` are. */
export function isReady(prepared: Prepared | undefined, ready: readonly Prepared["kept"][]): boolean {
  return prepared !== undefined && ready.includes(prepared.kept);
}

function valuesOf(statement: Statement): readonly Value[] {
  switch (statement.kind) {
    case "set":
      return statement.values;
    case "if":
      return [statement.condition];
    case "store":
      return [statement.value];
    case "spike":
    case "fail":
      return [statement.time];
    default:
      return [];
  }
}
