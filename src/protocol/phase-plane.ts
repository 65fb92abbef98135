import type { Box } from "../dynamics/contour.ts";
import { fixedPointWork } from "../dynamics/fixed-points.ts";
import { phasePlane as planeOf } from "../dynamics/phase-plane.ts";
import { type SpikeRule, spikeRule } from "../dynamics/spike-rule.ts";
import { spikeTimes } from "../dynamics/spike-times.ts";
import type { FixedPoint } from "../dynamics/stability.ts";
import { saddleCurve, type Trajectory, trajectory } from "../dynamics/trajectory.ts";
import type { VectorField } from "../dynamics/vector-field.ts";
import { ExperimentError } from "../errors.ts";
import type { Values } from "../experiment-types.ts";
import type { State } from "../language/model.ts";
import { partOf, type Work } from "../progress.ts";
import { dimensions } from "../quantity/dimension.ts";
import { column, measure } from "../quantity/measure.ts";
import { drivenField, type NamedMeasure } from "./driven-field.ts";
import { onLine, spikeEnds } from "./phase-line.ts";
import type { Curve, Plane, PlanePoint } from "./plane.ts";
import { levelsOfRest, shownRange, wideRange } from "./plane-range.ts";
import { eigenvalueColumn, perMillisecond } from "./plane-units.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { type Range, rangeAt } from "./range.ts";
import type { Read, Settings } from "./setting.ts";
import { type Subject, statesOf } from "./subject.ts";
import type { Varied } from "./varied.ts";
import { withoutRun } from "./without-run.ts";

export interface PhasePlane extends Answer, Plane {}

const settings = {
  x: { kind: "name", meaning: "The horizontal variable. Default: the model's first." },
  y: {
    kind: "name",
    meaning: "The vertical one. Default: the model's second; without one the answer is a phase line.",
  },
  xRange: {
    kind: "values",
    meaning: "Both ends of what is shown of x. Default: around the fixed points and the trajectory.",
  },
  yRange: { kind: "values", meaning: "The same of y." },
  time: {
    kind: "time",
    meaning: "The instant at which what drives the neuron is held. Default: the middle of the first stimulus.",
  },
} as const satisfies Settings;

/** Cells of the grid, each way, on whose lines points of the nullclines are found. */
const cells = 160;
const arrows = [21, 17] as const;
/** How long a separatrix is followed at most, in times in which it leaves its saddle e times as far behind: it begins a millionth beside it. */
const separatrixTime = 100;

/** Nullclines, fixed points, flow, thresholds and a trajectory of two variables of a model. */
export const phasePlane = protocol({
  name: "phase-plane",
  title: "Phase plane",
  description:
    "Two variables against each other while the input stands still: where each does not change (its nullcline), the fixed points where both do not, " +
    "with the eigenvalues of their Jacobian and what these make of them, the flow, threshold and reset, the separatrix that " +
    "runs into a saddle, and the trajectory from the initial values. Of larger models two variables are shown, and the others " +
    "are held at their initial values. A model of one variable has a phase line: dx/dt against x.",
  settings,
  defaults: { input: [{ stimulus: "constant", amplitude: 0 }], duration: "200 ms" },
  figure: { form: "phase plane" },
  ask(subject: Subject, asked: Read<typeof settings>): Course<PhasePlane> {
    return withoutRun(planeAnswer(subject, variablesOf(subject, asked.x, asked.y), asked));
  },
});

function* planeAnswer(subject: Subject, variables: readonly string[], asked: Read<typeof settings>): Work<PhasePlane> {
  const { field, states, start, inputs, held, notes } = drivenField(subject, variables, asked.time);
  const [x, y] = states as [State, State?];
  const rule = spikeRule(field);
  const path = trajectory(field, start, { duration: subject.duration });
  const region = (ranges: readonly Range[]) => Object.fromEntries(variables.map((name, i) => [name, ranges[i]!]));
  const wide = variables.map((_, i) => wideRange(field, start, i));
  const search = fixedPointWork(field);
  const around = yield* partOf(search(region(wide)), 0, 0.5);
  const near = around.points.filter((point) => !rule?.moves || isBelow(rule, point));
  const line = y ? undefined : spikeEnds(rule, wide[0]!);
  const lineEnds = [line?.threshold, line?.reset].filter((own) => own !== undefined);
  const shownX = rangeOf(asked.xRange, "xRange", x) ?? shownRange(field, 0, path, near, lineEnds);
  const shownY =
    y && (rangeOf(asked.yRange, "yRange", y) ?? shownRange(field, 1, path, near, levelsOfRest(field, shownX)));
  const found = yield* partOf(search(region(shownY ? [shownX, shownY] : [shownX])), 0.5, 0.9);
  yield 0.9;
  const axis = (state: State, range: Range): Varied => ({ name: state.name, ...column(range, state.dimension) });
  return {
    x: axis(x, shownX),
    ...(y && shownY ? { y: axis(y, shownY) } : {}),
    inputs,
    held,
    fixedPoints: found.points.map((point) => pointOf(point, states)),
    ...(y && shownY ? inPlane(field, x, y, { x: shownX, y: shownY }, found.points) : onLine(field, x, shownX, line)),
    trajectory: trajectoryOf(field, path, states),
    notes: [
      ...notes,
      ...(found.complete ? [] : [`Fixed points may be missing: ${found.reason}.`]),
      ...(found.lines.length > 0 ? ["There is a whole line of fixed points."] : []),
      ...(path.end === "away" || path.end === "steps" ? [`The trajectory ends early: ${ends[path.end]}.`] : []),
    ],
  };
}

