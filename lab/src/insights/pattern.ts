import { type CurrentPiece, classifyCourse, classifyStep, parseQuantity, type StimulusDocument } from "rheobase";
import type { Observation } from "../worker/contract.ts";

/** What a neuron does under one depolarising step, and what else its response shows. */
export interface NamedPattern {
  readonly label: string;
  readonly also: readonly string[];
}

/** Undefined where something else than steps and ramps drives it, or where the course of current has no name. */
export function patternOf(
  { document, duration, times, traces, levels }: Observation,
  spikes: Float64Array,
): NamedPattern | undefined {
  const input = document.input ?? [];
  const pieces = input.flatMap((stimulus) => pieceOf(stimulus, duration / 1000));
  if (pieces.length === 0 || pieces.length < input.length) return undefined;
  const potential = traces.find(({ name, unit }) => name === levels.variable && unit === "mV");
  const end = duration / 1000;
  const trace = potential && {
    time: times.map((ms) => ms / 1000),
    voltage: potential.values.subarray(0, times.length).map((mV) => mV / 1000),
  };
  try {
    const course = classifyCourse({ pieces, spikes, end, ...(trace ? { trace } : {}) });
    const [first] = pieces;
    const isStep = pieces.length === 1 && first!.shape === "step" && first!.amplitude > 0;
    const label = isStep
      ? classifyStep({ spikes, start: first!.start, stop: first!.stop, ...(trace ? { trace } : {}) }).label
      : course.label;
    return { label, also: course.shown.map(({ name }) => name).filter((name) => name !== label) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function pieceOf({ stimulus, amplitude, start, stop }: StimulusDocument, end: number): CurrentPiece[] {
  if (stimulus !== "step" && stimulus !== "ramp") return [];
  if (typeof amplitude !== "string" && typeof amplitude !== "number") return [];
  const time = (text: unknown, otherwise: number) => (typeof text === "string" ? parseQuantity(text).value : otherwise);
  return [
    {
      shape: stimulus,
      start: time(start, 0),
      stop: Math.min(end, time(stop, end)),
      amplitude: parseQuantity(amplitude).value,
    },
  ];
}
