import type { SpikeTrain } from "../analysis/train.ts";
import { drawFigure, gridded, type LegendEntry } from "./figure.ts";
import { strokes } from "./marks.ts";
import type { Panel } from "./panel.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** Spikes of a cell and of models under one current. */
export interface TrainRows {
  /** `+75 pA` */
  readonly name: string;
  /** Seconds that are shown. */
  readonly start: number;
  readonly stop: number;
  /** Of each repeat, seconds. */
  readonly cell: readonly SpikeTrain[];
  /** From the top on; the same names in all panels. */
  readonly models: readonly { readonly name: string; readonly train: SpikeTrain }[];
}

/** A spike of a model is in time where this part of the repeats has one so near. */
const share = 0.5;

/**
 * Spike trains as rows: the cell's repeats at the top, and below them each model, its spikes in one colour where the cell fires too and in
 * another where it does not. A panel for each current.
 *
 * @param precision seconds within which spikes are at one time
 * @throws RangeError without a panel
 */
export function drawTrainRows(panels: readonly TrainRows[], precision: number, options: FigureOptions): SVGSVGElement {
  const [first] = panels;
  if (!first) throw new RangeError("rows of trains need a current");
  const theme = themeOf(options, 0.12 + 0.03 * (first.models.length + 0.5 * first.cell.length));
  const [inTime, alone] = theme.series;
  const legend: LegendEntry[] = [
    { text: "cell", colour: theme.ink, look: "line" },
    { text: `a model's spike within ${precision * 1e3} ms of the cell's`, colour: inTime!, look: "line" },
    { text: "of the model alone", colour: alone!, look: "line" },
  ];
  const drawn = panels.map((panel) => panelOf(panel, precision, theme));
  if (panels.length === 1) return drawFigure(theme, (space) => gridded(drawn, 1, space, theme), { legend });
  const label = panels.every(({ start }) => start === first.start) ? drawn[0]!.x.label : "time (ms)";
  const unlabelled = drawn.map((panel) => ({ ...panel, x: { ...panel.x, label: "" } }));
  return drawFigure(theme, (space) => gridded(unlabelled, panels.length, space, theme), {
    ...{ legend, labels: { x: label, y: "" } },
  });
}

function panelOf({ name, start, stop, cell, models }: TrainRows, precision: number, theme: Theme): Panel {
  const [inTime, alone] = theme.series;
  /** Repeats stand closer than models. */
  const height = 0.5;
  const cellTop = models.length + 0.5 + height * cell.length;
  const milliseconds = (times: readonly number[]): number[] => times.map((time) => (time - start) * 1e3);
  const shown = (train: SpikeTrain): number[] => Array.from(train).filter((time) => time >= start && time < stop);
  const isInTime = (time: number): boolean =>
    cell.filter((train) => hasNear(train, time, precision)).length >= share * cell.length;
  return {
    heading: name,
    x: {
      label: start === 0 ? "time (ms)" : `time (ms) from ${Number(start.toPrecision(3))} s on`,
      type: "linear",
      domain: [0, Number(((stop - start) * 1e3).toPrecision(12))],
    },
    y: {
      label: "",
      type: "linear",
      domain: [0.4, cellTop + 0.1],
      ticks: [
        { value: (models.length + 0.5 + cellTop) / 2, text: cell.length > 1 ? `${cell.length} repeats` : "cell" },
        ...models.map((model, k) => ({ value: models.length - k, text: model.name })),
      ],
    },
    marks: [
      ...cell.map((train, k) => {
        const top = cellTop - height * k;
        return strokes(milliseconds(shown(train)), top - 0.8 * height, top, {
          ...{ stroke: theme.ink, width: theme.line, label: "cell" },
        });
      }),
      ...models.flatMap(({ name: own, train }, k) => {
        const y = models.length - k;
        const times = shown(train);
        const row = (wanted: boolean, stroke: string) =>
          strokes(milliseconds(times.filter((time) => isInTime(time) === wanted)), y - 0.36, y + 0.36, {
            ...{ stroke, width: 1.3 * theme.line, label: own },
          });
        return [row(true, inTime!), row(false, alone!)];
      }),
    ],
  };
}

function hasNear(train: SpikeTrain, time: number, precision: number): boolean {
  return Array.from(train).some((own) => Math.abs(own - time) <= precision);
}
