import type { CellRecording } from "../data/index.ts";
import type { CellDescription, CurrentCourse } from "../index.ts";
import { drawChart } from "./chart.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** The lines that `rheobase data` prints. `sweep`, from 1, is the one of the chart. */
export function reportRecording(
  recording: CellRecording,
  found: CellDescription,
  { colours, columns }: Terminal,
  sweep?: number,
): string[] {
  const { name, format, started, sweeps, notes } = recording;
  const first = sweeps[0]!;
  const rows = sweeps.map((own, k) => {
    const { course, spikes, step } = found.sweeps[k]!;
    return [
      `${k + 1}`,
      own.current ? courseText(course) : "no current",
      step ? digits(step.amplitude * 1e12) : "",
      own.voltage ? `${spikes.length}` : "",
      step && step.spikes.length > 0 ? digits(step.rate) : "",
      spikes.length > 0 ? digits(spikes[0]! * 1e3) : "",
    ];
  });
  const headings = ["sweep", "current", "step (pA)", "spikes", "rate (Hz)", "first (ms)"];
  const kept = headings.map((_, c) => c < 2 || rows.some((row) => row[c] !== ""));
  const only = <T>(row: readonly T[]): T[] => row.filter((_, c) => kept[c]);
  return [
    `${colours.bold(name)}  ${format}${started === undefined ? "" : `, ${started}`}`,
    ...wrap(contentText(recording), columns),
    ...notes.slice(0, 5).flatMap((note) => wrap(`note: ${note}`, columns)),
    ...(notes.length > 5 ? [`and ${notes.length - 5} notes more`] : []),
    ...(first.voltage ? [criterionText(found)] : []),
    "",
    ...drawTable(only(headings), rows.map(only), colours, [1]),
    ...measureLines(found, colours),
    ...chartLines(recording, found, columns, sweep),
  ];
}

function contentText({ sweeps }: CellRecording): string {
  const { rate, units, source } = sweeps[0]!;
  const lengths = sweeps.map((sweep) => (sweep.voltage ?? sweep.current)!.length / sweep.rate);
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const duration = least === most ? `${digits(least * 1e3)} ms` : `${digits(least * 1e3)} to ${digits(most * 1e3)} ms`;
  const channels = [
    ...(units.voltage === undefined ? [] : [`voltage in ${units.voltage} (${source.voltage})`]),
    ...(units.current === undefined
      ? []
      : [`current in ${units.current} (${source.current}${source.isCommand ? ", commanded" : ""})`]),
  ];
  const count = sweeps.length === 1 ? "1 sweep" : `${sweeps.length} sweeps`;
  return `${count} of ${duration} at ${digits(rate / 1e3)} kHz: ${channels.join(", ")}`;
}

function criterionText({ criterion }: CellDescription): string {
  if (criterion.by === "threshold") return `spikes pass ${digits(criterion.threshold * 1e3)} mV upward`;
  return criterion.by === "slope" ? `spikes rise with ${digits(criterion.slope)} mV/ms` : "";
}

function courseText(course: CurrentCourse): string {
  const holding = `${digits(course.holding * 1e12)} pA`;
  switch (course.kind) {
    case "constant":
      return `constant, ${holding}`;
    case "steps": {
      const steps = course.steps.map(({ start, stop, amplitude }) => {
        return `${amplitude < 0 ? "" : "+"}${digits(amplitude * 1e12)} (${digits(start * 1e3)}-${digits(stop * 1e3)} ms)`;
      });
      return `${holding} ${steps.slice(0, 3).join(" ")}${steps.length > 3 ? " …" : ""}`;
    }
    case "ramp": {
      const { from, to, start, stop } = course.ramp;
      return `ramp ${digits(from * 1e12)} to ${digits(to * 1e12)} pA (${digits(start * 1e3)}-${digits(stop * 1e3)} ms)`;
    }
    case "noise":
      return `noise, ${holding} ± ${digits(course.deviation * 1e12)} pA`;
    case "other":
      return `varying, ${holding} ± ${digits(course.deviation * 1e12)} pA`;
  }
}

function measureLines(found: CellDescription, colours: Terminal["colours"]): string[] {
  const { rest, resistance, timeConstant, capacitance, sagRatio, rheobase, adaptation, bridge } = found;
  const row = (name: string, value: number | undefined, unit: string): string[][] =>
    value === undefined ? [] : [[name, digits(value), unit]];
  const silent = rheobase?.silent === undefined ? "" : `${digits(rheobase.silent * 1e12)} to `;
  const rows = [
    ...row("resting potential", rest && rest * 1e3, "mV"),
    ...row("input resistance", resistance && resistance / 1e6, "MOhm"),
    ...row("time constant", timeConstant && timeConstant * 1e3, "ms"),
    ...row("capacitance", capacitance && capacitance * 1e12, "pF"),
    ...row("sag ratio", sagRatio, ""),
    ...(rheobase ? [["rheobase", `${silent}${digits(rheobase.firing * 1e12)}`, "pA"]] : []),
    ...row("adaptation (last/first interval)", adaptation, ""),
    ...row("bridge not balanced", bridge && bridge.resistance / 1e6, "MOhm"),
  ];
  return rows.length === 0 ? [] : ["", ...drawTable(["measure", "value", "unit"], rows, colours, [0, 2])];
}

/** The sweep asked for, or the first that fires, or the first. */
function chartLines(
  { sweeps, name }: CellRecording,
  found: CellDescription,
  columns: number,
  wanted?: number,
): string[] {
  if (wanted !== undefined && wanted > sweeps.length)
    throw new RangeError(`--sweep ${wanted}: ${name} has ${sweeps.length} sweeps`);
  const firing = found.sweeps.findIndex(({ spikes }) => spikes.length > 0);
  const k = wanted === undefined ? Math.max(0, firing) : wanted - 1;
  const { voltage, current, rate } = sweeps[k]!;
  const values = voltage ? voltage.map((value) => value * 1e3) : current!.map((value) => value * 1e12);
  const x = values.map((_, sample) => (sample / rate) * 1e3);
  const places = found.sweeps[k]!.spikes.map((time) => time * 1e3);
  const label = `${voltage ? "v (mV)" : "I (pA)"}, sweep ${k + 1}`;
  const end = `${digits((values.length / rate) * 1e3)} ms`;
  const marks = places.length > 0 ? { marks: { label: "spikes", places } } : {};
  return ["", ...drawChart({ x, y: values, label, end, ...marks }, columns, 12)];
}

function digits(value: number): string {
  return `${Number(value.toPrecision(4))}`;
}
