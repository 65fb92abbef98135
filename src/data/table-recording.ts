import { parseQuantity } from "../quantity/quantity.ts";
import { badFile, type CellRecording, type ReadOptions, type Sweep } from "./cell-recording.ts";
import { type ChannelUnit, channelUnit, givenRate, givenUnit } from "./channel-unit.ts";
import { chooseChannel } from "./choose-channel.ts";
import { type CsvTable, headingOf, parseCsvTable } from "./csv.ts";
import { timesIn } from "./samples.ts";

/**
 * Reads a table of numbers, separated by commas, semicolons or tabs. A heading names the unit of its column: `time (ms)`,
 * `I [pA]`, `voltage_mV`, `V / mV`; or lines with a unit each, `"s"`, `"pA"`, `"mV"`, stand before the numbers. Several
 * columns of voltage are several sweeps, and so are the parts of a table that has a column `sweep`.
 *
 * @throws ExperimentError where it is no table, or says no unit of voltage or current, or no times
 */
export function readTable(content: Uint8Array, name: string, options: ReadOptions = {}): CellRecording {
  if (content.subarray(0, 4096).includes(0))
    throw badFile(name, "it is neither a text nor a format that is known", known);
  const text = decoded(content);
  const table = withUnits(parseCsvTable(headed(text), name));
  const sweep = table.columns.findIndex((column) => /^sweep$/i.test(column.name) && column.unit === undefined);
  const parts = sweep < 0 ? [table] : partsOf(table, sweep);
  const sweeps = parts.flatMap((part) => sweepsOf(part, options));
  return {
    format: "csv",
    name,
    sweeps: sweeps.map((own, k) => (own.name === "" ? { ...own, name: `sweep ${k + 1}` } : own)),
    notes: [],
  };
}

const known = "recordings are ABF, NWB, Igor binary waves, NumPy arrays, or tables of numbers in text";

/** UTF-8; Latin-1 where it is none, as the micro sign of older programs is. */
function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return new TextDecoder("latin1").decode(content);
  }
}

/** Lines with a unit each, `"s"`, `"pA"`, `"mV"`, become one line of headings. */
function headed(text: string): string {
  const units: string[] = [];
  let at = 0;
  for (;;) {
    const line = /^[^\r\n]*(\r\n|\n|\r|$)/.exec(text.slice(at, at + 200))![0];
    const unit = line.trim().replace(/^"(.*)"$/, "$1");
    if (!channelUnit(unit)) break;
    units.push(unit);
    at += line.length;
  }
  if (units.length < 2) return text;
  return `${units.map((unit, k) => `${k + 1} (${unit})`).join("\t")}\n${text.slice(at)}`;
}

/** The same table; a unit at the end of a heading, as in `voltage_mV` or `V / mV`, is taken for one. */
function withUnits(table: CsvTable): CsvTable {
  const columns = table.columns.map((column) => {
    const [, name, unit] = (column.unit === undefined && /^(.+?)(?:\s*\/\s*|_|\s+)(\S+)$/.exec(column.name)) || [];
    return unit !== undefined && channelUnit(unit) ? { ...column, name: name!, unit } : column;
  });
  return { ...table, columns };
}

/** The stretches of rows that have the same number in the column `sweep`. */
function partsOf(table: CsvTable, sweep: number): CsvTable[] {
  const numbers = table.columns[sweep]!.values;
  const starts = [0];
  for (let k = 1; k < numbers.length; k++) if (numbers[k] !== numbers[k - 1]) starts.push(k);
  return starts.map((from, k) => {
    const to = starts[k + 1] ?? table.rows;
    const columns = table.columns
      .filter((_, c) => c !== sweep)
      .map((column) => ({ ...column, values: column.values.subarray(from, to) }));
    return { place: table.place, columns, rows: to - from, lines: table.lines.subarray(from, to) };
  });
}

interface Column {
  readonly name: string;
  readonly heading: string;
  readonly unit: string | undefined;
  readonly kind: ChannelUnit | undefined;
  readonly values: Float64Array;
}

function sweepsOf(table: CsvTable, options: ReadOptions): Sweep[] {
  const { place } = table;
  const columns = table.columns.map((column) => withGivenUnit(column, headingOf(column), options));
  const all = (measures: "voltage" | "current"): Column[] => {
    const named = options[measures];
    const byName = columns.some(({ heading }) => heading === named)
      ? columns.map((column) => ({ ...column, name: column.heading }))
      : columns;
    if (named !== undefined) return [chooseChannel(byName, measures, named, place)!];
    return columns.filter(({ kind }) => kind?.measures === measures);
  };
  const [voltages, currents] = [all("voltage"), all("current")];
  const count = Math.max(voltages.length, currents.length);
  const headings = columns
    .map(({ heading }) => heading)
    .slice(0, 20)
    .join(", ");
  if (count === 0) {
    const wayOut = `head it as in "voltage (mV)" or "current (pA)", or give voltageUnit; the columns are ${headings}`;
    throw badFile(place, "no column is in a unit of voltage or current", wayOut);
  }
  if (voltages.length > 1 && currents.length > 1 && voltages.length !== currents.length) {
    const problem = `${voltages.length} columns of voltage stand beside ${currents.length} of current`;
    throw badFile(place, problem, `name the two that belong together; the columns are ${headings}`);
  }
  const rate = options.rate === undefined ? rateOf(table) : givenRate(options.rate);
  return Array.from({ length: count }, (_, k): Sweep => {
    const own = (list: readonly Column[]): Column | undefined => (list.length === 1 ? list[0] : list[k]);
    const [v, i] = [own(voltages), own(currents)];
    return {
      name: count > 1 ? ((voltages.length > 1 ? v : i)?.name ?? "") : "",
      rate,
      ...(v && { voltage: inSi(v) }),
      ...(i && { current: inSi(i) }),
      units: { ...(v && { voltage: v.unit! }), ...(i && { current: i.unit! }) },
      source: { ...(v && { voltage: v.heading }), ...(i && { current: i.heading }) },
    };
  });
}

/** A column without a unit has the one given, if it is named, or called as a voltage or current is. */
function withGivenUnit(column: CsvTable["columns"][number], heading: string, options: ReadOptions): Column {
  const { name, unit, values } = column;
  const isCalled = (pattern: RegExp, named: string | undefined): boolean =>
    named === undefined ? pattern.test(name) : named === name;
  const [voltageUnit, currentUnit] = [options.voltageUnit, options.currentUnit];
  const isVoltage = isCalled(/^(v|vm|v_m|voltage|potential)$/i, options.voltage);
  const isCurrent = isCalled(/^(i|current|command)$/i, options.current);
  const given =
    unit !== undefined
      ? undefined
      : voltageUnit !== undefined && isVoltage
        ? { unit: voltageUnit, factor: givenUnit("voltageUnit", voltageUnit, "voltage"), measures: "voltage" as const }
        : currentUnit !== undefined && isCurrent
          ? {
              unit: currentUnit,
              factor: givenUnit("currentUnit", currentUnit, "current"),
              measures: "current" as const,
            }
          : undefined;
  const kind = given ?? (unit === undefined ? undefined : channelUnit(unit));
  return { name, heading, unit: given?.unit ?? unit, kind, values };
}

function inSi({ values, kind }: Column): Float64Array {
  return values.map((value) => value * kind!.factor);
}

function rateOf(table: CsvTable): number {
  const { value } = parseQuantity(timesIn(table).interval);
  return Number((1 / value).toPrecision(10));
}
