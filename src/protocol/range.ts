import { ExperimentError } from "../errors.ts";
import { settingAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import type { Dimension } from "../quantity/dimension.ts";

/** Both ends of a stretch, the lower first, SI. */
export type Range = readonly [low: number, high: number];

/** What a setting that is a stretch says: its least and its greatest value. Throws an ExperimentError where these are the same. */
export function rangeAt(written: Values<string | number>, name: string, dimension: Dimension): Range {
  const setting = settingAt(written, name, dimension);
  const values = setting.kind === "axis" ? Array.from(setting.values) : [setting.value];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low < high) return [low, high];
  throw new ExperimentError("must have two ends that differ", name, 'such as ["-80 mV", "20 mV"]');
}

/** A stretch that holds all finite values, longer by `room` of its length at both ends; at least `least` long. */
export function rangeOver(values: Iterable<number>, room: number, least: number): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(low <= high)) [low, high] = [0, 0];
  const free = Math.max(room * (high - low), (least - (high - low)) / 2);
  return [low - free, high + free];
}
