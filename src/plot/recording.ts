import type { PotentialLines } from "../language/potential-lines.ts";
import { everydayUnit, toUnit } from "../quantity/quantity.ts";
import type { Result } from "../result.ts";
import { drawFigure, gridded, stacked } from "./figure.ts";
import { guideStroke } from "./guides.ts";
import { line, strokes } from "./marks.ts";
import { labelOf, memberText } from "./names.ts";
import type { EndLabel, Panel } from "./panel.ts";
import { extentOf, type Scale, scaleOver } from "./scale.ts";
import { type SpikingTrace, withSpikes } from "./spike-marks.ts";
import { withUnit } from "./text.ts";
import { type FigureOptions, type Theme, themeOf } from "./theme.ts";

/** What a recording figure needs to know beside the recording. */
export interface RecordingOptions extends FigureOptions {
  /** Each name in words, as the catalogue has it: `{ v: "membrane potential" }`. */
  readonly meanings?: Readonly<Record<string, string>>;
  /** Threshold and reset of each member, of `potentialLines`. */
  readonly lines?: (member: number) => PotentialLines;
  /** Variables that are driven from outside; they stand below the others. */
  readonly inputs?: readonly string[];
  /** Which members to draw. Default: all, or 16 evenly spread ones, which a note below then says. */
  readonly members?: readonly number[];
  /** Several members side by side, or over each other in one panel. Default: over each other up to 6. */
  readonly arrangement?: "grid" | "overlay";
}

const mostMembers = 16;
const mostOverlaid = 6;
const noLines: PotentialLines = { variable: undefined, threshold: undefined, reset: undefined, isCut: false };

/**
 * The recorded variables against time: the first one large, with its threshold, its reset and its spikes; the others below it;
 * the inputs at the bottom. Without recorded variables, the spikes alone.
 *
 * @throws RangeError for a size or a member that there is not
 */
export function drawRecording(result: Result, options: RecordingOptions): SVGSVGElement {
  const members = options.members ?? spread(result.members);
  const wrong = members.find((member) => !(Number.isInteger(member) && member >= 0 && member < result.members));
  if (wrong !== undefined) throw new RangeError(`there is no member ${wrong}: there are ${result.members}`);
  const hidden = result.members - members.length;
  const note =
    options.members === undefined && hidden > 0
      ? `${members.length} of ${result.members} neurons, evenly spread`
      : undefined;
  const isGrid =
    members.length > 1 && (options.arrangement ?? (members.length > mostOverlaid ? "grid" : "overlay")) === "grid";
  const variables = ordered(result, options);
  const recorded = { result, options, trace: traceReader(result, options) };
  if (!isGrid) {
    const theme = themeOf(options, 0.34 + 0.14 * Math.min(5, variables.length));
    const panels = panelsOf(recorded, members, variables, theme);
    return drawFigure(theme, (space) => stacked(panels, space, theme), { note });
  }
  const columns = members.length <= 2 ? members.length : members.length <= 4 ? 2 : members.length <= 9 ? 3 : 4;
  const theme = themeOf(options, 0.22 * Math.ceil(members.length / columns) + 0.1);
  const first = variables.slice(0, 1);
  const panels = members.map((member) => {
    const panel = panelsOf(recorded, [member], first, theme, members).at(-1)!;
    return { ...panel, heading: memberText(result, member), ends: [] };
  });
  const { x, y } = panels[0]!;
  const unlabelled = panels.map((panel) => ({ ...panel, x: { ...x, label: "" }, y: { ...panel.y, label: "" } }));
  const around = { note, labels: { x: x.label, y: y.label } };
  return drawFigure(theme, (space) => gridded(unlabelled, columns, space, theme), around);
}

type Variable = Result["traces"]["variables"][number];

/** What the panels are made of. */
interface Recorded {
  readonly result: Result;
  readonly options: RecordingOptions;
  /** A variable of a member in its everyday unit, with its spikes. */
  readonly trace: (variable: Variable, member: number) => SpikingTrace;
}

