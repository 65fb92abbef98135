import type { Expression } from "../language/ast.ts";
import type { Model } from "../language/model.ts";
import { afterArrival, arrivalAt, firstArrival } from "./arrivals.ts";
import { type EdgeTimes, edgeInside, nextEdge, onGrid } from "./edge.ts";
import type { Lowering } from "./expressions.ts";
import type { Graph } from "./graph.ts";
import { failures, type Statement, type Value } from "./ir.ts";
import { isLinearMargin, marginRate } from "./margin-rate.ts";
import { Variables, when } from "./program.ts";
import { type MarginRates, rootSearch } from "./root.ts";
import { longerTrial, shorterTrial, shortest } from "./trial-step.ts";

/** Hidden states. */
export const hidden = {
  /** The step in which the refractory period ends. */
  release: "%release",
  /** Seconds from the start of that step to the end of the refractory period. */
  offset: "%offset",
  /** 1 where the next crossing of the threshold is a spike. */
  armed: "%armed",
} as const;

/** The values of one step of variable length. */
export interface StepValues {
  /** By state, in the model's order. */
  readonly next: readonly Value[];
  /** Of an adaptive method: estimated error over tolerance. */
  readonly error: Value | undefined;
}

/** What an event program is made of. */
export interface EventParts {
  readonly graph: Graph;
  readonly model: Model;
  /** `spike`: how many spikes the neuron has had in this step, for what a reset draws; default 0. */
  scope(states: readonly Value[], start: Value, length: Value, spike?: Value): Lowering;
  /** Standard normal numbers of the step, for the method. */
  readonly normals: readonly Value[];
  /** The states from which the step sets out. */
  readonly old: readonly Value[];
  free(from: readonly Value[], start: Value, length: Value, normals: readonly Value[]): StepValues;
  /** The step while refractory; undefined where refractoriness holds nothing back but spikes. */
  readonly held: EventParts["free"] | undefined;
  readonly adaptive: boolean;
  /** Slopes of the states in a scope; undefined where the step does not follow them closely between its ends. */
  readonly slopes: ((scope: Lowering) => ReadonlyMap<string, Value>) | undefined;
  /** The slot of a state, hidden ones included. */
  slot(name: string): number;
  /** The refractory period is a time. */
  readonly timed: boolean;
  /** The threshold draws random numbers: it is tested once a step, at its end. */
  readonly tossed: boolean;
  /** Only the moment of passing the threshold is a spike. */
  readonly armed: boolean;
  /** Refractory period in seconds. */
  readonly period: Value | undefined;
  /** Times at which the input may jump. */
  readonly edges: readonly EdgeTimes[];
  /** On the grid: what is added at the end of the step. */
  readonly added: readonly { readonly target: string; readonly value: Value }[];
  /** The table with what arrives inside the step (arrivals.ts); undefined where nothing does. */
  readonly pool: number | undefined;
  readonly dt: Value;
}

export interface EventProgram {
  readonly event: readonly Statement[];
  readonly variables: number;
}

/** More spikes than this of one neuron in one step are endless. */
const mostSpikes = 10_000;
/** More pieces than this in one step are too many. */
export const mostPieces = 50_000;

/** The reset's assignments in order, each seeing the ones before it. */
export function afterReset(parts: EventParts, states: readonly Value[], time: Value, spike?: Value): Value[] {
  const now = [...states];
  for (const { target, value } of parts.model.reset) {
    const scope = parts.scope(now, time, parts.graph.literal(0), spike);
    now[parts.model.states.findIndex((state) => state.name === target)] = scope.lower(value);
  }
  return now;
}

/**
 * Walks through one step of one neuron piece by piece. A piece ends at the end of the step, at the end of the refractory
 * period, at a jump of the input, or where an adaptive method asks for a shorter one; where the threshold is passed inside a
 * piece, the time is searched on the method's own step of variable length, the reset acts there, and the rest of the step is
 * integrated from the reset state.
 */
