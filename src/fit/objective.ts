import type { DimensionName } from "../quantity/dimension.ts";
import type { Response } from "./fit-types.ts";
import type { ObjectiveDocument, ObjectiveName } from "./objective-document.ts";

/** What a sweep says, as a model's response is compared with it. SI. */
export interface Target {
  readonly name: string;
  /** What is compared lies from start to stop. */
  readonly start: number;
  readonly stop: number;
  readonly stimulus: { readonly start: number; readonly stop: number };
  /** Of each repeat, from start to stop. */
  readonly spikes: readonly Float64Array[];
  /** At the times k interval, as the model's. */
  readonly voltage?: { readonly values: Float64Array; readonly interval: number };
}

export interface Compared {
  /** 0 at best. */
  readonly value: number;
  /** Those whose squares sum up to the value, as many for every response. */
  readonly residuals?: Float64Array;
  /**
   * The derivatives of the residuals where spikes and potentials move at these rates: for each sweep and spike that was compared, seconds per
   * unit of what moves, and volts. There where residuals change smoothly with them.
   */
  readonly derivative?: (rates: readonly Response[]) => Float64Array;
}

/** Compares the responses to all sweeps with the targets; the spikes are those from start to stop of each. */
export type Comparison = (responses: readonly Response[]) => Compared;

/** One number that an objective lets its document say. */
export interface ObjectiveSetting {
  readonly dimension: DimensionName | "1";
  readonly default: string | number;
  readonly meaning: string;
}

export interface Objective {
  readonly name: ObjectiveName;
  readonly description: string;
  /** Of the data; and `likelihood`: of the model, that it is run through the data's spikes instead of its own. */
  readonly needs: readonly ("spikes" | "voltage" | "likelihood")[];
  /** Whether its residuals have derivatives. Default: no. */
  readonly isSmooth?: boolean;
  readonly settings: Readonly<Record<string, ObjectiveSetting>>;
  /** @param settings SI @throws ExperimentError for targets that there is nothing to compare with */
  comparison(
    targets: readonly Target[],
    settings: Readonly<Record<string, number>>,
    document: ObjectiveDocument,
  ): Comparison;
}

/** The mean of a number over every repeat of every sweep. */
export function meanOverRepeats(
  targets: readonly Target[],
  value: (data: Float64Array, response: Response, target: Target) => number,
): Comparison {
  const repeats = targets.reduce((sum, { spikes }) => sum + spikes.length, 0);
  return (responses) => {
    let sum = 0;
    for (const [k, target] of targets.entries())
      for (const data of target.spikes) sum += value(data, responses[k]!, target);
    return { value: sum / repeats };
  };
}

/**
 * Residuals divided, in place, so that the sum of their squares is the mean of what they were.
 *
 * @param derivative of the residuals before the division
 */
export function meanSquare(residuals: Float64Array, derivative?: Compared["derivative"]): Compared {
  const scale = 1 / Math.sqrt(residuals.length);
  let value = 0;
  for (let r = 0; r < residuals.length; r++) {
    residuals[r]! *= scale;
    value += residuals[r]! * residuals[r]!;
  }
  return {
    value,
    residuals,
    ...(derivative ? { derivative: (rates) => derivative(rates).map((r) => r * scale) } : {}),
  };
}
