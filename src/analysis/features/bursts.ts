import { median } from "../moments.ts";
import type { TraceFeature } from "./feature.ts";
import { at, collect, type FeatureMeasurement, type TracePoint } from "./measurement.ts";
import { once, type Response, tooFew } from "./response.ts";
import { peaks } from "./spike-events.ts";

/** An interval that is this many times the median before it, and the next one, ends a burst: eFEL's burst_factor. */
const burstFactor = 1.5;

/** Features of bursts, as eFEL finds them: the first interval does not count, and 6 spikes are needed. */
export const burstFeatures = {
  burst_number: {
    unit: "1",
    meaning:
      "number of bursts; one ends at an interval longer than 1.5 times the median of the burst's and the next interval",
    measure: (response) => overBursts(response, (bursts) => once(at(bursts.length, ...bursts.flat()))),
  },
  burst_mean_freq: {
    unit: "Hz",
    meaning: "spikes over the time from the first to the last of them, for each burst",
    measure: (response) =>
      overBursts(response, (bursts) =>
        collect(
          bursts.map((burst) => at(burst.length / (burst.at(-1)!.time - burst[0]!.time), ...burst)),
          "no pause divides the spikes into bursts",
        ),
      ),
  },
} as const satisfies Record<string, TraceFeature>;

function overBursts(
  response: Response,
  measure: (bursts: readonly TracePoint[][]) => FeatureMeasurement,
): FeatureMeasurement {
  const all = peaks(response);
  return all.length < 6 ? once(tooFew(response, 6)) : measure(divide(all));
}

/** The spikes of each burst; groups of one are none, and without a pause there is no burst. */
function divide(all: readonly TracePoint[]): TracePoint[][] {
  const isis = all.slice(2).map(({ time }, i) => time - all[i + 1]!.time);
  const ends: number[] = [];
  let from = 0;
  for (let i = 1; i < isis.length - 1; i++) {
    if (i <= from) continue;
    const isPause = isis[i]! > burstFactor * median(isis.slice(from, i)) && isis[i + 1]! < isis[i]! / burstFactor;
    if (!isPause) continue;
    ends.push(i + 1);
    from = i;
  }
  if (ends.length === 0) return [];
  const bounds = [-1, ...ends, all.length - 1];
  return bounds
    .slice(1)
    .map((end, i) => all.slice(bounds[i]! + 1, end + 1))
    .filter((burst) => burst.length > 1);
}
