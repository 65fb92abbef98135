import type { SpikeTrain } from "../analysis/train.ts";
import { drawFigure, gridded, type LegendEntry, stacked } from "./figure.ts";
import { line, strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { extentOf, type Scale, scaleOver } from "./scale.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** Samples from time 0 on. SI. */
export interface Sampled {
  readonly values: Float64Array;
  readonly rate: number;
}

/** What was recorded under one current, and what a model answers to it. */
export interface OverlaySweep {
  /** `sweep 7, +120 pA` */
  readonly name: string;
  /** Seconds that are shown. */
  readonly start: number;
  readonly stop: number;
  /** Seconds: of each repeat, and of each run of the model; one, unless it has noise. */
  readonly data: readonly SpikeTrain[];
  readonly model: readonly SpikeTrain[];
  readonly dataVoltage?: Sampled;
  readonly modelVoltage?: Sampled;
  readonly current?: Sampled;
}

/**
 * Model over recording. One sweep: its spikes as rows, repeats below and the model on top; both potentials; the current. Several:
 * a panel for each with both potentials. A spike that the model only counts is drawn up to the height of the recorded ones.
 *
 * @throws RangeError without a sweep
 */
export function drawOverlay(sweeps: readonly OverlaySweep[], options: FigureOptions): SVGSVGElement {
  const [first] = sweeps;
  if (!first) throw new RangeError("an overlay needs a sweep");
  if (sweeps.length === 1) return drawOne(first, options);
  const columns = sweeps.length > 4 ? 3 : 2;
  const theme = themeOf(options, 0.06 + 0.26 * Math.ceil(sweeps.length / columns));
  const y = potentialScale(sweeps);
  const panels = sweeps.map((sweep) => ({ ...potentialPanel(sweep, y, theme), heading: sweep.name }));
  const unlabelled = panels.map((panel) => ({
    ...panel,
    x: { ...panel.x, label: "" },
    y: { ...panel.y, label: "" },
  }));
  const labels = { x: "time (ms)", y: "membrane potential (mV)" };
  return drawFigure(theme, (space) => gridded(unlabelled, columns, space, theme), { legend: legendOf(theme), labels });
}

function drawOne(sweep: OverlaySweep, options: FigureOptions): SVGSVGElement {
  const theme = themeOf(options, 0.62);
  const [colour] = theme.series;
  const cells = sweep.data.length;
  const rows = cells + sweep.model.length;
  const spikes: Panel = {
    x: timeScale(sweep),
    y: {
      label: "spikes",
      type: "linear",
      domain: [0.4, rows + 0.6],
      ticks: [
        { value: (cells + 1 + rows) / 2, text: "model" },
        { value: (cells + 1) / 2, text: cells > 1 ? `${cells} repeats` : "cell" },
      ],
    },
    marks: [
      ...sweep.data.map((train, k) =>
        strokes(shown(train, sweep), k + 0.62, k + 1.38, { stroke: theme.ink, width: theme.line, label: "cell" }),
      ),
      ...sweep.model.map((train, k) =>
        strokes(shown(train, sweep), cells + k + 0.58, cells + k + 1.42, {
          stroke: colour!,
          width: 1.4 * theme.line,
          label: "model",
        }),
      ),
    ],
    weight: Math.min(1.2, 0.35 + 0.09 * rows),
  };
  const panels = [
    spikes,
    ...(sweep.dataVoltage || sweep.modelVoltage
      ? [{ ...potentialPanel(sweep, potentialScale([sweep]), theme), weight: 1.6 }]
      : []),
    ...(sweep.current ? [currentPanel(sweep, sweep.current, theme)] : []),
  ];
  return drawFigure(theme, (space) => stacked(panels, space, theme), { legend: legendOf(theme) });
}

function legendOf({ ink, series }: Theme): LegendEntry[] {
  return [
    { text: "cell", colour: ink, look: "line" },
    { text: "model", colour: series[0]!, look: "line" },
  ];
}

function potentialPanel(sweep: OverlaySweep, y: Scale, theme: Theme): Panel {
  const { dataVoltage, modelVoltage, model } = sweep;
  const [colour] = theme.series;
  const [bottom, top] = y.domain;
  // A model's upstroke goes on beyond what a cell reaches.
  const inside = (value: number): number => Math.max(bottom, Math.min(top, value));
  const trace = (sampled: Sampled, stroke: string, label: string) => {
    const { x, values } = cut(sampled, sweep, 1e3);
    return line(x, values.map(inside), { stroke, width: label === "model" ? theme.line : 0.9 * theme.line, label });
  };
  const foot = (time: number): number =>
    modelVoltage
      ? modelVoltage.values[Math.min(modelVoltage.values.length - 1, Math.floor(time * modelVoltage.rate))]! * 1e3
      : y.domain[0];
  // That of the potential which is drawn.
  const [train = []] = model;
  const times = Array.from(train).filter((time) => time >= sweep.start && time < sweep.stop);
  return {
    x: timeScale(sweep),
    y,
    marks: [
      ...(dataVoltage ? [trace(dataVoltage, theme.ink, "cell")] : []),
      ...(modelVoltage ? [trace(modelVoltage, colour!, "model")] : []),
      strokes(
        times.map((time) => (time - sweep.start) * 1e3),
        times.map((time) => inside(foot(time))),
        times.map(() => y.domain[1] - 0.04 * (y.domain[1] - y.domain[0])),
        { stroke: colour!, width: theme.line, label: "model spikes" },
      ),
    ],
  };
}

function currentPanel(sweep: OverlaySweep, current: Sampled, theme: Theme): Panel {
  const { x, values } = cut(current, sweep, 1e12);
  return {
    x: timeScale(sweep),
    y: scaleOver("I (pA)", extentOf([values]), { room: 0.06 }),
    marks: [line(x, values, { stroke: theme.faint, width: 0.85 * theme.line, label: "current" })],
    weight: 0.6,
  };
}

/** Millivolts that hold the recorded potentials and, below them, the model's, but not its overshoots. */
function potentialScale(sweeps: readonly OverlaySweep[]): Scale {
  const recorded = sweeps.flatMap((sweep) => (sweep.dataVoltage ? [cut(sweep.dataVoltage, sweep, 1e3).values] : []));
  const modelled = sweeps.flatMap((sweep) => (sweep.modelVoltage ? [cut(sweep.modelVoltage, sweep, 1e3).values] : []));
  const extent = extentOf(recorded);
  const lowest = extentOf(modelled)?.[0];
  const whole = extent
    ? ([lowest === undefined ? extent[0] : Math.max(Math.min(extent[0], lowest), extent[0] - 20), extent[1]] as const)
    : extentOf(modelled);
  return scaleOver("membrane potential (mV)", whole, { room: 0.06 });
}

/** Milliseconds from where the view begins. */
function timeScale({ start, stop }: OverlaySweep): Scale {
  const label = start === 0 ? "time (ms)" : `time (ms) from ${Number(start.toPrecision(6))} s on`;
  return { label, type: "linear", domain: [0, Number(((stop - start) * 1e3).toPrecision(12))] };
}

function shown(train: SpikeTrain, { start, stop }: OverlaySweep): number[] {
  return Array.from(train)
    .filter((time) => time >= start && time < stop)
    .map((time) => (time - start) * 1e3);
}

function cut({ values, rate }: Sampled, { start, stop }: OverlaySweep, size: number) {
  const [from, to] = [Math.max(0, Math.round(start * rate)), Math.min(values.length, Math.round(stop * rate))];
  return {
    x: Float64Array.from({ length: Math.max(0, to - from) }, (_, k) => ((from + k) / rate - start) * 1e3),
    values: values.subarray(from, Math.max(from, to)).map((value) => value * size),
  };
}
