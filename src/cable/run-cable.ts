import type { ExperimentDocument } from "../experiment-types.ts";
import type { CableTree } from "./cable-tree.ts";
import {
  balancedSum,
  chargeModel,
  type Electrodes,
  inputLines,
  inputName,
  sharesOf,
  simulateElectrodes,
} from "./electrodes.ts";
import { modesOf } from "./modes.ts";
import { type StepMethod, stepperOf } from "./step-method.ts";

/** A cable ready to run. SI. */
export interface CablePlan {
  readonly tree: CableTree;
  readonly electrodes: Electrodes;
  /** Seconds. */
  readonly dt: number;
  /** Steps from one sample to the next. */
  readonly every: number;
  /** How many samples after the first: the last is the end of the run. */
  readonly samples: number;
  /** Depolarisation at the beginning, V: the same everywhere but at killed ends. */
  readonly initial: number;
}

/**
 * The depolarisation of every node, in volt, at the times 0, every, 2 every, … to the end of the run: one array, written anew for each.
 */
export type Course = Generator<Float64Array, void>;

/**
 * By the modes of the tree: each is one linear equation, driven by all electrodes with weights of its own, so that they are members of
 * one ensemble of the engine, whose exact method integrates them, edges inside steps and courses such as a sine included.
 *
 * Throws as `simulate`.
 */
export function* exactCourse(plan: CablePlan): Course {
  const { tree, electrodes, samples, initial } = plan;
  const { rates, pattern, capacitance } = modesOf(tree);
  const n = rates.length;
  const weights = electrodes.sites.map((site) => {
    const shares = sharesOf(site, tree);
    return Array.from(rates, (_, k) => shares.reduce((sum, [i, share]) => sum + share * pattern[i * n + k]!, 0));
  });
  const beginning = Array.from(rates, (_, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) if (!tree.held[i]) sum += tree.capacitance[i]! * pattern[i * n + k]!;
    return `${initial * sum} coulomb`;
  });
  const drive = balancedSum(weights.map((_, site) => `+ weight${site}*${inputName(site)}`));
  const result = simulateElectrodes({
    model: {
      equations: `dy/dt = -rate*y ${drive} : coulomb\n${inputLines(electrodes.sites)}`,
      parameters: { rate: "1 hertz", ...Object.fromEntries(weights.map((_, site) => [`weight${site}`, 1])) },
    },
    parameters: {
      rate: Array.from(rates, (rate) => `${rate} hertz`),
      ...Object.fromEntries(weights.map((own, site) => [`weight${site}`, own])),
    },
    ...(initial === 0 ? {} : { initial: { y: beginning } }),
    ...timing(plan, plan.every),
    input: electrodes.input,
    axes: "paired",
    record: { variables: ["y"], every: seconds(plan.dt * plan.every) },
  });
  const y = result.traces.variables[0]!.values;
  const now = new Float64Array(n);
  const u = new Float64Array(n);
  for (let sample = 0; sample <= samples; sample++) {
    for (let k = 0; k < n; k++) now[k] = y[k * (samples + 1) + sample]! / capacitance;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let k = 0, at = i * n; k < n; k++, at++) sum += pattern[at]! * now[k]!;
      u[i] = sum;
    }
    yield u;
  }
}

/**
 * In implicit steps. The current of a step is its mean: the charge that each electrode sends in, integrated by the engine's exact
 * method, over dt.
 *
 * Throws as `simulate`.
 */
export function* steppedCourse(plan: CablePlan, method: StepMethod): Course {
  const { tree, electrodes, dt, every, samples } = plan;
  const stepper = stepperOf(tree, dt, method.implicitness);
  const n = tree.parent.length;
  const sites = electrodes.sites.map((site) => sharesOf(site, tree));
  const steps = samples * every;
  const charges =
    sites.length === 0
      ? []
      : simulateElectrodes({
          model: chargeModel(electrodes.sites),
          ...timing(plan, 1),
          input: electrodes.input,
          record: { variables: sites.map((_, site) => `q${site}`), every: seconds(dt) },
        }).traces.variables.map(({ values }) => values);
  const current = new Float64Array(n);
  const u = Float64Array.from(tree.held, (held) => (held ? 0 : plan.initial));
  yield u;
  for (let step = 0; step < steps; step++) {
    for (const shares of sites) for (const [node] of shares) current[node] = 0;
    for (const [k, shares] of sites.entries()) {
      const mean = (charges[k]![step + 1]! - charges[k]![step]!) / dt;
      for (const [node, share] of shares) current[node]! += share * mean;
    }
    method.advance(stepper, u, current);
    if ((step + 1) % every === 0) yield u;
  }
}

/** Long enough for the sample at the end of the run, which the engine leaves out: a run of one sample more. */
function timing({ dt, every, samples }: CablePlan, apart: number) {
  return {
    duration: seconds(dt * (samples * every + apart)),
    dt: seconds(dt),
    method: "exact",
  } satisfies Partial<ExperimentDocument>;
}

function seconds(time: number): string {
  return `${time} s`;
}
