import { namesIn } from "../language/calculus.ts";
import { drawsIn } from "../language/draws.ts";
import type { Evaluation, VectorField } from "./vector-field.ts";

/** When a neuron fires, and what that does to the variables that move. */
export interface SpikeRule {
  /** `out[0]` is positive where the threshold is passed, and 0 on it. */
  readonly margin: Evaluation;
  /** Whether the margin of exactly 0 is passed: `v >= v_th`. */
  readonly inclusive: boolean;
  /** The state after the reset, into `out`; the assignments act one after another. */
  readonly reset: Evaluation;
  /** The reset acts on what the threshold compares: the neuron fires whenever it is passed, not only while it is being passed. */
  readonly moves: boolean;
  /** Absolute refractory period in seconds, for the parameters as they are; 0 where there is none. */
  refractory(): number;
  /** By variable: stands still while refractory. */
  readonly held: readonly boolean[];
}

/**
 * The threshold and reset of a field's model; undefined where it has no threshold. Assignments to held variables are left out.
 *
 * Throws a RangeError where they draw random numbers, or depend on time.
 */
export function spikeRule(field: VectorField): SpikeRule | undefined {
  const { threshold, refractory, states } = field.model;
  if (!threshold) return undefined;
  const reset = field.model.reset.filter(({ target }) => field.names.includes(target));
  const texts = [threshold, ...reset.map(({ value }) => value)];
  const [draw] = drawsIn(texts);
  if (draw)
    throw new RangeError(
      `spikes draw ${draw.name}(): a random threshold or reset has no line in the plane (make it certain)`,
    );
  if (texts.some((e) => ["t", "t_edge", "dt"].some((name) => namesIn(e).has(name))))
    throw new RangeError("the threshold or the reset depends on time (write it in variables and parameters)");
  const held = field.names.map((name) => states.find((state) => state.name === name)!.held);
  if (refractory.kind === "condition" && held.includes(true))
    throw new RangeError("a variable is held while a condition lasts (give the refractory period as a time)");
  const length =
    refractory.kind === "period" ? field.compile([refractory.length]) : (_: unknown, out: Float64Array) => out.fill(0);
  const compared = namesIn(threshold);
  const nothing = new Float64Array(field.dimension);
  return {
    margin: field.evaluation((lowering) => [lowering.margin(threshold)]),
    inclusive: threshold.kind === "binary" && (threshold.operator === ">=" || threshold.operator === "<="),
    reset: resetMap(field, reset),
    moves: reset.some(({ target }) => compared.has(target)),
    refractory: () => {
      const out = new Float64Array(1);
      length(nothing, out);
      return Math.max(0, out[0]!);
    },
    held,
  };
}

/** One evaluation for each assignment: each sees what those before it have done. */
function resetMap(field: VectorField, reset: VectorField["model"]["reset"]): Evaluation {
  const steps = reset.map(({ target, value }) => ({ slot: field.indexOf(target), value: field.compile([value]) }));
  const result = new Float64Array(1);
  return (x, out) => {
    for (let i = 0; i < field.dimension; i++) out[i] = x[i]!;
    for (const { slot, value } of steps) {
      value(out, result);
      out[slot] = result[0]!;
    }
  };
}
