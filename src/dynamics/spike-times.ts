import { rootBetween } from "./root.ts";
import { spikeRule } from "./spike-rule.ts";
import type { Trajectory } from "./trajectory.ts";
import type { VectorField } from "./vector-field.ts";

/**
 * The spikes of a trajectory of the field, in seconds: its resets, or, where no reset acts on what the threshold compares, the
 * times at which it rises through the threshold. Those are found between the points of the trajectory on the cubic through both
 * with the slopes of the field. Empty for a model without threshold.
 */
export function spikeTimes(field: VectorField, { times, states, resets }: Trajectory): Float64Array {
  const rule = spikeRule(field);
  if (!rule) return new Float64Array(0);
  if (rule.moves) return Float64Array.from(resets, (place) => times[place]!);
  const out = new Float64Array(1);
  const marginAt = (x: ArrayLike<number>): number => {
    rule.margin(x, out);
    return out[0]!;
  };
  const point = (k: number) => Float64Array.from(states, (own) => own[k]!);
  const spikes: number[] = [];
  for (let k = 0; k + 1 < times.length; k++) {
    const [before, after] = [marginAt(point(k)), marginAt(point(k + 1))];
    if (!(before < 0 && after >= 0)) continue;
    const length = times[k + 1]! - times[k]!;
    const between = cubic(field, point(k), point(k + 1), length);
    spikes.push(times[k]! + length * rootBetween((part) => marginAt(between(part)), 0, 1, before, after));
  }
  return Float64Array.from(spikes);
}

/** Hermite's cubic from p to q in the time `length`, by the part of it that has passed. */
function cubic(field: VectorField, p: Float64Array, q: Float64Array, length: number) {
  const [slopeP, slopeQ] = [new Float64Array(p.length), new Float64Array(p.length)];
  field.f(p, slopeP);
  field.f(q, slopeQ);
  return (s: number): Float64Array =>
    p.map((value, i) => {
      const rest = 1 - s;
      const chord = rest * value + s * q[i]!;
      const bend = rest * (length * slopeP[i]! - (q[i]! - value)) + s * (q[i]! - value - length * slopeQ[i]!);
      return chord + s * rest * bend;
    });
}