export function exactEvents(parts: EventParts): EventProgram & { readonly edgeInside: Value } {
  const { graph: g, model, dt } = parts;
  const v = new Variables(g);
  const step = g.leaf("step");
  const start = g.mul(step, dt);
  const zero = g.literal(0);
  const one = g.literal(1);
  const normals = parts.normals.map((_, i) => v.get(`normal${i}`));
  const x = model.states.map((_, i) => v.get(`x${i}`));
  const y = model.states.map((_, i) => v.get(`y${i}`));
  const [o, h, stop] = [v.get("o"), v.get("h"), v.get("stop")];
  const isSet = (name: string): Value => g.ne(v.get(name), zero);
  const flag = (mask: Value): Value => g.select(mask, one, zero);
  const assign = (prefix: string, values: readonly Value[]): Record<string, Value> =>
    Object.fromEntries(values.map((value, i) => [`${prefix}${i}`, value]));
  const now = g.add(start, o);
  const fail = (code: number): Statement[] => [{ kind: "fail", code, time: now }, { kind: "break" }];
  const again: Statement = { kind: "continue" };

  const begin: Statement[] = [
    v.set({
      ...assign("x", parts.old),
      ...assign("normal", parts.normals),
      o: zero,
      searching: zero,
      fire: zero,
      spikes: zero,
      pieces: zero,
      ...(parts.adaptive ? { trial: dt, error: zero } : {}),
      ...(parts.timed
        ? { release: g.leaf("state", parts.slot(hidden.release)), offset: g.leaf("state", parts.slot(hidden.offset)) }
        : {}),
      ...(parts.armed ? { armed: g.leaf("state", parts.slot(hidden.armed)) } : {}),
      ...(parts.tossed ? { tested: zero } : {}),
      ...(parts.pool === undefined ? {} : { arrival: g.leaf("next", parts.slot(firstArrival)), arrived: zero }),
    }),
  ];

  const pieceStart = parts.scope(x, now, zero);
  const pending = parts.timed && g.and(g.eq(v.get("release"), step), g.gt(v.get("offset"), o));
  const refractory = !model.threshold
    ? g.truth(false)
    : pending
      ? g.or(g.gt(v.get("release"), step), pending)
      : model.refractory.kind === "condition"
        ? pieceStart.lower(model.refractory.holds)
        : g.truth(false);

  const fire: Statement[] = [];
  if (model.threshold) {
    const reset: Record<string, Value> = {
      ...assign("x", afterReset(parts, x, now, v.get("spikes"))),
      fire: zero,
      spikes: g.add(v.get("spikes"), one),
    };
    if (parts.timed && parts.period !== undefined) {
      const period = g.max(parts.period, zero);
      const whole = g.floor(g.add(g.div(period, dt), g.literal(1e-9)));
      const left = g.sub(period, g.mul(whole, dt));
      const rest = g.select(g.gt(left, g.mul(dt, g.literal(1e-9))), left, zero);
      const end = g.add(o, rest);
      const over = g.ge(end, dt);
      reset.release = g.add(g.add(step, whole), flag(over));
      reset.offset = g.select(over, g.sub(end, dt), end);
    }
    if (parts.armed) reset.armed = zero;
    const above =
      parts.armed || parts.tossed ? g.truth(false) : g.and(pieceStart.lower(model.threshold), g.not(isSet("frozen")));
    fire.push(
      when(g.or(isSet("fire"), above), [
        when(g.ge(v.get("spikes"), g.literal(mostSpikes)), fail(failures.endlessSpikes)),
        { kind: "spike", time: now },
        v.set(reset),
        again,
      ]),
    );
  }

  const next = parts.pool === undefined ? undefined : arrivalAt(g, parts.pool, v.get("arrival"));
  const arrive: Statement[] = [];
  if (next) {
    const after = afterArrival(g, model, x, next, refractory);
    const isSpike = parts.armed && model.threshold && parts.scope(after, now, zero).exceeded(model.threshold);
    const lifted = isSpike ? { fire: flag(g.and(isSet("armed"), isSpike)) } : {};
    const taken = v.set({ ...assign("x", after), ...lifted, arrival: next.following, arrived: one });
    arrive.push(when(g.and(isSet("arrival"), g.le(next.time, o)), [taken, again]));
  }

  const finite = x.reduce((mask, value) => g.and(mask, g.le(g.abs(value), g.literal(Number.MAX_VALUE))), g.truth(true));
  const nearest = g.mul(dt, g.literal(onGrid));
  const plan: Statement[] = [
    when(g.not(finite), fail(failures.notFinite)),
    v.set({ frozen: flag(refractory), pieces: g.add(v.get("pieces"), one) }),
    when(g.gt(v.get("pieces"), g.literal(mostPieces)), fail(failures.stepTooSmall)),
    ...fire,
    ...arrive,
    v.set({ stop: pending ? g.select(pending, g.min(v.get("offset"), dt), dt) : dt }),
    ...(next ? [v.set({ stop: g.select(isSet("arrival"), g.min(stop, next.time), stop) })] : []),
    ...parts.edges.map((edge): Statement => {
      const at = g.sub(nextEdge(g, edge, g.add(now, nearest)), start);
      const inside = g.and(g.gt(at, g.add(o, nearest)), g.lt(at, g.sub(stop, nearest)));
      return v.set({ stop: g.select(inside, at, stop) });
    }),
    v.set({ h: parts.adaptive ? g.min(g.sub(stop, o), v.get("trial")) : g.sub(stop, o) }),
  ];

  const piece = (values: StepValues): Statement =>
    v.set({ ...assign("y", values.next), ...(parts.adaptive ? { error: values.error ?? zero } : {}) });
  const free = piece(parts.free(x, now, h, normals));
  const compute = parts.held ? when(isSet("frozen"), [piece(parts.held(x, now, h, normals))], [free]) : free;
  // The first piece, where it is the whole step, has been computed already: it led here.
  const undisturbed = next ? g.eq(g.add(v.get("spikes"), v.get("arrived")), zero) : g.eq(v.get("spikes"), zero);
  const done = g.and(g.and(g.eq(o, zero), g.eq(h, dt)), undisturbed);
  const taken = v.set(
    assign(
      "y",
      model.states.map((_, i) => g.leaf("next", i)),
    ),
  );
  const walk = parts.adaptive ? compute : when(done, [taken], [compute]);

  const pieceEnd = parts.scope(y, g.add(now, h), zero);
  const accept: Statement[] = [];
  if (parts.adaptive) {
    const error = v.get("error");
    accept.push(
      when(g.not(g.le(error, one)), [
        when(g.lt(h, g.mul(dt, g.literal(shortest))), fail(failures.stepTooSmall)),
        v.set({ trial: g.mul(h, shorterTrial(g, error)) }),
        again,
      ]),
    );
  }
  const search =
    model.threshold &&
    !parts.tossed &&
    rootSearch(g, v, {
      ...{ threshold: model.threshold, start: pieceStart, end: pieceEnd, now, h, dt },
      rates: ratesOfMargin(parts, model.threshold, { x, y, now, h }),
    });
  const crossed = model.threshold ? g.and(pieceEnd.exceeded(model.threshold), g.not(isSet("frozen"))) : g.truth(false);
  if (search) {
    accept.push(when(parts.armed ? g.and(crossed, isSet("armed")) : crossed, [...search.begin, again]));
  }
  const reached = g.select(g.ge(h, g.sub(stop, o)), stop, g.add(o, h));
  accept.push(
    v.set({
      ...assign("x", y),
      o: reached,
      ...(parts.tossed ? { fire: flag(g.and(crossed, g.and(g.ge(reached, dt), g.not(isSet("tested"))))) } : {}),
      ...(parts.adaptive ? { trial: g.mul(h, longerTrial(g, v.get("error"))) } : {}),
      ...(parts.armed && model.threshold
        ? { armed: g.select(pieceEnd.lower(model.threshold), v.get("armed"), one) }
        : {}),
    }),
    ...(parts.tossed ? [when(isSet("fire"), [v.set({ tested: one }), again])] : []),
    when(g.ge(o, dt), [{ kind: "break" }]),
    again,
  );

  const event: Statement[] = [
    ...begin,
    {
      kind: "loop",
      body: [
        when(g.not(isSet("searching")), plan),
        walk,
        when(g.not(isSet("searching")), accept),
        ...(search
          ? search.advance([v.set({ ...assign("x", y), o: g.add(o, h), searching: zero, fire: one }), again])
          : []),
      ],
    },
    ...x.map((value, state): Statement => ({ kind: "store", state, value })),
    ...(parts.timed
      ? [
          { kind: "store", state: parts.slot(hidden.release), value: v.get("release") } as const,
          { kind: "store", state: parts.slot(hidden.offset), value: v.get("offset") } as const,
        ]
      : []),
    ...(parts.armed ? [{ kind: "store", state: parts.slot(hidden.armed), value: v.get("armed") } as const] : []),
  ];

  return { event, variables: v.count, edgeInside: edgeInside(g, parts.edges, start, dt) };
}

/** How fast the threshold is approached at the ends of a piece from x to y; `t_edge` is in its middle, seen from either. */
function ratesOfMargin(
  { graph: g, model, slopes, scope }: EventParts,
  threshold: Expression,
  { x, y, now, h }: { x: readonly Value[]; y: readonly Value[]; now: Value; h: Value },
): MarginRates | undefined {
  if (!slopes) return undefined;
  const [before, after] = [scope(x, now, h), scope(y, g.add(now, h), g.neg(h))];
  const start = marginRate(threshold, before, slopes(before));
  const end = marginRate(threshold, after, slopes(after));
  if (start === undefined || end === undefined) return undefined;
  const isSteady = !g.dependsOn([before.margin(threshold), start], new Set([now, h]));
  return { start, end, linear: isSteady && isLinearMargin(threshold, model.states) };
}
