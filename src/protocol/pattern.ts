import { type CoursePattern, type CurrentPiece, classifyCourse } from "../analysis/course-pattern.ts";
import type { ExperimentDocument } from "../experiment.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { StimulusDocument } from "../experiment-types.ts";
import { dimensions, isDimensionless } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import { spikesOf, traceOf } from "../run/recording.ts";
import { firstToFire } from "./bracket.ts";
import { observed } from "./observed.ts";
import type { Course } from "./protocol.ts";
import { inputNamed, type Subject } from "./subject.ts";

/** What a neuron did under its stimuli: the name of it, and the run. */
export interface PatternRun {
  readonly pattern: CoursePattern;
  /** With the observed variable recorded, and `input` where it is a course that can be. */
  readonly result: Result;
  readonly input: string | undefined;
}

/** Runs a neuron and names what it does. A neuron without stimuli gets a step of its own. */
export function* patternOf(subject: Subject, done: number): Course<PatternRun> {
  const driven = (subject.document.input?.length ?? 0) > 0 ? subject.document : yield* withStep(subject, done);
  const { name } = observed(subject, undefined);
  const input = inputOf(subject, driven);
  const variables = input === undefined ? [name] : [name, input];
  const result = yield { document: { ...driven, record: { variables } }, done };
  return { pattern: classified(driven, subject, result), result, input };
}

/** The first input that is driven by anything; white noise has no course. */
function inputOf({ model }: Subject, { input = [] }: ExperimentDocument): string | undefined {
  const drives = model.inputs.filter(({ name }) => input.some(({ to = model.inputs[0]!.name }) => to === name));
  return input.some(({ stimulus }) => stimulus === "white-noise") ? undefined : drives[0]?.name;
}

/** Where the default step begins, as a part of the run, so that a baseline is seen. */
const baseline = 0.1;
const multiples = [2, 3, 5, 10];
const enough = 5;

/**
 * A step from a tenth of the run to its end. Its size is twice the smallest that makes a spike, or 3, 5 or 10 times, the first
 * that makes five; twice, where none does.
 */
function* withStep(subject: Subject, done: number): Course<ExperimentDocument> {
  const { document, dt, duration } = subject;
  const start = formatQuantity(Math.round((baseline * duration) / dt) * dt, dimensions.second);
  const { name, dimension } = inputNamed(subject);
  const stepOf = (amplitude: unknown) => ({
    ...document,
    input: [{ stimulus: "step", to: name, amplitude, start }] satisfies StimulusDocument[],
  });
  const place = "input.0.amplitude";
  const { with: least } = yield* firstToFire({ ...subject, document: stepOf(0) }, place, "stimuli");
  const sizes = multiples.map((times) => formatQuantity(times * least, dimension));
  const tried = yield { document: stepOf(sizes), done };
  const found = sizes.findIndex((_, member) => spikesOf(tried, member).length >= enough);
  return stepOf(sizes[Math.max(0, found)]);
}

function classified({ input = [] }: ExperimentDocument, subject: Subject, result: Result): CoursePattern {
  const { name, dimension } = observed(subject, undefined);
  const volt = isDimensionless(dimension) ? 1e-3 : 1;
  const voltage = traceOf(result, name, 0).map((v) => v * volt);
  const end = subject.duration;
  const pieces = input.flatMap((stimulus) => pieceOf(stimulus, end));
  const constant = input.find(({ stimulus }) => stimulus === "constant");
  return classifyCourse({
    pieces: pieces.length === 0 && constant ? pieceOf({ ...constant, stimulus: "step" }, end) : pieces,
    spikes: spikesOf(result, 0),
    end,
    trace: { time: result.traces.times, voltage },
  });
}

/** Steps and ramps. Beside one of them a constant current is what it stands on. */
function pieceOf({ stimulus, amplitude, start, stop }: StimulusDocument, end: number): CurrentPiece[] {
  if (stimulus !== "step" && stimulus !== "ramp") return [];
  const time = (text: unknown, otherwise: number) =>
    text === undefined ? otherwise : quantityAt(text as string, "input", dimensions.second).value;
  const size = quantityAt(amplitude as string | number, "input").value;
  return [{ shape: stimulus, start: time(start, 0), stop: Math.min(end, time(stop, end)), amplitude: size }];
}
