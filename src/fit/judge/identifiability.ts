import { formatQuantity } from "../../quantity/quantity.ts";
import { type FreeNumber, placeOn } from "../free.ts";
import type { Bootstrap } from "./bootstrap.ts";
import type { LossSlice } from "./slices.ts";

/** A part of its range over which a value may move and fit as well. */
const wide = 0.5;
/** Two numbers that move together like this are known as one. */
const together = 0.9;

/**
 * What the data do not determine, in sentences: numbers whose loss is flat, numbers that the bootstrap scatters over their range,
 * and pairs that trade off.
 */
export function identifiabilityWarnings(
  free: readonly FreeNumber[],
  slices: readonly LossSlice[],
  bootstrap?: Bootstrap,
): string[] {
  const flat = slices.flatMap(({ name, flat: { from, to, share } }, k) =>
    share > wide
      ? [`${name} hardly matters: from ${rounded(from, free[k]!)} to ${rounded(to, free[k]!)} the loss is as good.`]
      : [],
  );
  if (!bootstrap) return flat;
  const scattered = free.flatMap((number, k) => {
    const { low, high } = bootstrap.intervals[k]!;
    // A replicate searches 0.2 of the range to each side: what fills most of that is not determined.
    const share = Math.abs(placeOn(number, high) - placeOn(number, low));
    return share > 0.3
      ? [
          `${number.name} is poorly determined: other data of this cell give from ${rounded(low, number)} to ${rounded(high, number)}.`,
        ]
      : [];
  });
  const pairs = free.flatMap((a, i) =>
    free.slice(i + 1).flatMap((b, j) => {
      const r = bootstrap.correlations[i]![i + 1 + j]!;
      return Math.abs(r) > together
        ? [
            `${a.name} and ${b.name} trade off (correlation ${r.toFixed(2)}): their combination is known better than either.`,
          ]
        : [];
    }),
  );
  return [...flat, ...scattered, ...pairs];
}

function rounded(si: number, { dimension }: FreeNumber): string {
  return formatQuantity(Number(si.toPrecision(3)), dimension);
}
