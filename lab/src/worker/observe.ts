import { type ExperimentDocument, everydayUnit, type Model, type Prepared, parseQuantity, type Result } from "rheobase";
import { potentialLines } from "rheobase/plot";
import { buffersOfPyramid, pyramidOf } from "../plots/extremes.ts";
import type { Levels, Observation } from "./contract.ts";

/** A result in everyday units, with what a plot of it needs beside. */
export function observationOf(
  document: ExperimentDocument,
  { experiment, compiled }: Prepared,
  result: Result,
): Observation {
  const { model } = compiled;
  const samples = result.traces.times.length;
  const variables = result.traces.variables.map(({ name, dimension, values }) => {
    const { symbol, factor } = everydayUnit(dimension);
    const own = scaled(values, 1 / factor);
    const pyramids = Array.from({ length: result.members }, (_, m) =>
      pyramidOf(own.subarray(m * samples, (m + 1) * samples)),
    );
    return { name, unit: symbol, values: own, pyramids };
  });
  return {
    document,
    members: result.members,
    axes: result.axes.map(({ label, dimension, values }) => {
      const { symbol, factor } = everydayUnit(dimension);
      return { label, unit: symbol, values: scaled(values.slice(), 1 / factor) };
    }),
    arrangement: result.arrangement,
    times: scaled(result.traces.times, 1000),
    traces: variables,
    spikes: scaled(result.spikes.times, 1000),
    first: result.spikes.first,
    duration: parseQuantity(document.duration).value * 1000,
    levels: levelsOf(model),
    fingerprint: result.fingerprint,
    method: result.method,
    reason: result.reason,
    dt: result.dt * 1000,
    steps: experiment.steps,
    spikeTimes: result.spikeTimes,
    seed: result.seed,
    target: result.target,
    timing: { compile: result.timing.compile, run: result.timing.setup + result.timing.run },
  };
}

/** In place: the recording is not needed in SI any more. */
function scaled(values: Float64Array, factor: number): Float64Array {
  for (let k = 0; k < values.length; k++) values[k] = values[k]! * factor;
  return values;
}

function levelsOf(model: Model): Levels {
  const { variable, threshold, reset, isCut } = potentialLines(model);
  const state = model.states.find(({ name }) => name === variable);
  const factor = state ? everydayUnit(state.dimension).factor : 1;
  return {
    variable,
    threshold: typeof threshold === "number" ? threshold / factor : undefined,
    reset: reset === undefined ? undefined : reset / factor,
    isCut,
  };
}

/** Every array of an observation, to be moved to the page instead of copied. */
export function buffersOf({ times, traces, spikes, first, axes }: Observation): ArrayBuffer[] {
  const arrays = [times, spikes, first, ...traces.map(({ values }) => values), ...axes.map(({ values }) => values)];
  const pyramids = traces.flatMap((trace) => (trace.pyramids ?? []).flatMap(buffersOfPyramid));
  return [...new Set([...arrays.map(({ buffer }) => buffer as ArrayBuffer), ...pyramids])];
}
