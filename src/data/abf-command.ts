import type { AbfEpoch, AbfOutput } from "./abf-header.ts";

/**
 * The command of a sweep in the unit of the output, rebuilt from the epoch table; undefined where an epoch is of a type that
 * is not known.
 *
 * The first floor(samples/64) samples stay at the level that the sweep begins with; then epoch follows epoch; then comes the
 * holding level, or the last epoch's where that stays between sweeps.
 */
export function commandOf(output: AbfOutput, sweep: number, samples: number): Float64Array | undefined {
  const epochs = output.epochs.filter(({ type }) => type !== 0);
  if (!epochs.every(({ type }) => type in shapes)) return undefined;
  const last = epochs.at(-1);
  const lastLevel = (k: number): number => (last && !isTrain(last) ? levelOf(last, k) : output.holding);
  const { staysBetweenSweeps, holding } = output;

  let level = staysBetweenSweeps && sweep > 0 ? lastLevel(sweep - 1) : holding;
  const command = new Float64Array(samples).fill(level);
  let at = Math.floor(samples / 64);
  for (const epoch of epochs) {
    const length = Math.max(0, epoch.duration + sweep * epoch.durationIncrement);
    const own = levelOf(epoch, sweep);
    const shape = shapes[epoch.type as keyof typeof shapes];
    const course = { ...epoch, from: level, to: own, length };
    const end = Math.min(samples, at + length);
    for (let k = at; k < end; k++) command[k] = shape(k - at, course);
    at += length;
    if (!isTrain(epoch)) level = own;
  }
  if (at < samples) command.fill(staysBetweenSweeps ? level : holding, at);
  return command;
}

interface Shape {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly period: number;
  readonly width: number;
}

/** The command k samples after the epoch began. */
const shapes: Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, (k: number, shape: Shape) => number>> = {
  1: (_, { to }) => to,
  2: (k, { from, to, length }) => (length < 2 ? to : from + ((to - from) * k) / (length - 1)),
  3: (k, { from, to, period, width }) => (phase(k, period) < width ? to : from),
  4: (k, { from, to, period, width }) => {
    const p = phase(k, period);
    if (p < width) return from + ((to - from) * p) / width;
    return to + ((from - to) * (p - width)) / Math.max(1, period - width);
  },
  5: (k, { from, to, period }) => from + ((to - from) / 2) * (1 - Math.cos((2 * Math.PI * k) / Math.max(1, period))),
  6: (_, { to }) => to,
  7: (k, { from, to, period, width }) => {
    const p = phase(k, period);
    return p >= width ? from : p < Math.floor(width / 2) ? to : 2 * from - to;
  },
};

/** Samples since the period began; an epoch without a period is one. */
function phase(k: number, period: number): number {
  return period > 0 ? k % period : k;
}

function levelOf({ level, levelIncrement }: AbfEpoch, sweep: number): number {
  return level + sweep * levelIncrement;
}

/** After a train of pulses the level is what it was before. */
function isTrain({ type }: AbfEpoch): boolean {
  return [3, 4, 5, 7].includes(type);
}
