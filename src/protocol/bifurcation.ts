import { type BifurcationDiagram, bifurcationSearch, type CycleSample } from "../dynamics/bifurcation-diagram.ts";
import type { Bifurcation } from "../dynamics/bifurcations.ts";
import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import type { Values } from "../experiment-types.ts";
import type { State } from "../language/model.ts";
import type { Work } from "../progress.ts";
import { type Dimension, dimensionless, dimensions } from "../quantity/dimension.ts";
import { column, columnOf, measure } from "../quantity/measure.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { endOfRest } from "../theory/end-of-rest.ts";
import { atValues, dimensionAt } from "./bracket.ts";
import type { Diagram, DiagramPoint } from "./diagram.ts";
import { changingDrive, startOfField } from "./driven-field.ts";
import { wideRange } from "./plane-range.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import { type Range, rangeAt } from "./range.ts";
import type { Read, Settings } from "./setting.ts";
import { type Standing, standing } from "./standing.ts";
import { atPlace, type Subject, statesOf } from "./subject.ts";
import { varying } from "./varied.ts";
import { stimulusWindow } from "./window.ts";
import { withoutRun } from "./without-run.ts";

export interface Bifurcations extends Answer, Diagram {}

const settings = {
  vary: {
    kind: "name",
    default: "amplitude",
    meaning: "The place in the experiment that is varied: a current, or any parameter.",
  },
  range: {
    kind: "values",
    meaning:
      "Both its ends. Default: those of the range in the experiment, or from its value to three times as far as where rest ends.",
  },
  variable: { kind: "name", meaning: "The variable shown. Default: the model's first." },
  variableRange: {
    kind: "values",
    meaning:
      "Where its equilibria are looked for. Default: 200 everyday units (200 mV) to either side of its initial value.",
  },
  cycles: {
    kind: "number",
    default: 17,
    atLeast: 0,
    whole: true,
    meaning: "At how many values oscillations are looked for; 0: not at all.",
  },
} as const satisfies Settings;

/** How far a range goes unasked, in distances from its beginning to the end of rest. */
const beyondRest = 3;
/** Longest step along a curve of equilibria, as part of the ranges: so short that it looks smooth. */
const step = 0.005;

/** Equilibria and cycles against a parameter, and where they change. */
export const bifurcation = protocol({
  name: "bifurcation",
  title: "Bifurcation diagram",
  description:
    "Where a neuron rests and what it oscillates between, against a constant current or any parameter. Curves of equilibria are followed " +
    "around their turns, stable or not; saddle-node points, where two of them meet, and Hopf points, where they begin to oscillate, are " +
    "located to rounding, the latter with frequency and criticality (supercritical: a small stable cycle is born). Stable " +
    "cycles are followed from rising and from falling values, with their extremes, period and firing rate: where rest and firing coexist, both are found.",
  settings,
  defaults: { input: [{ stimulus: "constant", amplitude: 0 }], duration: "1000 ms" },
  figure: { form: "bifurcation diagram" },
  ask(subject: Subject, asked: Read<typeof settings>): Course<Bifurcations> {
    return withoutRun(diagramAnswer(subject, asked));
  },
});

function* diagramAnswer(subject: Subject, asked: Read<typeof settings>): Work<Bifurcations> {
  const { vary, cycles } = asked;
  const [state] = statesOf(subject, { variable: asked.variable });
  const dimension = dimensionAt(subject, vary);
  const range = rangeOf(subject, asked, dimension);
  const { field, axis, noisy } = stillAt(subject, vary, range, dimension);
  const start = startOfField(field);
  const region: Record<string, Range> = Object.fromEntries(
    field.names.map((name, i) => [name, wideRange(field, start, i)]),
  );
  if (asked.variableRange !== undefined)
    region[state.name] = rangeAt(asked.variableRange, "variableRange", state.dimension);
  const found = yield* bifurcationSearch(field, axis.parameter, range, region, start, { cycles, step });
  const shown: Shown = { index: field.indexOf(state.name), state, vary, dimension, range };
  const unsettled = found.oscillations.filter((sample) => sample.unsettled).map(({ value }) => value);
  return {
    ...branchColumns(found, shown),
    points: found.branches.flatMap(({ bifurcations }) => bifurcations.map((own) => pointOf(own, shown))),
    ...cycleColumns(found.oscillations, shown),
    notes: [
      ...(noisy ? ["The noise of the experiment is left out."] : []),
      ...found.gaps.map((gap) => `Equilibria may be missing: ${gap}.`),
      ...(unsettled.length > 0
        ? [`Nothing had settled at ${vary} = ${unsettled.map((own) => formatQuantity(own, dimension)).join(", ")}.`]
        : []),
    ],
  };
}

