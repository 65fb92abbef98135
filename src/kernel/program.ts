import type { Graph } from "./graph.ts";
import type { Statement, Value } from "./ir.ts";

/** Names for the variables of a program. */
export class Variables {
  readonly #graph: Graph;
  readonly #names: string[] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  get count(): number {
    return this.#names.length;
  }

  /** The variable's value, made at its first mention. */
  get(name: string): Value {
    return this.#graph.leaf("variable", this.index(name));
  }

  set(assignments: Readonly<Record<string, Value>>): Statement {
    return {
      kind: "set",
      variables: Object.keys(assignments).map((name) => this.index(name)),
      values: Object.values(assignments),
    };
  }

  index(name: string): number {
    const known = this.#names.indexOf(name);
    return known >= 0 ? known : this.#names.push(name) - 1;
  }
}

export function when(condition: Value, then: readonly Statement[], otherwise: readonly Statement[] = []): Statement {
  return { kind: "if", condition, then, otherwise };
}

/** The values that a statement asks for itself; those of the statements within it are theirs. */
export function ownValues(statement: Statement): readonly Value[] {
  switch (statement.kind) {
    case "set":
      return statement.values;
    case "if":
      return [statement.condition];
    case "spike":
    case "fail":
      return [statement.time];
    case "store":
      return [statement.value];
    case "loop":
    case "break":
    case "continue":
      return [];
  }
}

/** All values that a program asks for. */
export function valuesIn(statements: readonly Statement[]): Value[] {
  return statements.flatMap((statement) => {
    const within =
      statement.kind === "loop"
        ? statement.body
        : statement.kind === "if"
          ? [...statement.then, ...statement.otherwise]
          : [];
    return [...ownValues(statement), ...valuesIn(within)];
  });
}
