import { isNumber, name, namesIn } from "../language/calculus.ts";
import { drawsIn } from "../language/draws.ts";
import type { Model } from "../language/model.ts";
import { type Step, stepLength } from "../method/method.ts";
import { afterKicks, arrivedAt, firstArrival, pool } from "./arrivals.ts";
import { Bindings } from "./bindings.ts";
import { Draws, textDraws } from "./draws.ts";
import { type EventParts, exactEvents, hidden, type StepValues } from "./event.ts";
import { type Environment, Lowering } from "./expressions.ts";
import { Graph } from "./graph.ts";
import { gridEvents } from "./grid-event.ts";
import type { Kernel, Value } from "./ir.ts";
import { keyName } from "./random.ts";
import { prepare } from "./rates.ts";

/** The two steps of a model: of all its states, and of those that go on while refractory. */
export interface Steps {
  readonly free: Step;
  /** Undefined where nothing is held. */
  readonly held: Step | undefined;
  /** Order of convergence of the method. */
  readonly order: number;
}

export interface LowerOptions {
  readonly spikeTimes: "exact" | "grid";
  /** Parameters with a value for each neuron; the others are one number a run. */
  readonly perNeuron: ReadonlySet<string>;
  /** States and subexpressions to be sampled. */
  readonly observed: readonly string[];
}

/**
 * A model and its steps become a kernel. The uninterrupted step is the method's with h = dt; the event program runs the same
 * step with the lengths that spikes, ends of refractory periods and jumps of the input ask for.
 */