/** What is asked for; else the list or range in the experiment; else from the present value to beyond the end of rest. */
function rangeOf(subject: Subject, { vary, range }: Read<typeof settings>, dimension: Dimension): Range {
  if (range !== undefined) return rangeAt(range, "range", dimension);
  const written = (atPlace(subject.document, vary) ?? 0) as Values<string | number>;
  if (typeof written === "object") return rangeAt(written, vary, dimension);
  const from = quantityAt(written, vary, dimension).value;
  const { field, axis } = stillAt(subject, vary, [from, from], dimension);
  const end = field.at(axis.parameter, from, () => endOfRest(field, axis.parameter)?.value);
  if (end !== undefined && end > from) return [from, Number((from + beyondRest * (end - from)).toPrecision(2))];
  throw new ExperimentError(
    `is missing, and does not follow from the equations: the neuron does not lose its rest while ${vary} grows`,
    "range",
    `give both ends, such as ${JSON.stringify([formatQuantity(from, dimension), "..."])}`,
  );
}

/** The neuron with the place as a parameter. Throws an ExperimentError where what drives it changes with time. */
function stillAt(subject: Subject, vary: string, [from, to]: Range, dimension: Dimension): Standing {
  varying(subject, vary, undefined);
  const still = standing(atValues(subject, vary, [from, to], dimension), stimulusWindow(subject, vary));
  if (still) return still;
  throw changingDrive(subject);
}

interface Shown {
  /** The variable, and its place in the field. */
  readonly state: State;
  readonly index: number;
  /** The parameter. */
  readonly vary: string;
  readonly dimension: Dimension;
  readonly range: Range;
}

/** A curve ends where it leaves the range, to rounding: there it is the end of the range. */
function toEnd(value: number, range: Range): number {
  return range.find((end) => Math.abs(value - end) <= 1e-9 * (range[1] - range[0])) ?? value;
}

function branchColumns(
  { branches }: BifurcationDiagram,
  { index, state, vary, dimension, range }: Shown,
): Pick<Diagram, "varied" | "equilibrium" | "branch" | "unstableDirections"> {
  return {
    varied: {
      name: vary,
      ...column(
        branches.flatMap(({ parameter }) => Array.from(parameter, (value) => toEnd(value, range))),
        dimension,
      ),
    },
    equilibrium: {
      name: state.name,
      ...column(
        branches.flatMap(({ states }) => [...states[index]!]),
        state.dimension,
      ),
    },
    branch: column(
      branches.flatMap(({ parameter }, k) => Array.from(parameter, () => k + 1)),
      dimensionless,
    ),
    unstableDirections: column(
      branches.flatMap((branch) => [...branch.unstableDirections]),
      dimensionless,
    ),
  };
}

function pointOf(
  { kind, value, point, frequency, criticality }: Bifurcation,
  { index, state, vary, dimension }: Shown,
): DiagramPoint {
  return {
    kind,
    value: { name: vary, ...measure(value, dimension) },
    at: { name: state.name, ...measure(point.x[index]!, state.dimension) },
    ...(frequency === undefined ? {} : { frequency: measure(frequency, dimensions.hertz) }),
    ...(criticality === undefined ? {} : { criticality }),
  };
}

/** A row for each cycle, by ascending value of the parameter. */
function cycleColumns(
  samples: readonly CycleSample[],
  { index, state, dimension }: Shown,
): Pick<Diagram, "cycleAt" | "cycleLow" | "cycleHigh" | "cyclePeriod" | "cycleRate"> {
  const rows = samples.flatMap(({ value, cycles, irregular }) => [
    ...cycles.map((cycle) => ({ value, ...cycle, low: cycle.minimum[index]!, high: cycle.maximum[index]! })),
    ...irregular.map((rate) => ({ value, rate, period: Number.NaN, low: Number.NaN, high: Number.NaN })),
  ]);
  return {
    cycleAt: columnOf(rows, "value", dimension),
    cycleLow: columnOf(rows, "low", state.dimension),
    cycleHigh: columnOf(rows, "high", state.dimension),
    cyclePeriod: columnOf(rows, "period", dimensions.second),
    cycleRate: columnOf(rows, "rate", dimensions.hertz),
  };
}
