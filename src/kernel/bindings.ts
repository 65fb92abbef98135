import type { Expression } from "../language/ast.ts";
import { namesIn } from "../language/calculus.ts";
import type { Binding } from "../method/method.ts";
import type { Lowering } from "./expressions.ts";
import type { Graph } from "./graph.ts";
import type { Routine, Value } from "./ir.ts";
import { matrixExponentialMinusOne } from "./matrix.ts";
import { noiseMatrix } from "./noise-matrix.ts";
import { type Outline, outline, sameRoutine } from "./outline.ts";

type Slopes = Extract<Binding, { kind: "slopes" }>;

/**
 * Slopes of fewer operations than this are written out at each stage. For many neurons a call costs as much as so many operations;
 * for one, the making of the module is what takes time.
 */
const shortest = { oneNeuron: 24, manyNeurons: 64 } as const;

/** Binds the names that steps make on their way. Slopes that a step needs at several stages are a routine, which each stage calls. */
export class Bindings {
  readonly #graph: Graph;
  readonly #shortest: number;
  readonly #routines: Routine[] = [];
  /** By the derivatives: what they were made of, by the values of the names in them. */
  readonly #outlines = new Map<readonly Expression[], { names: readonly string[]; made: Map<string, Outline> }>();

  constructor(graph: Graph, neurons: keyof typeof shortest) {
    this.#graph = graph;
    this.#shortest = shortest[neurons];
  }

  bind(bindings: readonly Binding[], scope: Lowering): void {
    const stages = bindings.filter(({ kind }) => kind === "slopes").length;
    for (const binding of bindings) this.#bind(binding, scope, stages > 1);
  }

  #bind(binding: Binding, scope: Lowering, repeated: boolean): void {
    if (binding.kind === "value") {
      scope.bind(binding.name, scope.lower(binding.value));
      return;
    }
    if (binding.kind === "slopes") {
      const values = this.#slopes(binding, scope, repeated);
      binding.names.forEach((name, i) => {
        scope.bind(name, values[i]!);
      });
      return;
    }
    const lowered = (rows: readonly (readonly Expression[])[]) =>
      rows.map((row) => row.map((entry) => scope.lower(entry)));
    const matrix = lowered(binding.matrix);
    const result =
      binding.kind === "matrix exponential"
        ? matrixExponentialMinusOne(scope.graph, matrix)
        : noiseMatrix(scope.graph, matrix, lowered(binding.intensity));
    result.forEach((row, i) => {
      row.forEach((value, j) => {
        scope.bind(binding.names[i]![j]!, value);
      });
    });
  }

  #slopes(binding: Slopes, scope: Lowering, repeated: boolean): Value[] {
    const { unknowns, at, time, derivatives } = binding;
    const place = at.map((value) => scope.lower(value));
    const inner = scope.inner();
    inner.bind("t", scope.lower(time));
    if (repeated || this.#outlines.has(derivatives)) {
      const { routine, given } = this.#outline(binding, inner);
      if (routine.ops.length >= this.#shortest) return this.#graph.results(routine, [...place, ...given]);
    }
    unknowns.forEach((name, i) => {
      inner.bind(name, place[i]!);
    });
    return derivatives.map((e) => inner.lower(e));
  }

  /** The slopes as a routine of the unknowns; `scope` has the time. The same names with the same values give the same routine. */
  #outline({ unknowns, derivatives }: Slopes, scope: Lowering): Outline {
    let known = this.#outlines.get(derivatives);
    if (!known) {
      const names = new Set(derivatives.flatMap((e) => [...namesIn(e)]));
      for (const unknown of unknowns) names.delete(unknown);
      known = { names: [...names], made: new Map() };
      this.#outlines.set(derivatives, known);
    }
    const key = known.names.map((name) => scope.bound(name)).join();
    const made = known.made.get(key) ?? this.#make(unknowns, derivatives, scope.inner());
    known.made.set(key, made);
    return made;
  }

  #make(unknowns: readonly string[], derivatives: readonly Expression[], scope: Lowering): Outline {
    unknowns.forEach((name, i) => {
      scope.bind(name, this.#graph.leaf("argument", i));
    });
    const results = derivatives.map((e) => scope.lower(e));
    const made = outline(this.#graph, `slopes${this.#routines.length + 1}`, unknowns.length, results);
    const same = this.#routines.find((routine) => sameRoutine(routine, made.routine));
    if (same) return { ...made, routine: same };
    this.#routines.push(made.routine);
    return made;
  }
}
