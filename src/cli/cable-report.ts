import { type CablePoint, type CableResult, formatQuantity, type PreparedCable } from "../index.ts";
import { drawChart } from "./chart.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

const chartHeight = 10;
const mostRows = 20;
const seconds = [0, 0, 1, 0, 0, 0, 0] as const;

/** A run of a cable for people: what ran, a chart, the peaks, the constants, the closed form, the fingerprint. */
export function reportCable(result: CableResult, wallTime: number, terminal: Terminal): string {
  const { colours, columns } = terminal;
  const sections = [
    [
      `${colours.bold("passive cable")}: ${result.compartments} compartments, ${formatQuantity(result.duration, seconds)} in steps of ${formatQuantity(result.dt, seconds)}; took ${wallTime.toFixed(wallTime < 10 ? 1 : 0)} ms`,
      ...wrap(`method ${result.method}: ${result.reason}`, columns).map((line) => colours.dim(line)),
    ],
    chartOf(result, terminal),
    [...placeTable(result, terminal), "", ...highest(result)],
    constantsTable(result, terminal),
    closedFormLines(result, columns),
    [colours.dim(`fingerprint ${result.fingerprint}: the same on every machine`)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** What a cable document would compute: its sections, its method and why, its sizes. */
export function reportCableCheck(found: PreparedCable, terminal: Terminal): string[] {
  const { colours, columns } = terminal;
  const { plan, record, compartments, method, reason } = found;
  const nodes = plan.tree.parent.length;
  return [
    `${colours.green("ok")} ${colours.bold("passive cable")}`,
    "",
    ...constantsTable(found, terminal),
    "",
    ...wrap(`method ${method}: ${reason}`, columns),
    ...wrap(
      `${compartments} compartments, ${nodes} nodes, ${plan.samples * plan.every} steps of ${formatQuantity(plan.dt, seconds)}; ` +
        `electrodes ${plan.electrodes.input.length}, places ${record.places.length}, profiles ${record.moments.length}`,
      columns,
    ),
  ];
}

/** The trace that leaves the potential at rest farthest. */
function chartOf(result: CableResult, { columns }: Terminal): string[] {
  const traces = tracesOf(result);
  const reach = traces.map((trace) => trace.reduce((most, v) => Math.max(most, Math.abs(v - result.rest)), 0));
  const place = reach.indexOf(Math.max(...reach));
  if (place < 0) return [];
  return drawChart(
    {
      x: result.traces.times,
      y: traces[place]!.map((v) => 1000 * v),
      label: `v at ${placeText(result.traces.places[place]!)} (mV)`,
      end: formatQuantity(result.duration, seconds),
    },
    columns,
    chartHeight,
  );
}

function placeTable(result: CableResult, { colours }: Terminal): string[] {
  const { places, times } = result.traces;
  const solved = "whyNot" in result.closedForm ? undefined : result.closedForm.traces;
  const rows = tracesOf(result).map((trace, p) => {
    const peak = trace.reduce((best, v, k) => (v > trace[best]! ? k : best), 0);
    const own = solved?.subarray(p * times.length, (p + 1) * times.length);
    return [
      placeText(places[p]!),
      millivolts(trace[peak]!),
      (1000 * times[peak]!).toFixed(3),
      millivolts(trace.at(-1)!),
      own ? largest(trace, own) : "-",
    ];
  });
  const headings = ["place", "highest (mV)", "at (ms)", "last (mV)", "from closed form (mV)"];
  const table = drawTable(headings, rows.slice(0, mostRows), colours, [0]);
  const hidden = rows.length - mostRows;
  return hidden <= 0 ? table : [...table, colours.dim(`... and ${hidden} more (use --json or --csv)`)];
}

function highest({ highest: own, lowest, rest }: CableResult): string[] {
  const line = (word: string, { potential, point, time }: typeof own) =>
    `${word} of all: ${millivolts(potential)} mV at ${placeText(point)}, ${Number((1000 * time).toPrecision(8))} ms`;
  return [
    ...(own.potential > rest ? [line("highest", own)] : []),
    ...(lowest.potential < rest ? [line("lowest", lowest)] : []),
  ];
}

function constantsTable({ sections }: Pick<CableResult, "sections">, { colours }: Terminal): string[] {
  const number = (value: number, digits = 6): string =>
    Number.isNaN(value) ? "-" : `${Number(value.toPrecision(digits))}`;
  const rows = sections.map(({ branch, length, lengthConstant, timeConstant, electrotonicLength, inputResistance }) => [
    branch === "" ? "trunk" : branch,
    number(1e6 * length),
    number(1e6 * lengthConstant),
    number(electrotonicLength),
    number(1000 * timeConstant),
    number(1e-6 * inputResistance),
  ]);
  const headings = ["section", "length (um)", "lambda (um)", "L/lambda", "tau (ms)", "R_inf (MOhm)"];
  return drawTable(headings, rows, colours, [0]);
}

function closedFormLines({ closedForm, profiles }: CableResult, columns: number): string[] {
  if ("whyNot" in closedForm) return wrap(`no closed form here: ${closedForm.whyNot}`, columns);
  if (profiles.values.length === 0) return [];
  return wrap(
    `along the cable the potential is within ${largest(profiles.values, closedForm.profiles)} mV of the closed form; the difference falls with the square of the compartments' length`,
    columns,
  );
}

function tracesOf({ traces: { values, times, places } }: CableResult): Float64Array[] {
  return places.map((_, p) => values.subarray(p * times.length, (p + 1) * times.length));
}

/** The largest difference of potentials in V, in mV: `2.0e-3`. */
function largest(a: Float64Array, b: Float64Array): string {
  return (1000 * a.reduce((most, v, k) => Math.max(most, Math.abs(v - b[k]!)), 0)).toExponential(1);
}

function millivolts(v: number): string {
  return (1000 * v).toFixed(4);
}

function placeText({ branch, at }: CablePoint): string {
  return `${branch === "" ? "" : `${branch} `}${Number((1e6 * at).toPrecision(6))} um`;
}