/** Inputs last; a threshold that moves is drawn with the variable that it is compared with. */
function ordered(result: Result, { inputs = [], lines }: RecordingOptions): readonly Variable[] {
  const { variables } = result.traces;
  const { variable, threshold } = lines?.(0) ?? noLines;
  const isDrawn = variables.some(({ name }) => name === variable);
  const shown = variables.filter(({ name }) => !(isDrawn && name === threshold));
  const isInput = ({ name }: Variable): boolean => inputs.includes(name);
  return [...shown.filter((own) => !isInput(own)), ...shown.filter(isInput)];
}

/**
 * @param scaled the members that the vertical axis must hold; default those drawn.
 */
function panelsOf(
  { result, options, trace }: Recorded,
  members: readonly number[],
  variables: readonly Variable[],
  theme: Theme,
  scaled = members,
): Panel[] {
  const time = timeAxis(result);
  const spikes = showSpikes(result, members, variables, options) ? [spikesAlone(result, members, time, theme)] : [];
  const traces = variables.map((variable, place) => {
    const { symbol, factor } = everydayUnit(variable.dimension);
    const label = withUnit(labelOf(variable.name, options.meanings), symbol);
    const traces = new Map(scaled.map((member) => [member, trace(variable, member)]));
    const levels = members.map((member) => linesIn(variable.name, member, factor, options));
    const shownLevels = sharedLevels(levels);
    const thresholds = levels.flatMap(({ threshold }, k) => {
      const moving = result.traces.variables.find(({ name }) => name === threshold);
      return moving ? [trace(moving, members[k]!)] : [];
    });
    const y = scaleOver(
      label,
      extentOf([
        ...[...traces.values()].flatMap(({ y, strokes }) => (strokes ? [y, [strokes.high]] : [y])),
        Object.values(shownLevels).filter((level) => level !== undefined),
        options.inputs?.includes(variable.name) ? [0] : [],
        ...thresholds.map((threshold) => threshold.y),
      ]),
      { room: 0.06 },
    );
    const marks = [
      ...levelMarks(shownLevels, time, theme),
      ...thresholds.map((own) => line(own.x, own.y, guideStroke("threshold", theme))),
      ...members.flatMap((member, k) =>
        traceMarks(traces.get(member)!, colourOf(k, members.length, theme), variable.name, theme),
      ),
    ];
    const ends = place === 0 ? endLabels(result, members, traces, shownLevels, thresholds, theme) : [];
    return { x: time, y, marks, ends, weight: place === 0 ? 2.4 : 1 };
  });
  return [...spikes, ...traces];
}

/** Spikes get a panel of their own where no trace is drawn that they belong to. */
function showSpikes(
  { spikes }: Result,
  members: readonly number[],
  variables: readonly Variable[],
  { lines, inputs = [] }: RecordingOptions,
): boolean {
  const isCarried = members.some((member) => variables.some(({ name }) => name === lines?.(member).variable));
  return !isCarried && (spikes.times.length > 0 || variables.every(({ name }) => inputs.includes(name)));
}

/** Milliseconds, from 0 to the end of the run; the samples end one interval before it. */
function timeAxis({ traces, spikes, dt }: Result): Scale {
  const { times } = traces;
  const interval = times.length > 1 ? times[1]! - times[0]! : dt;
  const end =
    times.length > 0 ? times.at(-1)! + interval : spikes.times.reduce((most, time) => Math.max(most, time), 0);
  const rounded = Number((end * 1000).toPrecision(12));
  return { label: "time (ms)", type: "linear", domain: [0, rounded > 0 ? rounded : 1] };
}

function spikesAlone(result: Result, members: readonly number[], x: Scale, theme: Theme): Panel {
  const rows = members.map((member, k) => ({ member, row: members.length - k }));
  const ticks =
    members.length === 1
      ? []
      : rows.map(({ member, row }) => ({
          value: row,
          text: members.length > 1 ? memberText(result, member, true) : "",
        }));
  const label =
    members.length > 1
      ? result.axes.map(({ label: name, dimension }) => withUnit(name, everydayUnit(dimension).symbol)).join(", ")
      : "";
  return {
    x,
    y: { label: label === "" ? "spikes" : label, type: "linear", domain: [0.4, members.length + 0.6], ticks },
    marks: rows.map(({ member, row }) =>
      strokes(spikeTimes(result, member), row - 0.38, row + 0.38, {
        stroke: theme.ink,
        width: theme.line,
        label: "spikes",
      }),
    ),
  };
}

