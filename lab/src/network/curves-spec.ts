import type { PlotColours } from "../look/colours.ts";
import { plainAxis } from "../plots/axis.ts";
import { shortNumber } from "../plots/numbers.ts";
import { axisWidth } from "../plots/time-spec.ts";
import type { TimeWindow } from "../plots/time-view.svelte.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";

export interface CurvesLook {
  readonly xLabel: string;
  /** Whether the vertical axis is one of ratios, as that of a spectrum. */
  readonly isLog: boolean;
  /** The window of time that the curves share with other plots. */
  readonly view: TimeWindow | undefined;
  readonly strokes: readonly string[];
}

/** Curves over one axis. A stretch that is dragged over is looked at closer; a double click shows all. */
export function curvesSpec({ xLabel, isLog, view, strokes }: CurvesLook, colours: PlotColours): PlotSpec {
  const axis = plainAxis(colours);
  const { incrs: _, ...logAxis } = axis;
  return {
    padding: [6, 16, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: view !== undefined, y: false, setScale: false },
      points: { show: false },
      bind: {
        dblclick: () => () => {
          view?.all();
          return null;
        },
      },
    },
    scales: {
      x: { time: false, ...(view ? { range: () => [view.from, view.to] as [number, number] } : {}) },
      y: isLog ? { distr: 3 } : { range: (_, low, high) => padded(low ?? 0, high ?? 0) },
    },
    axes: [
      { ...axis, size: 26, label: xLabel },
      isLog
        ? { ...logAxis, size: axisWidth, values: (_, splits) => splits.map((value) => powerOfTen(value)) }
        : { ...axis, size: axisWidth, space: 22 },
    ],
    series: [{}, ...strokes.map((stroke) => ({ stroke, width: 1.3, points: { show: false } }))],
    hooks: {
      setCursor: [
        (u) => {
          if (view && u.cursor.event && !view.isHeld) {
            const { left } = u.cursor;
            view.cursor = left === undefined || left === null || left < 0 ? undefined : u.posToVal(left, "x");
          }
        },
      ],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (view && width >= 4) view.show(u.posToVal(left, "x"), u.posToVal(left + width, "x"));
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

function padded(low: number, high: number): [number, number] {
  const air = high > low ? 0.06 * (high - low) : Math.abs(high) * 0.1 || 1;
  return [low === 0 ? 0 : low - air, high + air];
}

function powerOfTen(value: number | null): string {
  return value !== null && Number.isInteger(Number(Math.log10(value).toFixed(9))) ? shortNumber(value) : "";
}
