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