/** Milliseconds. */
function spikeTimes({ spikes: { times, first } }: Result, member: number): Float64Array {
  return times.slice(first[member], first[member + 1]).map((time) => time * 1000);
}

/** Each trace is made once, however many panels look at it. */
function traceReader(result: Result, options: RecordingOptions): Recorded["trace"] {
  const known = new Map<string, SpikingTrace>();
  const samples = result.traces.times.length;
  const x = result.traces.times.map((time) => time * 1000);
  return (variable, member) => {
    const key = `${member} ${variable.name}`;
    const before = known.get(key);
    if (before) return before;
    const { factor } = everydayUnit(variable.dimension);
    const y = variable.values.slice(member * samples, (member + 1) * samples).map((value) => value / factor);
    const lines = linesIn(variable.name, member, factor, options);
    const trace = withSpikes(x, y, spikeTimes(result, member), lines);
    known.set(key, trace);
    return trace;
  };
}

/** The lines of a variable in its everyday unit. */
function linesIn(variable: string, member: number, factor: number, options: RecordingOptions): PotentialLines {
  const lines = options.lines?.(member);
  if (lines?.variable !== variable) return noLines;
  const { threshold, reset } = lines;
  return {
    ...lines,
    threshold: typeof threshold === "number" ? toUnit(threshold, factor) : threshold,
    reset: reset === undefined ? undefined : toUnit(reset, factor),
  };
}

interface Levels {
  readonly threshold: number | undefined;
  readonly reset: number | undefined;
}

/** Levels that all members have in common. */
function sharedLevels(levels: readonly PotentialLines[]): Levels {
  const shared = (level: (lines: PotentialLines) => unknown): number | undefined => {
    const values = new Set(levels.map(level));
    const [value] = values;
    return values.size === 1 && typeof value === "number" ? value : undefined;
  };
  return { threshold: shared((lines) => lines.threshold), reset: shared((lines) => lines.reset) };
}

function levelMarks({ threshold, reset }: Levels, { domain }: Scale, theme: Theme) {
  const rule = (level: number | undefined, label: string) =>
    level === undefined ? [] : [line(domain, [level, level], guideStroke(label, theme))];
  return [...rule(threshold, "threshold"), ...rule(reset, "reset")];
}

function traceMarks({ x, y, strokes: own }: SpikingTrace, stroke: string, name: string, { line: width }: Theme) {
  return [
    line(x, y, { stroke, width, label: name }),
    ...(own ? [strokes(own.x, own.low, own.high, { stroke, width, label: "spikes" })] : []),
  ];
}

function endLabels(
  result: Result,
  members: readonly number[],
  traces: ReadonlyMap<number, SpikingTrace>,
  { threshold, reset }: Levels,
  thresholds: readonly SpikingTrace[],
  theme: Theme,
): EndLabel[] {
  const levels = [
    ...(threshold === undefined ? [] : [{ text: "threshold", y: threshold, colour: theme.faint }]),
    ...(reset === undefined ? [] : [{ text: "reset", y: reset, colour: theme.faint }]),
  ];
  const moving = thresholds.map(({ y }) => ({ text: "threshold", y: lastFinite(y), colour: theme.faint }));
  if (members.length === 1) return [...levels, ...moving];
  const curves = members.map((member, k) => ({
    text: memberText(result, member),
    y: lastFinite(traces.get(member)!.y),
    colour: colourOf(k, members.length, theme),
  }));
  return [...curves, ...levels];
}

function lastFinite(values: Float64Array): number {
  return values.findLast(Number.isFinite) ?? 0;
}

function colourOf(k: number, count: number, { ink, series }: Theme): string {
  return count === 1 ? (series[0] ?? ink) : series[k % series.length]!;
}

function spread(members: number): readonly number[] {
  const shown = Math.min(members, mostMembers);
  return Array.from({ length: shown }, (_, k) => (shown === 1 ? 0 : Math.round((k * (members - 1)) / (shown - 1))));
}
