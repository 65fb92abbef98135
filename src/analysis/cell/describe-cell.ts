import type { SpikeCriterion } from "../features/detect-spikes.ts";
import { type BridgeEstimate, balanceBridge, estimateBridge } from "./bridge.ts";
import { commonStep, stepsOf } from "./common-step.ts";
import { type CurrentCourse, recogniseCourse } from "./current-course.ts";
import { spikeCriterionOf, spikeTimesIn } from "./spike-times.ts";
import { measureStep, type StepMeasures } from "./step-measures.ts";
import { type ClampSweep, checkSweep, medianOf } from "./sweep.ts";

/** What a recording says about its cell. SI; undefined where it does not say it. */
export interface CellDescription {
  /** What each sweep was asked, when it fired, and how it answered the step that differs between sweeps. */
  readonly sweeps: readonly SweepDescription[];
  readonly criterion: SpikeCriterion;
  /** The steps that the measures are of: those that differ most from sweep to sweep. */
  readonly step?: { readonly start: number; readonly stop: number };
  /** Median voltage before the step. Without steps, that of the silent sweeps of constant current. */
  readonly rest?: number;
  /** Median over the hyperpolarising steps; without any, over the silent depolarising ones. Ohms. */
  readonly resistance?: number;
  /** Median over the hyperpolarising steps whose answer is an exponential by half of its variance, seconds. */
  readonly timeConstant?: number;
  /** timeConstant/resistance, farads. */
  readonly capacitance?: number;
  /** Median over the hyperpolarising steps. */
  readonly sagRatio?: number;
  /** Amplitude of the step and rate in it, by amplitude. */
  readonly fiCurve: readonly { readonly amplitude: number; readonly rate: number }[];
  /** The largest silent step below the smallest that fired; the former is missing where the smallest step fired. */
  readonly rheobase?: { readonly silent?: number; readonly firing: number };
  /** Median of last interval / first interval over the steps that fired three times or more. */
  readonly adaptation?: number;
  readonly bridge?: BridgeEstimate;
}

export interface SweepDescription {
  readonly course: CurrentCourse;
  /** Seconds from the first sample. */
  readonly spikes: Float64Array;
  readonly step?: StepMeasures;
}

export interface DescribeOptions {
  /** How spikes are told. Default: as `spikeCriterionOf` finds. */
  readonly criterion?: SpikeCriterion;
  /** Ohms of an unbalanced bridge, whose voltage is taken off first. Default: none. */
  readonly bridge?: number;
}

/** An answer that sags back, or drowns in noise, is no exponential. */
const leastExplained = 0.5;
/** Amperes: smaller steps are none. */
const least = 5e-12;

/**
 * Describes a cell by all its sweeps: the course of the current is recognised, spikes are detected, and where the sweeps are a
 * family of steps the passive measures, the f-I curve and the rheobase follow.
 *
 * @throws RangeError for a sweep or an option that is not one
 */
export function describeCell(sweeps: readonly ClampSweep[], options: DescribeOptions = {}): CellDescription {
  for (const sweep of sweeps) checkSweep(sweep);
  const { bridge: off } = options;
  const balanced = off === undefined ? sweeps : sweeps.map((own) => ({ ...own, voltage: balanceBridge(own, off) }));
  const criterion = options.criterion ?? spikeCriterionOf(balanced);
  const courses = balanced.map(({ current, rate }) => recogniseCourse(current, rate));
  const spikes = balanced.map((sweep) => spikeTimesIn(sweep, criterion));
  const step = commonStep(courses);
  const described = balanced.map((sweep, k): SweepDescription => {
    const own =
      step && sweep.voltage.length / sweep.rate >= step.stop ? measureStep(sweep, step, spikes[k]!) : undefined;
    return { course: courses[k]!, spikes: spikes[k]!, ...(own && { step: own }) };
  });
  const steps = described.flatMap((sweep) => (sweep.step ? [sweep.step] : []));
  const bridge = estimateBridge(
    balanced.map((sweep, k) => ({ ...sweep, steps: stepsOf(courses[k]!), spikes: spikes[k]! })),
  );
  const atRest = described.flatMap((sweep, k) =>
    sweep.course.kind === "constant" && sweep.spikes.length === 0 ? [medianOf([...balanced[k]!.voltage])] : [],
  );
  return {
    sweeps: described,
    criterion,
    ...(step && { step }),
    ...(steps.length === 0 && atRest.length > 0 && { rest: medianOf(atRest) }),
    ...ofSteps(steps),
    ...(bridge && { bridge }),
  };
}

function ofSteps(steps: readonly StepMeasures[]): Omit<CellDescription, "sweeps" | "criterion" | "step" | "bridge"> {
  if (steps.length === 0) return { fiCurve: [] };
  const negative = steps.filter(({ amplitude }) => amplitude < -least);
  const median = (own: readonly StepMeasures[], of: (step: StepMeasures) => number | undefined): number | undefined => {
    const values = own.map(of).filter((value) => value !== undefined);
    return values.length > 0 ? medianOf(values) : undefined;
  };
  const rest = median(steps, ({ baseVoltage }) => (Number.isFinite(baseVoltage) ? baseVoltage : undefined));
  const resistance = median(negative, (step) => step.resistance) ?? median(steps, (step) => step.resistance);
  const timeConstant = median(negative, (step) => (step.explained! >= leastExplained ? step.timeConstant : undefined));
  const sagRatio = median(negative, (step) => step.sagRatio);
  const adaptation = median(steps, (step) => step.adaptation);
  const fiCurve = steps.map(({ amplitude, rate }) => ({ amplitude, rate })).sort((a, b) => a.amplitude - b.amplitude);
  const rheobase = bracketOf(fiCurve);
  return {
    fiCurve,
    ...(rest !== undefined && { rest }),
    ...(resistance !== undefined && { resistance }),
    ...(timeConstant !== undefined && { timeConstant }),
    ...(timeConstant !== undefined && resistance !== undefined && { capacitance: timeConstant / resistance }),
    ...(sagRatio !== undefined && { sagRatio }),
    ...(rheobase && { rheobase }),
    ...(adaptation !== undefined && { adaptation }),
  };
}

function bracketOf(fiCurve: CellDescription["fiCurve"]): CellDescription["rheobase"] {
  const positive = fiCurve.filter(({ amplitude }) => amplitude > least);
  const firing = positive.find(({ rate }) => rate > 0)?.amplitude;
  if (firing === undefined) return undefined;
  const silent = positive.filter(({ amplitude, rate }) => rate === 0 && amplitude < firing).at(-1)?.amplitude;
  return { ...(silent !== undefined && { silent }), firing };
}
