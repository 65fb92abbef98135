import type { CellRecording } from "../data/index.ts";
import type { CellDescription } from "../index.ts";
import type { FigureOptions } from "../plot/index.ts";
import type { Figures } from "./figure-file.ts";

/**
 * What draws the sweeps of a recording over each other, voltage above current, coloured by the step or by their number. Sweeps
 * of another length or rate than the first are left out.
 */
export function recordingFamily(
  { sweeps, name }: CellRecording,
  described: CellDescription,
): (figures: Figures, options: FigureOptions) => SVGSVGElement {
  const first = sweeps[0]!;
  const lengthOf = (sweep: (typeof sweeps)[number]): number => (sweep.voltage ?? sweep.current)!.length;
  const alike = [...sweeps.entries()].filter(
    ([, sweep]) =>
      lengthOf(sweep) === lengthOf(first) &&
      sweep.rate === first.rate &&
      !sweep.voltage === !first.voltage &&
      !sweep.current === !first.current,
  );
  const column = (unit: string, size: number, values: Float64Array) => ({
    unit,
    values: Array.from(values, (value) => value * size),
  });
  const families = [
    ...(first.voltage ? [{ label: "v", curves: alike.map(([, sweep]) => column("mV", 1e3, sweep.voltage!)) }] : []),
    ...(first.current ? [{ label: "I", curves: alike.map(([, sweep]) => column("pA", 1e12, sweep.current!)) }] : []),
  ];
  const amplitudes = alike.map(([k]) => described.sweeps[k]?.step?.amplitude);
  const steps = amplitudes.every((amplitude) => amplitude !== undefined)
    ? {
        label: "the current",
        column: { unit: "pA", values: amplitudes.map((amplitude) => Number((amplitude * 1e12).toPrecision(4))) },
      }
    : { label: "the sweep", column: { unit: "1", values: alike.map(([k]) => k + 1) } };
  const time = {
    unit: "ms",
    values: Array.from({ length: lengthOf(first) }, (_, k) => (k / first.rate) * 1e3),
  };
  return (figures, options) => figures.drawStepFamily({ time, families, steps }, { ...options, title: name });
}
