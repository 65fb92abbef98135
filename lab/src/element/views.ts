import type uPlot from "uplot";
import { factsOf } from "../document/facts.ts";
import type { FiAnswer } from "../insights/fi-question.ts";
import { fiSpec } from "../insights/fi-spec.ts";
import { planeSpec } from "../insights/plane-spec.ts";
import { courseOf, piecesOf, planeQuestion } from "../insights/plane-window.ts";
import type { PlotColours } from "../look/colours.ts";
import { columnsOf, windowOf } from "../plots/course.ts";
import { unitText } from "../plots/numbers.ts";
import { type Panel, timeSpec } from "../plots/time-spec.ts";
import type { TimeWindow } from "../plots/time-view.svelte.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";
import type { Messages } from "../words/messages.ts";
import type { Observation, Plane, PlaneQuestion } from "../worker/contract.ts";
import { rasterSpec } from "./raster-spec.ts";

export const viewNames = ["trace", "fi", "phase-plane", "raster"] as const;
export type ViewName = (typeof viewNames)[number];

/** One plot that an element shows, with its numbers as a table. */
export interface Picture {
  readonly name: string;
  readonly unit: string;
  readonly role: Panel["role"];
  /** What the form of the plot depends on: it is made anew where this is another. */
  readonly shape: string;
  readonly spec: (colours: PlotColours) => PlotSpec;
  readonly data: uPlot.AlignedData;
  readonly columns: readonly { readonly title: string; readonly values: ArrayLike<number> }[];
}

const heading = (name: string, unit: string): string => (unit === "1" ? name : `${name} (${unitText(unit)})`);
const aligned = (...columns: readonly ArrayLike<number | null>[]): uPlot.AlignedData =>
  columns as unknown as uPlot.AlignedData;

/** The stack of traces of the first neuron: stimulus, potential, other variables. */
export function tracePictures(observation: Observation, window: TimeWindow, width: number, say: Messages): Picture[] {
  const { times, traces, levels, first, document } = observation;
  const inputs = new Set(factsOf(document.model).inputs.map(({ name }) => name));
  const potential = levels.variable ?? traces.find(({ name }) => !inputs.has(name))?.name;
  const roleOf = (name: string): Panel["role"] =>
    inputs.has(name) ? "stimulus" : name === potential ? "potential" : "other";
  const order = { stimulus: 0, potential: 1, other: 2 };
  const sorted = [...traces].sort((a, b) => order[roleOf(a.name)] - order[roleOf(b.name)]);
  const others = sorted.filter(({ name }) => roleOf(name) === "other");
  const spikes = observation.spikes.subarray(0, first[1]);
  const step = times.length > 1 ? times[1]! - times[0]! : 1;
  return sorted.map(({ name, unit, values, pyramids }, k) => {
    const own = values.subarray(0, times.length);
    const place = Math.max(
      0,
      others.findIndex((other) => other.name === name),
    );
    const panel: Panel = { name, unit, role: roleOf(name), place, isLast: k === sorted.length - 1 };
    const marks = { levels: name === levels.variable ? levels : undefined, spikes };
    return {
      name,
      unit,
      role: panel.role,
      shape: JSON.stringify([panel, levels]),
      spec: (colours) =>
        timeSpec(
          panel,
          window,
          () => marks,
          colours,
          () => undefined,
        ),
      data: aligned(...windowOf({ step, values: own, pyramid: pyramids?.[0] ?? [] }, window, columnsOf(width))),
      columns: [
        { title: `${say.time} (ms)`, values: times },
        { title: heading(name, unit), values: own },
      ],
    };
  });
}

export function rasterPicture(observation: Observation, say: Messages): Picture {
  const { duration, members, spikes, first } = observation;
  const owners = Array.from({ length: members }, (_, m) => new Array(first[m + 1]! - first[m]!).fill(m + 1)).flat();
  return {
    name: say.spikes,
    unit: "1",
    role: "potential",
    shape: `raster ${duration} ${members} ${spikes.length} ${spikes.at(-1) ?? 0}`,
    spec: (colours) => rasterSpec({ x: `${say.time} (ms)`, y: say.member }, colours, () => observation),
    data: aligned([0, duration], [0, members]),
    columns: [
      { title: say.member, values: owners },
      { title: `${say.time} (ms)`, values: spikes },
    ],
  };
}

export function fiPicture(answer: FiAnswer, say: Messages): Picture {
  const { varied, rate, closedForm } = answer;
  const labels = { x: heading(say.current, varied.unit), y: `${say.rate} (Hz)` };
  const closed = closedForm?.values ?? rate.values.map(() => null);
  return {
    name: say.fiCurve,
    unit: "1",
    role: "potential",
    shape: JSON.stringify(labels),
    spec: (colours) =>
      fiSpec(
        labels,
        colours,
        () => undefined,
        () => undefined,
        () => undefined,
      ),
    data: aligned(varied.values, rate.values, closed),
    columns: [
      { title: labels.x, values: varied.values },
      { title: labels.y, values: rate.values },
    ],
  };
}

export function planePicture(plane: Plane, observation: Observation, say: Messages): Picture | undefined {
  const [x, y] = [courseOf(observation, plane.x.name), courseOf(observation, plane.y.name)];
  if (!x || !y) return undefined;
  const labels = { x: heading(plane.x.name, plane.x.unit), y: heading(plane.y.name, plane.y.unit) };
  const scene = { plane, trajectory: { x, y }, pieces: piecesOf(observation, x, y), at: undefined };
  return {
    name: say.phasePlane,
    unit: "1",
    role: "potential",
    shape: JSON.stringify([labels, observation.fingerprint]),
    spec: (colours) =>
      planeSpec(
        labels,
        colours,
        () => scene,
        () => undefined,
        () => undefined,
      ),
    data: aligned(plane.box.x, plane.box.y),
    columns: [
      { title: labels.x, values: x },
      { title: labels.y, values: y },
    ],
  };
}

/** The plane of the first two variables in the middle of the run. */
export function planeQuestionOf(observation: Observation): PlaneQuestion | undefined {
  const [x, y] = factsOf(observation.document.model).states.map(({ name }) => name);
  return x && y ? planeQuestion(observation, x, y, observation.duration / 2) : undefined;
}
