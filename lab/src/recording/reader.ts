import * as Comlink from "comlink";
import { type CellDescription, describeSweeps, featureNames, measureFeatures, traceFeatures } from "rheobase";
import { type CellRecording, joinRecordings, readRecording, type Sweep } from "rheobase/data";
import type { Outcome } from "../worker/contract.ts";
import { failureOf } from "../worker/failure.ts";
import type { Reader, ShownFeature } from "./contract.ts";
import { observationNpz } from "./observation-npz.ts";
import { recordedStimulus } from "./recorded-stimulus.ts";
import { buffersOfRecording, shownRecording } from "./shown.ts";

interface Read {
  readonly recording: CellRecording;
  readonly found: CellDescription;
}

/** What was read last: features and stimuli are asked of it. */
let last: Read | undefined;

const reader: Reader = {
  async read(files, options) {
    const result = await outcome(async () => {
      const parts: CellRecording[] = [];
      for (const file of files) parts.push(await readRecording(file, { ...options, name: file.name }));
      const recording = joinRecordings(parts);
      const found = describeSweeps(recording.sweeps);
      last = { recording, found };
      return shownRecording(recording, found);
    });
    return result.kind === "done" ? Comlink.transfer(result, buffersOfRecording(result.value)) : result;
  },
  features: (sweep) => outcome(() => featuresOf(last!, sweep)),
  stimulus: (sweep) => outcome(() => recordedStimulus(last!.recording.sweeps[sweep]!)),
  async npz(observation) {
    const bytes = observationNpz(observation);
    return Comlink.transfer(bytes, [bytes.buffer as ArrayBuffer]);
  },
};

Comlink.expose(reader);

function featuresOf({ recording, found }: Read, k: number): ShownFeature[] {
  const sweep = recording.sweeps[k]!;
  if (!sweep.voltage) return [];
  const { step } = found.sweeps[k]!;
  const stimulus = step && { start: step.start, stop: step.stop, amplitude: step.amplitude };
  const trace = { time: timesOf(sweep), voltage: sweep.voltage, ...(stimulus ? { stimulus } : {}) };
  const measured = measureFeatures(trace, featureNames, { criterion: found.criterion });
  return featureNames.map((name) => {
    const { unit, meaning } = traceFeatures[name];
    const { values, places, reason } = measured[name];
    return { name, unit, meaning, values, places, reason };
  });
}

function timesOf({ voltage, rate }: Sweep): Float64Array {
  return Float64Array.from({ length: voltage!.length }, (_, k) => k / rate);
}

async function outcome<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}
