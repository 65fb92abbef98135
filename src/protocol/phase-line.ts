import { rootBetween } from "../dynamics/root.ts";
import type { SpikeRule } from "../dynamics/spike-rule.ts";
import type { VectorField } from "../dynamics/vector-field.ts";
import type { State } from "../language/model.ts";
import { column } from "../quantity/measure.ts";
import type { Curve, Plane } from "./plane.ts";
import { perMillisecond } from "./plane-units.ts";
import type { Range } from "./range.ts";

const points = 640;

/** Where a neuron of one variable fires, and where it goes on, SI. */
export interface SpikeEnds {
  readonly threshold: number;
  /** Undefined where the reset does not act on the variable. */
  readonly reset: number | undefined;
}

/** The lowest threshold in a range; undefined where there is none. */
export function spikeEnds(rule: SpikeRule | undefined, range: Range): SpikeEnds | undefined {
  if (!rule) return undefined;
  const out = new Float64Array(1);
  const margin = (x: number): number => {
    rule.margin([x], out);
    return out[0]!;
  };
  const grid = gridOver(range);
  const margins = grid.map(margin);
  const k = margins.findIndex((own, i) => own < 0 && margins[i + 1]! >= 0);
  if (k < 0) return undefined;
  const threshold = rootBetween(margin, grid[k]!, grid[k + 1]!, margins[k]!, margins[k + 1]!);
  rule.reset([threshold], out);
  return { threshold, reset: rule.moves ? out[0]! : undefined };
}

/** dx/dt over the range; threshold and reset are points at the height 0. */
export function onLine(
  field: VectorField,
  state: State,
  range: Range,
  ends: SpikeEnds | undefined,
): Pick<Plane, "slope" | "threshold" | "reset"> {
  const out = new Float64Array(1);
  const values = gridOver(range);
  const slopes = values.map((value) => {
    field.f([value], out);
    return out[0]!;
  });
  const point = (at: number | undefined): Curve[] =>
    at === undefined ? [] : [{ x: column([at], state.dimension), y: perMillisecond(state, [0]) }];
  return {
    slope: { name: `d${state.name}/dt`, x: column(values, state.dimension), y: perMillisecond(state, slopes) },
    threshold: point(ends?.threshold),
    reset: point(ends?.reset),
  };
}

function gridOver([low, high]: Range): Float64Array {
  return Float64Array.from({ length: points + 1 }, (_, k) => low + ((high - low) * k) / points);
}