export function lower(model: Model, steps: Steps, options: LowerOptions): Kernel {
  const g = new Graph();
  const texts = textDraws(model);
  const normalNames = [...new Set([...(steps.free.normals ?? []), ...(steps.held?.normals ?? [])])];
  const constants = [
    "dt",
    ...model.parameters.map((p) => p.name).filter((name) => !options.perNeuron.has(name)),
    ...(texts.length + normalNames.length > 0 ? [keyName] : []),
  ];
  const parameters = model.parameters.map((p) => p.name).filter((name) => options.perNeuron.has(name));
  const tables = new Map(model.tables.map(({ name, values }, slot) => [name, { slot, length: values.length }]));
  const exact = options.spikeTimes === "exact";
  const listed = exact && model.ports.length > 0;
  const adaptive = steps.free.error !== undefined;
  /** Hidden states that hold what arrives in the step, for the event program. */
  const arriving = listed ? [firstArrival] : adaptive ? model.ports.map((_, port) => arrivedAt(port)) : [];
  const timed = model.refractory.kind === "period" && model.threshold !== undefined;
  const tossed = model.threshold !== undefined && drawsIn([model.threshold]).length > 0;
  const armed = exact && model.threshold !== undefined && !tossed && !resetMovesThreshold(model);
  const states = [
    ...model.states.map((state) => state.name),
    ...(timed ? [hidden.release, ...(exact ? [hidden.offset] : [])] : []),
    ...(armed ? [hidden.armed] : []),
    ...arriving,
  ];
  const slot = (name: string): number => states.indexOf(name);
  const dt = g.leaf("constant", 0);
  const fixed: Environment = new Map([
    ...constants.map((name, i): [string, Value] => [name, g.leaf("constant", i)]),
    ...parameters.map((name, i): [string, Value] => [name, g.leaf("parameter", i)]),
    ["dt", dt],
    ["i", g.leaf("neuron")],
  ]);

  const bindings = new Bindings(g, options.perNeuron.size > 0 ? "manyNeurons" : "oneNeuron");
  const stepNumber = g.leaf("step");
  const zero = g.literal(0);
  const draws = new Draws(g, g.leaf("constant", Math.max(0, constants.indexOf(keyName))), texts);
  const normals = draws.normals(normalNames.length, stepNumber);

  /** Where in a step time's discontinuities are read: inside it; on the grid, just after its start. */
  const instant = g.literal(exact ? 0.5 : 2 ** -20);
  const scope = (states: readonly Value[], start: Value, length: Value, spike = zero): Lowering => {
    const lowering = new Lowering(g, fixed, tables, draws.inTexts(stepNumber, spike));
    model.states.forEach((state, i) => {
      lowering.bind(state.name, states[i]!);
    });
    lowering.bind("t", start);
    lowering.bind("t_edge", g.add(start, g.mul(instant, length)));
    lowering.bind(stepLength, length);
    return lowering;
  };
  const take = (step: Step, of: Lowering, normals: readonly Value[]): StepValues => {
    normalNames.forEach((name, i) => {
      of.bind(name, normals[i]!);
    });
    bindings.bind(step.bindings, of);
    return { next: step.next.map((e) => of.lower(e)), error: step.error && of.lower(step.error) };
  };
  const free: EventParts["free"] = (from, start, length, normals) =>
    take(steps.free, scope(from, start, length), normals);
  const held: EventParts["free"] = (from, start, length, normals) => {
    if (!steps.held) return { next: from, error: undefined };
    const { next, error } = take(steps.held, scope(from, start, length), normals);
    let k = 0;
    return { next: model.states.map((state, i) => (state.held ? from[i]! : next[k++]!)), error };
  };

  const start = g.mul(stepNumber, dt);
  const found = model.states.map((_, i) => g.leaf("state", i));
  const atStart = scope(found, start, dt);
  const holding = model.refractory.kind !== "none" && model.states.some((state) => state.held);
  const refractory =
    model.refractory.kind === "condition"
      ? atStart.lower(model.refractory.holds)
      : timed
        ? g.gt(g.leaf("state", slot(hidden.release)), stepNumber)
        : g.truth(false);
  const drawn = model.kicks.map(({ target, value }) => ({ target, value: atStart.lower(value) }));
  const old = exact ? afterKicks(g, model.states, found, drawn, refractory) : found;
  const whole = free(old, start, dt, normals);
  const kept = holding ? held(old, start, dt, normals) : whole;
  const plain = model.states.map((_, i) => g.select(refractory, kept.next[i]!, whole.next[i]!));
  const atEnd = scope(plain, g.add(start, dt), g.literal(0));
  const arrived = exact ? [] : model.ports.map((target, port) => ({ target, value: g.leaf("arrival", port) }));
  const next = exact ? plain : afterKicks(g, model.states, plain, [...drawn, ...arrived], refractory);

  const parts: EventParts = {
    graph: g,
    model,
    scope,
    normals,
    free,
    old,
    held: holding ? held : undefined,
    adaptive,
    slopes:
      steps.order >= 3 && normalNames.length === 0 ? (of) => slopesIn(of, bindings, model, steps.free) : undefined,
    slot,
    timed,
    tossed,
    armed,
    period:
      model.refractory.kind === "period" ? new Lowering(g, fixed, tables).lower(model.refractory.length) : undefined,
    edges: model.edges.map(({ first, every, table }) => {
      const of = new Lowering(g, fixed, tables);
      return {
        first: of.lower(first),
        every: every && of.lower(every),
        table: table === undefined ? undefined : tables.get(table),
      };
    }),
    added: exact
      ? []
      : [
          ...drawn,
          ...arriving.map((name, port) => ({ target: model.ports[port]!, value: g.leaf("next", slot(name)) })),
        ],
    pool: listed ? model.tables.length : undefined,
    dt,
  };
  const { event, variables, edgeInside } = exact
    ? exactEvents(parts)
    : { ...gridEvents(parts, refractory), edgeInside: g.truth(false) };

  let attention = g.truth(false);
  if (model.threshold && exact) {
    const crossed = g.and(atEnd.exceeded(model.threshold), g.not(refractory));
    attention = armed ? g.and(crossed, g.ne(g.leaf("state", slot(hidden.armed)), g.literal(0))) : crossed;
    if (timed) attention = g.or(attention, g.eq(g.leaf("state", slot(hidden.release)), stepNumber));
    else attention = g.or(attention, g.eq(stepNumber, g.literal(0)));
  } else if (model.threshold) {
    attention = g.and(atEnd.lower(model.threshold), g.not(refractory));
  }
  if (model.threshold && exact && drawn.length > 0)
    attention = g.or(attention, g.and(scope(old, start, zero).exceeded(model.threshold), g.not(refractory)));
  if (listed) attention = g.or(attention, g.ne(g.leaf("arrival", 0), zero));
  attention = g.or(attention, edgeInside);
  if (whole.error !== undefined) {
    const bad = g.not(g.le(whole.error, g.literal(1)));
    attention = g.or(attention, kept.error === undefined ? g.and(bad, g.not(refractory)) : bad);
    if (kept.error !== undefined) attention = g.or(attention, g.not(g.le(kept.error, g.literal(1))));
  }

  const hiddenNext: Value[] = states.slice(model.states.length).map((name) => {
    const arrival = arriving.indexOf(name);
    if (arrival >= 0) return g.leaf("arrival", arrival);
    const value = g.leaf("state", slot(name));
    if (name !== hidden.armed || !model.threshold) return value;
    return g.select(atEnd.lower(model.threshold), value, g.literal(1));
  });

  const initialScope = new Lowering(g, fixed, tables, draws.inTexts(zero, zero));
  const initial = model.states.map((state) => initialScope.lower(model.initial.get(state.name)!));
  const before = scope(initial, zero, zero);
  const hiddenInitial = states
    .slice(model.states.length)
    .map((name) =>
      name === hidden.armed && model.threshold
        ? g.select(before.lower(model.threshold), g.literal(0), g.literal(1))
        : g.literal(0),
    );

  const observed = options.observed.map((name) => {
    const sub = model.subexpressions.find((s) => s.name === name);
    return {
      name,
      value: sub
        ? atStart.lower(sub.value)
        : g.leaf(
            "state",
            model.states.findIndex((s) => s.name === name),
          ),
    };
  });

  return prepare({
    ops: g.ops,
    routines: g.routines,
    constants,
    parameters,
    states,
    tables: [...model.tables.map((table) => table.name), ...(listed ? [pool] : [])],
    arrivals: listed ? 1 : exact ? 0 : model.ports.length,
    initial: [...initial, ...hiddenInitial],
    next: [...next, ...hiddenNext],
    attention,
    observed,
    event,
    variables,
  });
}

/** The slopes of the moving states in a scope, by the routine of the stages where there is one. */
function slopesIn(scope: Lowering, bindings: Bindings, { states }: Model, step: Step): ReadonlyMap<string, Value> {
  const moving = states.filter(({ derivative }) => !isNumber(derivative, 0));
  const unknowns = moving.map((state) => state.name);
  const stage = step.bindings.find((binding) => binding.kind === "slopes");
  const derivatives = stage?.derivatives ?? moving.map((state) => state.derivative);
  const names = unknowns.map((unknown) => `%k.${unknown}`);
  const place = { at: unknowns.map((unknown) => name(unknown)), time: name("t") };
  bindings.bind([{ kind: "slopes", names, unknowns, derivatives, ...place }], scope);
  return new Map(unknowns.map((unknown, i) => [unknown, scope.bound(names[i]!)!]));
}

/**
 * Whether the reset acts on what the threshold compares. Then the neuron fires whenever the threshold is passed; otherwise
 * (an empty reset, as in Hodgkin-Huxley models) only at the moment it is being passed.
 */
function resetMovesThreshold({ threshold, reset }: Model): boolean {
  if (!threshold) return false;
  const compared = namesIn(threshold);
  return reset.some(({ target }) => compared.has(target));
}
