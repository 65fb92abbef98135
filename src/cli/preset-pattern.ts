import {
  type CurrentPiece,
  classifyCourse,
  classifyStep,
  everydayUnit,
  type NeuronModel,
  type PresetStimulus,
  parseQuantity,
  type Result,
  spikesOf,
} from "../index.ts";

/**
 * The firing pattern of a preset under its own stimuli, of which there may be steps, ramps and constants: `"tonic"`,
 * `"rebound spike"`. Undefined under others, and for spikes that make no pattern.
 *
 * @param result a run of the preset; its first trace tells more where it is a potential
 */
export function presetPattern(model: NeuronModel, preset: string, result: Result): string | undefined {
  const { input = [], duration = "0 ms" } = model.presets[preset]!;
  const end = parseQuantity(duration).value;
  const pieces = piecesOf(input, end);
  if (!pieces) return undefined;
  const trace = potentialOf(model, result);
  const response = { spikes: spikesOf(result, 0), ...(trace ? { trace } : {}) };
  const { label } = isStep(pieces, end)
    ? classifyStep({ ...response, start: pieces[0]!.start, stop: pieces[0]!.stop })
    : classifyCourse({ ...response, pieces, end });
  return ["evoked spikes", "one spike", "two spikes"].includes(label) ? undefined : label;
}

/** One depolarising step is a pulse where it is shorter than what follows. */
function isStep(pieces: readonly CurrentPiece[], end: number): boolean {
  const [only, another] = pieces;
  if (!only || another || only.shape !== "step") return false;
  return only.amplitude > 0 && only.stop - only.start > end - only.stop;
}

/** A constant current is what the others stand on; alone it is a step. */
function piecesOf(input: readonly PresetStimulus[], end: number): CurrentPiece[] | undefined {
  if (!input.every(({ stimulus }) => ["constant", "step", "ramp"].includes(stimulus))) return undefined;
  const others = input.filter(({ stimulus }) => stimulus !== "constant");
  return (others.length > 0 ? others : input).map(({ stimulus, amplitude, start, stop }) => ({
    shape: stimulus === "ramp" ? "ramp" : "step",
    start: start === undefined ? 0 : parseQuantity(start).value,
    stop: stop === undefined ? end : parseQuantity(stop).value,
    amplitude: parseQuantity(amplitude!).value,
  }));
}

/** The first trace in volts; undefined where it is no potential. */
function potentialOf(
  { potentialUnit }: NeuronModel,
  { traces: { times, variables } }: Result,
): { time: Float64Array; voltage: Float64Array } | undefined {
  const [first] = variables;
  if (!first) return undefined;
  const { symbol } = everydayUnit(first.dimension);
  if (symbol === "mV") return { time: times, voltage: first.values };
  if (symbol !== "1" || potentialUnit === undefined) return undefined;
  const volts = parseQuantity(`1 ${potentialUnit}`).value;
  return { time: times, voltage: first.values.map((value) => value * volts) };
}
