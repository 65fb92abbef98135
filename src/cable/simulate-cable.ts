import { ExperimentError } from "../errors.ts";
import { quantityAt, settingAt } from "../experiment-axes.ts";
import { multipleOf, timeAt } from "../experiment-resolve.ts";
import { dimensions } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { electrotonicLength } from "../theory/passive-cable.ts";
import { type CableDocument, parseCable } from "./cable-document.ts";
import { type CableResult, makeCableResult, type SectionConstants } from "./cable-result.ts";
import { type CableTree, type Place, placeOn, type Section } from "./cable-tree.ts";
import { courseOf } from "./choose-method.ts";
import { closedFormOf, uniformCable } from "./closed-form.ts";
import { type Electrodes, resolveElectrodes } from "./electrodes.ts";
import { Recorder, type RecordPlan } from "./recorder.ts";
import { resolveCable, resolvePlace } from "./resolve-cable.ts";
import type { CablePlan, Course } from "./run-cable.ts";

const { second, volt } = dimensions;

/** Potentials that a result holds at most: 2 GiB. */
const mostValues = 2 ** 28;

/** A cable document made ready: what it is made of, and how it would be run. */
export interface PreparedCable {
  readonly plan: CablePlan;
  readonly record: RecordPlan;
  readonly sections: readonly SectionConstants[];
  readonly compartments: number;
  /** Seconds. */
  readonly duration: number;
  readonly method: string;
  /** Why this method, in a sentence. */
  readonly reason: string;
  /** The depolarisation of every node, sample by sample, computed as it is asked for. */
  readonly course: Course;
}

/**
 * Runs a passive cable and returns what came out, synchronously. The same document gives the same bits on every machine.
 *
 * The potential is known at the ends of the compartments: a current that enters between two of them, and a place between two, is
 * shared by distance, so that everything is of second order in the length of a compartment. In time, `exact` has no error.
 *
 * @throws ExperimentError for the document, SimulationError for the run
 */
export function simulateCable(document: CableDocument): CableResult {
  const { plan, record, sections, compartments, duration, method, reason, course } = prepareCable(document);
  const recorder = new Recorder(record);
  for (const u of course) recorder.take(u);
  const recorded = recorder.finish();
  const values = recorded.traces.values.length + recorded.profiles.values.length;
  const { tree, electrodes, initial, dt } = plan;
  const closed = closedFormOf(tree, electrodes, { initial, duration, values });
  return makeCableResult({
    ...recorded,
    sections,
    rest: record.rest,
    closedForm: "whyNot" in closed ? closed : recorder.ofTrunk(closed.at),
    compartments,
    dt,
    duration,
    method,
    reason,
  });
}

/**
 * Checks the document, lays out the cable and chooses the method, without running; parameters of stimuli are looked at when it runs.
 *
 * @throws ExperimentError naming the place
 */
export function prepareCable(document: CableDocument): PreparedCable {
  const checked = parseCable(document);
  const { tree, rest } = resolveCable(checked);
  const electrodes = resolveElectrodes(checked, tree);
  const dt = timeAt(checked.dt ?? "0.01 ms", "dt");
  const steps = multipleOf(dt, timeAt(checked.duration, "duration"), checked.duration, "duration");
  const every = stepsApart(checked, dt, steps);
  const samples = Math.floor(steps / every);
  const initial = checked.initial === undefined ? 0 : quantityAt(checked.initial, "initial", volt).value - rest;
  const plan: CablePlan = { tree, electrodes, dt, every, samples, initial };
  const record = checkedSize({
    places: recordedPlaces(checked, tree, electrodes),
    sections: tree.sections,
    apart: every * dt,
    samples: Math.ceil(steps / every),
    moments: profileSamples(checked, every * dt, samples),
    rest,
  });
  return {
    plan,
    record,
    sections: tree.sections.map(constantsOf),
    compartments: tree.sections.reduce((sum, { nodes }) => sum + nodes.length - 1, 0),
    duration: steps * dt,
    ...courseOf(checked.method ?? "auto", plan),
  };
}

function stepsApart({ record }: CableDocument, dt: number, steps: number): number {
  if (record?.every === undefined) return 1;
  const every = multipleOf(dt, timeAt(record.every, "record.every"), record.every, "record.every");
  if (every <= steps) return every;
  throw new ExperimentError(`"${record.every}" is longer than the run`, "record.every", "take a shorter time");
}

/** Those of the document; or every end and electrode, and the middle of a cable without branches. */
function recordedPlaces({ record }: CableDocument, tree: CableTree, { sites }: Electrodes): Place[] {
  if (record?.at) return record.at.map((place, k) => resolvePlace(place, tree, `record.at[${k}]`));
  const [trunk] = tree.sections as [Section];
  return tree.sections.flatMap((section) => {
    const more = section !== trunk ? [] : tree.sections.length > 1 ? [0] : [0, trunk.length / 2];
    const electrodes = sites.filter((site) => site.section === section).map(({ at }) => at);
    return [...new Set([...more, section.length, ...electrodes])]
      .sort((a, b) => a - b)
      .map((at) => placeOn(section, at));
  });
}

/** The samples at which the document wants a profile, ascending; or five, evenly spread. */
function profileSamples({ record }: CableDocument, apart: number, samples: number): number[] {
  const wanted = record?.profiles;
  if (wanted === undefined) {
    const shown = Math.min(5, samples);
    return Array.from({ length: shown }, (_, k) => Math.round(((k + 1) * samples) / shown));
  }
  const setting = settingAt(wanted, "record.profiles", second);
  const times = setting.kind === "axis" ? [...setting.values] : [setting.value];
  const found = times.map((time, k) => {
    const path = `record.profiles[${k}]`;
    const text = formatQuantity(time, second);
    const sample = time === 0 ? 0 : time > 0 ? multipleOf(apart, time, text, path) : -1;
    if (sample >= 0 && sample <= samples) return sample;
    throw new ExperimentError(
      `${text} is ${sample < 0 ? "before the beginning" : "after the end"} of the run`,
      path,
      `give a time from 0 ms to ${formatQuantity(Number((samples * apart).toPrecision(12)), second)}`,
    );
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function checkedSize(plan: RecordPlan): RecordPlan {
  const points = plan.sections.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const values = plan.places.length * plan.samples + plan.moments.length * points;
  if (values <= mostValues) return plan;
  throw new ExperimentError(
    `it would hold ${values} potentials, but at most ${mostValues} are kept`,
    "record",
    "record fewer places and profiles, or less often",
  );
}

function constantsOf(section: Section): SectionConstants {
  const cable = uniformCable(section);
  return {
    branch: section.name,
    length: section.length,
    lengthConstant: cable?.lengthConstant ?? Number.NaN,
    timeConstant: section.material.membraneResistance * section.material.membraneCapacitance,
    electrotonicLength: cable ? electrotonicLength(cable) : Number.NaN,
    inputResistance: cable?.inputResistance ?? Number.NaN,
  };
}