function rangeOf(written: Values<string | number> | undefined, name: string, { dimension }: State): Range | undefined {
  return written === undefined ? undefined : rangeAt(written, name, dimension);
}

const ends = { away: "it runs off to infinity", steps: "it takes too many steps" } as const;

/** @throws ExperimentError naming what there is. */
function variablesOf(subject: Subject, x: string | undefined, y: string | undefined): readonly string[] {
  const names = statesOf(subject, { x, y }).map(({ name }) => name);
  if (x !== undefined && x === y) throw new ExperimentError(`both axes are ${x}`, "y", `there are ${names.join(", ")}`);
  const first = x ?? names.find((name) => name !== y)!;
  const second = y ?? names.find((name) => name !== first);
  return second === undefined ? [first] : [first, second];
}

function isBelow(rule: SpikeRule, { x }: FixedPoint): boolean {
  const margin = new Float64Array(1);
  rule.margin(x, margin);
  return !(margin[0]! > 0);
}

function pointOf({ kind, x, eigenvalues }: FixedPoint, states: readonly State[]): PlanePoint {
  const at = (i: number): NamedMeasure => ({ name: states[i]!.name, ...measure(x[i]!, states[i]!.dimension) });
  return {
    kind,
    x: at(0),
    ...(states.length > 1 ? { y: at(1) } : {}),
    eigenvalues: eigenvalueColumn(eigenvalues.map(({ re }) => re)),
    imaginary: eigenvalueColumn(eigenvalues.map(({ im }) => im)),
  };
}

function trajectoryOf(field: VectorField, path: Trajectory, states: readonly State[]): Plane["trajectory"] {
  const [x, y] = states.map((state, i) => column(path.states[i]!, state.dimension));
  return {
    time: column(path.times, dimensions.second),
    x: x!,
    ...(y ? { y } : {}),
    spikes: column(spikeTimes(field, path), dimensions.second),
  };
}

function inPlane(
  field: VectorField,
  x: State,
  y: State,
  box: Box,
  points: readonly FixedPoint[],
): Pick<Plane, "nullclines" | "flow" | "threshold" | "reset" | "separatrix"> {
  const plane = planeOf(field);
  const curve = (line: { readonly x: Float64Array; readonly y: Float64Array }): Curve => ({
    x: column(line.x, x.dimension),
    y: column(line.y, y.dimension),
  });
  const flow = plane.arrows(box, ...arrows);
  const lines = plane.reset(box, { cells });
  const resets = field.model.reset.some(({ target }) => field.names.includes(target));
  const region = { [x.name]: box.x, [y.name]: box.y };
  const halves = points
    .filter(({ kind }) => kind === "saddle")
    .flatMap((saddle) => {
      const slowest = Math.min(...saddle.eigenvalues.map(({ re }) => Math.abs(re)));
      return saddleCurve(field, saddle, "stable", { duration: separatrixTime / slowest, region }).halves;
    });
  return {
    nullclines: plane
      .nullclines(box, { cells })
      .flatMap((pieces, i) => pieces.map((piece) => ({ name: `d${[x, y][i]!.name}/dt = 0`, ...curve(piece) }))),
    flow: { ...curve(flow), dx: perMillisecond(x, flow.dx), dy: perMillisecond(y, flow.dy) },
    threshold: (lines?.threshold ?? []).map(curve),
    reset: resets ? (lines?.after ?? []).map(curve) : [],
    separatrix: halves.map(({ states: [a, b] }) => curve({ x: a!, y: b! })),
  };
}
