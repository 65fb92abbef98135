import type { Expression } from "../language/ast.ts";
import { call, dependsOn, div, mul, name, number, sum } from "../language/calculus.ts";
import type { State } from "../language/model.ts";
import type { Term } from "./drive.ts";
import type { Row } from "./linear-system.ts";
import type { Binding } from "./method.ts";
import { factor, noiseTerm, normalOf } from "./noise.ts";

const dt = name("dt");

/** Most variables that noise may reach through each other. */
const mostReached = 5;

/** The noise of linear equations, as a drive that is constant in each step of the grid. */
export interface Forcing {
  /** By variable: factors and normal numbers. */
  readonly terms: ReadonlyMap<string, readonly Term[]>;
  readonly normals: readonly string[];
}

/**
 * c N instead of the noise N of a variable x' = a x + … alone, so that x has after a step the variance
 * g² (e^(2 a dt) - 1)/(2 a) that it is to have: c² = (z/2) coth(z/2) = exprel(2 z)/exprel(z)², z = a dt.
 */
export function ownNoise(rate: Expression | undefined, coefficient: Expression, normal: string): Expression {
  return noiseTerm(widened(rate, coefficient), normal);
}

function widened(rate: Expression | undefined, coefficient: Expression): Expression {
  if (rate === undefined) return coefficient;
  const z = mul(rate, dt);
  return mul(coefficient, div(call("sqrt", call("exprel", mul(number(2), z))), call("exprel", z)));
}

/**
 * A random drive for the groups of a linear system, constant in each step of the grid, after which the unknowns have the joint law of the
 * equations with white noise; so have they after many steps. In between they follow the drive, piece by piece.
 */
export function forcing(
  groups: readonly (readonly Row[])[],
  noise: ReadonlyMap<string, State["noise"]>,
  bindings: Binding[],
): Forcing {
  const terms = new Map<string, readonly Term[]>();
  const normals = new Set<string>();
  for (const reached of reachedSets(groups, noise)) {
    const own = reached.length === 1 ? alone(reached[0]!, noise) : together(reached, noise, bindings);
    for (const [x, list] of own) {
      terms.set(x, list);
      for (const { part } of list) if (part.kind === "name") normals.add(part.name);
    }
  }
  return { terms, normals: [...normals] };
}

/** One variable that noise reaches: its own sources act as one. */
function alone(row: Row, noise: ReadonlyMap<string, State["noise"]>): [string, Term[]][] {
  const sources = noise.get(row.name)!;
  const single = sources.length === 1 ? sources[0]! : undefined;
  const squares = sources.map(({ coefficient }) => mul(coefficient, coefficient));
  const coefficient = single ? single.coefficient : call("sqrt", sum(squares));
  const normal = normalOf(single ? single.source : `normal.${row.name}`);
  const amplitude = div(widened(row.coefficients.get(row.name), coefficient), call("sqrt", dt));
  return [[row.name, [{ factor: amplitude, part: name(normal) }]]];
}

/** Variables that share noise, directly or through each other. */
function together(
  rows: readonly Row[],
  noise: ReadonlyMap<string, State["noise"]>,
  bindings: Binding[],
): [string, Term[]][] {
  const coefficient = (row: Row, source: string): Expression =>
    noise.get(row.name)?.find((one) => one.source === source)?.coefficient ?? number(0);
  const sources = [...new Set(rows.flatMap((row) => (noise.get(row.name) ?? []).map(({ source }) => source)))];
  const names = rows.map((row) => rows.map((column) => `%noise.${row.name}.${column.name}`));
  bindings.push({
    kind: "noise matrix",
    names,
    matrix: rows.map((row) => rows.map((column) => mul(row.coefficients.get(column.name) ?? number(0), dt))),
    intensity: rows.map((a) =>
      rows.map((b) => mul(sum(sources.map((s) => mul(coefficient(a, s), coefficient(b, s)))), dt)),
    ),
  });
  return rows.map((row, i) => [
    row.name,
    rows.map((column, j) => ({ factor: div(name(names[i]![j]!), dt), part: name(normalOf(`normal.${column.name}`)) })),
  ]);
}

/** The variables that noise reaches, those it drives itself first, in sets that share no noise. */
function reachedSets(groups: readonly (readonly Row[])[], noise: ReadonlyMap<string, State["noise"]>): Row[][] {
  const sets: Row[][] = [];
  for (const group of groups) {
    const reached = group.filter((row) => (noise.get(row.name) ?? []).length > 0);
    for (const from of reached) {
      reached.push(...group.filter((row) => !reached.includes(row) && row.coefficients.has(from.name)));
    }
    if (reached.length === 0) continue;
    const sourcesOf = (rows: readonly Row[]) => rows.flatMap((row) => (noise.get(row.name) ?? []).map((n) => n.source));
    const own = sourcesOf(reached);
    const joined = sets.filter((set) => sourcesOf(set).some((source) => own.includes(source)));
    for (const set of joined) sets.splice(sets.indexOf(set), 1);
    sets.push([...joined.flat(), ...reached]);
  }
  return sets;
}

/** Why the law of the noise in linear equations is not exact in a step; undefined where it is. */
export function whyNotExactNoise(
  states: readonly State[],
  groupsOf: () => readonly (readonly Row[])[],
): string | undefined {
  if (states.every((state) => state.noise.length === 0)) return undefined;
  const names = new Set(states.map((state) => state.name));
  for (const state of states) {
    for (const { source, coefficient } of state.noise) {
      const changing = [...names, "t"].find((x) => dependsOn(coefficient, new Set([x])));
      if (changing) return factor(state, source, coefficient, `changes with ${changing}`);
    }
  }
  const noise = new Map(states.map((state) => [state.name, state.noise]));
  const largest = reachedSets(groupsOf(), noise).reduce((most, set) => Math.max(most, set.length), 0);
  if (largest <= mostReached) return undefined;
  return `noise reaches ${largest} variables through each other, more than ${mostReached}`;
}
