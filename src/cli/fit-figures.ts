import { type Bootstrap, everydayUnit, type FitSweep, type FreeNumber, type Judged, type LossSlice } from "../index.ts";
import type { FigureOptions, OverlaySweep } from "../plot/index.ts";
import type { Figures } from "./figure-file.ts";

/** A figure of a report, drawn in any size and scheme, with what it shows. */
export interface ReportFigure {
  readonly name: string;
  readonly caption: string;
  draw(figures: Figures, options: FigureOptions): SVGSVGElement;
}

/** Seconds of a long sweep that a figure shows. */
const view = 2;
const mostPanels = 6;

/** The model over the recording: of a family some sweeps, of one long sweep a stretch with its repeats. */
export function overlayFigure(judged: Judged, which: string, name: string): ReportFigure {
  const { sweeps, responses } = judged;
  const chosen = firingSweeps(sweeps, mostPanels);
  const shown = chosen.map((k): OverlaySweep => {
    const sweep = sweeps[k]!;
    const { spikes, others = [], voltage } = responses[k]!;
    const model = [spikes, ...others];
    const window = windowOf(sweep, chosen.length === 1);
    const length = sweep.current ? sweep.current.values.length / sweep.current.rate : Number.NaN;
    return {
      ...{ name: stepName(sweep), ...window, data: sweep.spikes ?? [], model },
      ...(sweep.voltage ? { dataVoltage: sweep.voltage } : {}),
      ...(voltage ? { modelVoltage: { values: voltage, rate: voltage.length / length } } : {}),
      ...(sweep.current ? { current: sweep.current } : {}),
    };
  });
  const one = shown.length === 1;
  const stretch = one ? `, from ${round(shown[0]!.start)} to ${round(shown[0]!.stop)} s` : "";
  return {
    name,
    caption: `${which}${stretch}: the recording in ink, the model in colour.`,
    draw: (figures, options) => figures.drawOverlay(shown, options),
  };
}

/** Places of some sweeps, spread over those in which the cell fires; over all where it fires in none. */
export function firingSweeps(sweeps: readonly FitSweep[], most: number): number[] {
  const all = sweeps.map((_, k) => k);
  const firing = all.filter((k) => (sweeps[k]!.spikes ?? []).some(({ length }) => length > 0));
  return spread(firing.length > 0 ? firing : all, most);
}

/** Rates of the cell and of the model against the step of current; undefined where there are no steps. */
export function rateFigure(
  judged: readonly { readonly name: string; readonly judged: Judged }[],
): ReportFigure | undefined {
  const points = judged.flatMap(({ name, judged: { sweeps, responses } }) =>
    sweeps.flatMap((sweep, k) => {
      const { stimulus, current } = sweep;
      if (!stimulus || !current) return [];
      const step = stepIn(current, stimulus);
      const rate = (train: Float64Array): number =>
        train.filter((time) => time >= stimulus.start && time < stimulus.stop).length /
        (stimulus.stop - stimulus.start);
      const meanRate = (trains: readonly Float64Array[]): number =>
        trains.reduce((sum, train) => sum + rate(train), 0) / trains.length;
      const { spikes: own, others = [] } = responses[k]!;
      return [{ name, step, data: meanRate(sweep.spikes ?? []), model: meanRate([own, ...others]) }];
    }),
  );
  if (points.length < 3) return undefined;
  points.sort((a, b) => a.step - b.step);
  const column = (value: (point: (typeof points)[number]) => number) => ({ unit: "Hz", values: points.map(value) });
  const only = (name: string) => column((point) => (point.name === name ? point.data : Number.NaN));
  return {
    name: "rates",
    caption:
      "Firing rate during the step against its size above the holding current: the recording as points, the model as a line.",
    draw: (figures, options) =>
      figures.drawCurve(
        {
          x: { unit: "pA", values: points.map(({ step }) => step * 1e12) },
          label: "step",
          panels: [
            {
              label: "firing rate",
              including: [0],
              curves: [
                { name: "model", y: column(({ model }) => model), look: "line", tone: "colour" },
                ...judged.map(({ name }, k) => ({
                  ...{ name: `cell, ${name}`, y: only(name), look: "points" as const },
                  tone: k === judged.length - 1 ? ("ink" as const) : ("faint" as const),
                })),
              ],
            },
          ],
        },
        options,
      ),
  };
}

/** The loss along each free number, with what the bootstrap says of it. */
export function sliceFigure(
  free: readonly FreeNumber[],
  best: readonly number[],
  slices: readonly LossSlice[],
  bootstrap: Bootstrap | undefined,
): ReportFigure {
  const shown = slices.map(({ name, values, losses }, k) => {
    const { dimension, scale } = free[k]!;
    const { symbol, factor } = everydayUnit(dimension);
    const interval = bootstrap?.intervals[k];
    const isAbove = values.every((value) => value > 0);
    return {
      ...{ name, losses, best: best[k]! / factor, scale: isAbove ? scale : ("linear" as const) },
      values: { unit: symbol, values: values.map((value) => value / factor) },
      ...(interval ? { interval: { low: interval.low / factor, high: interval.high / factor } } : {}),
    };
  });
  return {
    name: "slices",
    caption: `Loss along each free number, the others held; dashed, the best value${bootstrap ? "; shaded, where 90 % of the bootstrap's fits have it" : ""}. A flat line is a number that these data do not determine.`,
    draw: (figures, options) => figures.drawLossSlices(shown, options),
  };
}

/** Letters of a name beside which a step has room above a small panel. */
const longestName = 12;

/** `sweep 8, +75 pA`; where the name is long, the step alone, which says as much in a family of steps. */
export function stepName({ name, stimulus, current }: FitSweep): string {
  if (!stimulus || !current) return name;
  const step = stepIn(current, stimulus) * 1e12;
  const size = `${step < 0 ? "" : "+"}${Number(step.toPrecision(3))} pA`;
  return name.length > longestName ? size : `${name}, ${size}`;
}

/** Amperes above the first sample, in the middle of the stimulus. */
function stepIn(
  { values, rate }: NonNullable<FitSweep["current"]>,
  { start, stop }: NonNullable<FitSweep["stimulus"]>,
): number {
  return values[Math.floor(((start + stop) / 2) * rate)]! - values[0]!;
}

/** The stretch of a sweep that a figure shows, seconds. */
export function windowOf(sweep: FitSweep, isLone: boolean): { start: number; stop: number } {
  const { window, stimulus, voltage, current } = sweep;
  const samples = voltage ?? current!;
  const whole = window ?? { start: 0, stop: samples.values.length / samples.rate };
  if (!stimulus) return isLone ? { start: whole.start, stop: Math.min(whole.stop, whole.start + view) } : whole;
  const around = 0.15 * (stimulus.stop - stimulus.start);
  return {
    start: Math.max(whole.start, stimulus.start - around),
    stop: Math.min(whole.stop, stimulus.stop + around),
  };
}

function spread(all: readonly number[], most: number): number[] {
  if (all.length <= most) return [...all];
  if (most === 1) return [all[0]!];
  return Array.from({ length: most }, (_, k) => all[Math.round((k * (all.length - 1)) / (most - 1))]!);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
