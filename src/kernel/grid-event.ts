import { afterKicks } from "./arrivals.ts";
import { afterReset, type EventParts, type EventProgram, hidden, mostPieces } from "./event.ts";
import { failures, type Statement, type Value } from "./ir.ts";
import { Variables, when } from "./program.ts";
import { longerTrial, shorterTrial, shortest } from "./trial-step.ts";

/**
 * Brian2's order: the threshold is tested once, on the state at the end of the step; the spike bears the start of the step;
 * the reset acts at its end; a neuron with refractory period T starts again floor(T/dt) steps after.
 *
 * An adaptive method whose error is too large for the whole step walks through it in pieces first.
 */
export function gridEvents(parts: EventParts, refractory: Value): EventProgram {
  const { graph: g, model } = parts;
  if (parts.adaptive) return inPieces(parts, refractory);
  if (!model.threshold) return { event: [], variables: 0 };
  const next = model.states.map((_, i) => g.leaf("next", i));
  return { event: spike(parts, next), variables: 0 };
}

/** A spike at the start of the step, and the reset of the states at its end. */
function spike(parts: EventParts, end: readonly Value[]): Statement[] {
  const { graph: g, dt } = parts;
  const step = g.leaf("step");
  const time = g.mul(step, dt);
  const event: Statement[] = [
    { kind: "spike", time },
    ...afterReset(parts, end, time).map((value, state): Statement => ({ kind: "store", state, value })),
  ];
  if (parts.timed && parts.period !== undefined) {
    const steps = g.floor(g.add(g.div(parts.period, dt), g.literal(1e-3)));
    event.push({
      kind: "store",
      state: parts.slot(hidden.release),
      value: g.add(step, g.max(steps, g.literal(1))),
    });
  }
  return event;
}

function inPieces(parts: EventParts, refractory: Value): EventProgram {
  const { graph: g, model, dt } = parts;
  const v = new Variables(g);
  const start = g.mul(g.leaf("step"), dt);
  const x = model.states.map((_, i) => v.get(`x${i}`));
  const y = model.states.map((_, i) => v.get(`y${i}`));
  const [o, h, trial, error, pieces] = [v.get("o"), v.get("h"), v.get("trial"), v.get("error"), v.get("pieces")];
  const assign = (prefix: string, values: readonly Value[]): Record<string, Value> =>
    Object.fromEntries(values.map((value, i) => [`${prefix}${i}`, value]));
  const normals = parts.normals.map((_, i) => v.get(`normal${i}`));
  const now = g.add(start, o);
  const fires = (states: readonly Value[], time: Value): Value =>
    model.threshold
      ? g.and(parts.scope(states, time, g.literal(0)).lower(model.threshold), g.not(refractory))
      : g.truth(false);
  const finite = y.reduce((mask, value) => g.and(mask, g.le(g.abs(value), g.literal(Number.MAX_VALUE))), g.truth(true));
  const taken = (values: ReturnType<EventParts["free"]>): Statement =>
    v.set({ ...assign("y", values.next), error: values.error ?? g.literal(0) });
  const free = taken(parts.free(x, now, h, normals));

  const tooShort: Statement[] = [{ kind: "fail", code: failures.stepTooSmall, time: now }, { kind: "break" }];
  const walk: Statement[] = [
    when(g.gt(pieces, g.literal(mostPieces)), tooShort),
    v.set({ h: g.min(g.sub(dt, o), trial), pieces: g.add(pieces, g.literal(1)) }),
    parts.held ? when(refractory, [taken(parts.held(x, now, h, normals))], [free]) : free,
    when(g.not(g.le(error, g.literal(1))), [
      when(g.lt(h, g.mul(dt, g.literal(shortest))), [
        // What has passed the threshold may run away: its reset is due at the end of the step.
        when(g.and(finite, fires(y, g.add(now, h))), [v.set(assign("x", y)), { kind: "break" }]),
        ...tooShort,
      ]),
      v.set({ trial: g.mul(h, shorterTrial(g, error)) }),
      { kind: "continue" },
    ]),
    v.set({
      ...assign("x", y),
      o: g.select(g.ge(h, g.sub(dt, o)), dt, g.add(o, h)),
      trial: g.mul(h, longerTrial(g, error)),
    }),
    when(g.ge(o, dt), [{ kind: "break" }]),
    { kind: "continue" },
  ];
  const after = afterKicks(g, model.states, x, parts.added, refractory);
  const event: Statement[] = [
    v.set({
      ...assign(
        "x",
        model.states.map((_, i) => g.leaf("state", i)),
      ),
      ...assign("normal", parts.normals),
      o: g.literal(0),
      trial: dt,
      error: g.literal(0),
      pieces: g.literal(0),
    }),
    { kind: "loop", body: walk },
    ...after.map((value, state): Statement => ({ kind: "store", state, value })),
    ...(model.threshold ? [when(fires(x, g.add(start, dt)), spike(parts, after))] : []),
  ];
  return { event, variables: v.count };
}
