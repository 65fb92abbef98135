import { vectorField } from "../dynamics/vector-field.ts";
import { dependsOn, name, substitute } from "../language/calculus.ts";
import type { Edge, Model } from "../language/model.ts";

/** The jumps of the variables' rates of change: at `times[k]`, in seconds and ascending, that of variable i by `jumps[i][k]`. SI. */
export interface Jumps {
  readonly times: readonly number[];
  readonly jumps: readonly (readonly number[])[];
}

const mostEdges = 10_000;

/**
 * The jumps of rates of change that are constant between them, from time 0 (where they jump from zero) to before `end`, seconds:
 * those of a charge that is sent in by steps, pulses, a staircase, or held samples.
 *
 * @returns undefined where a rate changes between its edges, depends on a variable, or has more than 10,000 edges.
 */
export function jumpsOf(model: Model, end: number): Jumps | undefined {
  const varying = new Set(["t", "dt", ...model.states.map((state) => state.name)]);
  if (model.states.some(({ derivative, noise }) => noise.length > 0 || dependsOn(derivative, varying)))
    return undefined;
  const times = edgeTimes(model, end);
  if (times === undefined) return undefined;
  // Where time meets an edge it is `t_edge`; here a variable like the others.
  const moment = new Map([["t_edge", name("%moment")]]);
  const field = vectorField(model, { time: 0 });
  const rateAt = field.compile(
    model.states.map(({ derivative }) => substitute(derivative, moment)),
    ["%moment"],
  );
  const rates = times.map((start, k) => {
    const rate = new Float64Array(field.dimension);
    const middle = (start + (times[k + 1] ?? end)) / 2;
    rateAt([...new Float64Array(field.dimension), middle], rate);
    return rate;
  });
  return {
    times,
    jumps: model.states.map((_, i) => rates.map((rate, k) => rate[i]! - (k === 0 ? 0 : rates[k - 1]![i]!))),
  };
}

/** 0 and every edge between it and the end, ascending, those less than a rounding apart once. */
function edgeTimes(model: Model, end: number): number[] | undefined {
  const field = vectorField(model, { time: 0 });
  const at = (expressions: readonly Edge["first"][]) => {
    const out = new Float64Array(expressions.length);
    field.compile(expressions)(new Float64Array(field.dimension), out);
    return out;
  };
  const first = at(model.edges.map((edge) => edge.first));
  const every = at(model.edges.map((edge) => edge.every ?? edge.first));
  const found = [0];
  for (const [k, edge] of model.edges.entries()) {
    const table = edge.table === undefined ? undefined : model.tables.find((own) => own.name === edge.table)!.values;
    const count = edge.every === undefined ? 1 : (table?.length ?? Math.ceil((end - first[k]!) / every[k]!));
    if (!(count + found.length <= mostEdges)) return undefined;
    for (let n = 0; n < count; n++)
      found.push(first[k]! + (edge.every === undefined ? 0 : every[k]! * (table?.[n] ?? n)));
  }
  const inside = found.filter((time) => time >= 0 && time < end).sort((a, b) => a - b);
  return inside.filter((time, k) => k === 0 || time - inside[k - 1]! > 1e-12 * end);
}
