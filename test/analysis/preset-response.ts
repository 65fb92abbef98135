import { type CoursePattern, type CurrentPiece, classifyCourse } from "../../src/analysis/course-pattern.ts";
import { modelNamed, simulate, spikesOf, traceOf } from "../../src/index.ts";

/** The arithmetic of a published figure, on the grid that the preset's source names; nothing where it names none. */
export function figure(model: string, preset: string): object {
  const dt = /; dt ([\d.]+ ms)/.exec(modelNamed(model).presets[preset]!.source)?.[1];
  return { method: "sequential-euler", spikeTimes: "grid", dt };
}

interface Drive {
  readonly stimulus: string;
  readonly amplitude: number | string;
  readonly start?: string;
  readonly stop?: string;
}

/** Parts of a document that take the place of the preset's own. */
interface PresetChanges {
  readonly dt?: string;
  readonly input?: readonly object[];
  readonly parameters?: object;
}

/** Runs a preset under its own stimulus and classifies what it does; `changes` to the document. */
export function respond(model: string, preset: string, changes: PresetChanges = {}): CoursePattern {
  const { input, duration } = modelNamed(model).presets[preset]!;
  const every = changes.dt ?? "0.05 ms";
  const document = { model, preset, dt: every, record: { variables: ["v"], every }, ...changes };
  const result = simulate(document as unknown as Parameters<typeof simulate>[0]);
  const end = Number.parseFloat(duration!) / 1000;
  // The models of Izhikevich count millivolts without a unit.
  const volt = model.startsWith("izhikevich") && !model.endsWith("2007") ? 1e-3 : 1;
  const voltage = traceOf(result, "v", 0).map((v) => v * volt);
  const pieces = ((changes.input ?? input) as Drive[]).flatMap((drive) => piece(drive, end));
  return classifyCourse({ pieces, spikes: spikesOf(result, 0), end, trace: { time: result.traces.times, voltage } });
}

/** A constant current is what the others stand on. */
function piece({ stimulus, amplitude, start, stop }: Drive, end: number): CurrentPiece[] {
  if (stimulus === "constant") return [];
  const seconds = (text: string | undefined) => (text === undefined ? end : Number.parseFloat(text) / 1000);
  const size = Number.parseFloat(String(amplitude));
  return [
    { shape: stimulus === "ramp" ? "ramp" : "step", start: seconds(start), stop: seconds(stop), amplitude: size },
  ];
}
