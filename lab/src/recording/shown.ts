import type { CellDescription } from "rheobase";
import type { CellRecording } from "rheobase/data";
import { type Course, courseFrom } from "../plots/course.ts";
import { buffersOfPyramid, pyramidOf } from "../plots/extremes.ts";
import type { ShownRecording, ShownSweep } from "./contract.ts";

/** A recording and what it says of its cell, in everyday units. The recording itself stays as it is. */
export function shownRecording(recording: CellRecording, found: CellDescription): ShownRecording {
  const { name, format, started, notes, sweeps } = recording;
  const { rest, resistance, timeConstant, capacitance, sagRatio, adaptation, bridge, rheobase, fiCurve } = found;
  const measure = (
    named: ShownRecording["measures"][number]["name"],
    value: number | undefined,
    unit: string,
    factor = 1,
  ) => (value === undefined ? [] : [{ name: named, value: value * factor, unit }]);
  return {
    name,
    format,
    started,
    notes,
    sweeps: sweeps.map((sweep, k): ShownSweep => {
      const { course, spikes, step } = found.sweeps[k]!;
      const shown = (values: Float64Array | undefined, factor: number) =>
        values && courseOf(values, 1000 / sweep.rate, factor);
      return {
        name: sweep.name,
        rate: sweep.rate,
        duration: ((sweep.voltage ?? sweep.current)!.length / sweep.rate) * 1000,
        voltage: shown(sweep.voltage, 1e3),
        current: shown(sweep.current, 1e12),
        spikes: spikes.map((time) => time * 1000),
        stimulus: {
          kind: sweep.current ? course.kind : "none",
          holding: course.holding * 1e12,
          step: step && step.amplitude * 1e12,
          rate: step?.rate,
        },
      };
    }),
    measures: [
      ...measure("rest", rest, "mV", 1e3),
      ...measure("resistance", resistance, "MOhm", 1e-6),
      ...measure("timeConstant", timeConstant, "ms", 1e3),
      ...measure("capacitance", capacitance, "pF", 1e12),
      ...measure("sagRatio", sagRatio, "1"),
      ...measure("adaptation", adaptation, "1"),
      ...measure("bridgeResistance", bridge?.resistance, "MOhm", 1e-6),
    ],
    rheobase: rheobase && {
      silent: rheobase.silent === undefined ? undefined : rheobase.silent * 1e12,
      firing: rheobase.firing * 1e12,
    },
    fiCurve: {
      amplitude: Float64Array.from(fiCurve, ({ amplitude }) => amplitude * 1e12),
      rate: Float64Array.from(fiCurve, ({ rate }) => rate),
    },
  };
}

function courseOf(si: Float64Array, step: number, factor: number): Course {
  const values = si.map((value) => value * factor);
  return courseFrom(step, values, pyramidOf(values));
}

/** Every array of a shown recording, to be moved to the page instead of copied. */
export function buffersOfRecording({ sweeps }: ShownRecording): ArrayBuffer[] {
  return sweeps.flatMap(({ voltage, current }) =>
    [voltage, current].flatMap((course) =>
      course ? [course.values.buffer as ArrayBuffer, ...buffersOfPyramid(course.pyramid)] : [],
    ),
  );
}
