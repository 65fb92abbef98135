import { badFile, type CellRecording, damaged, type ReadOptions, type Sweep } from "./cell-recording.ts";
import { channelUnit, givenRate, givenUnit } from "./channel-unit.ts";
import { type ReadArray, readNpy } from "./npy.ts";
import { unzip } from "./unpack.ts";

/** Names of arrays by what they hold; a unit may follow, as in `voltage_mV`. */
const names = {
  voltage: /^(?:voltage|potential|vm|v_m|v)(?:_([a-z]+))?$/i,
  current: /^(?:current|command|stimulus|i)(?:_([a-z]+))?$/i,
  time: /^(?:times?|t)(?:_([a-z]+))?$/i,
  interval: /^(?:dt|interval)(?:_([a-z]+))?$/i,
  rate: /^(?:rate|fs|sampling_?rate|sample_?rate)(?:_([a-z]+))?$/i,
} as const;

interface NamedArray extends ReadArray {
  readonly name: string;
  readonly unit: string | undefined;
}

/**
 * Reads an archive of NumPy arrays: `voltage` and `current` as [sweeps, samples] or [samples], and one of `rate`, `dt` and
 * `time`. Units follow the names (`voltage_mV`), stand in the `units` of an about.json in the archive, or are given.
 * `samples`, where it is there, says how many of each row count.
 *
 * @throws ExperimentError where it is damaged, or does not say what its arrays are
 */
export function readNpz(content: Uint8Array, name: string, options: ReadOptions = {}): CellRecording {
  const files = unzip(content, name);
  const about = aboutOf(files["about.json"], name);
  const arrays = Object.entries(files)
    .filter(([file]) => file.endsWith(".npy"))
    .map(([file, bytes]) => ({ key: file.slice(0, -4), ...readNpy(bytes, `${name}: ${file}`) }));
  const find = (what: keyof typeof names, wanted?: string): NamedArray | undefined => {
    const found = arrays.find(({ key }) => (wanted === undefined ? names[what].test(key) : key === wanted));
    if (!found && wanted !== undefined)
      throw badFile(name, `there is no array "${wanted}"`, `there are ${arrays.map(({ key }) => key).join(", ")}`);
    return found && { ...found, name: found.key, unit: about.units[found.key] ?? names[what].exec(found.key)?.[1] };
  };
  const [voltage, current] = [find("voltage", options.voltage), find("current", options.current)];
  if (!voltage && !current) {
    const there = arrays.length > 0 ? `there are ${arrays.map(({ key }) => key).join(", ")}` : "it has no arrays";
    throw badFile(name, 'there is no array "voltage" or "current"', there);
  }
  const samples = arrays.find(({ key }) => key === "samples");
  const rates =
    options.rate === undefined
      ? ratesOf(find("rate"), find("interval"), find("time"), name)
      : Float64Array.of(givenRate(options.rate));
  const { started, notes = [], sweeps: titles } = about;
  const sweeps = sweepsOf({ voltage, current, rates, lengths: samples?.values, titles }, name, options);
  return { format: "npz", name, sweeps, notes, ...(started !== undefined && { started }) };
}

/**
 * Reads one NumPy array, [sweeps, samples] or [samples], of a voltage or a current; unit and rate have to be given.
 *
 * @throws ExperimentError where it is damaged
 * @throws RangeError where the unit or the rate is missing
 */
export function readLoneNpy(content: Uint8Array, name: string, options: ReadOptions = {}): CellRecording {
  const array = { ...readNpy(content, name), name: "array", unit: undefined };
  if (options.rate === undefined)
    throw new RangeError(`${name}: an array alone says no sampling rate (give "rate", as in "10 kHz")`);
  const isCurrent = options.voltageUnit === undefined && options.currentUnit !== undefined;
  const rates = Float64Array.of(givenRate(options.rate));
  const own = isCurrent ? { current: array } : { voltage: array };
  return { format: "npy", name, sweeps: sweepsOf({ ...own, rates }, name, options), notes: [] };
}

interface Parts {
  readonly voltage?: NamedArray | undefined;
  readonly current?: NamedArray | undefined;
  /** One for all sweeps, or one each. */
  readonly rates: Float64Array;
  readonly lengths?: Float64Array | undefined;
  readonly titles?: readonly string[] | undefined;
}

function sweepsOf({ voltage, current, rates, lengths, titles }: Parts, name: string, options: ReadOptions): Sweep[] {
  const [v, i] = [voltage && rowsOf(voltage, name), current && rowsOf(current, name)];
  const count = Math.max(v?.length ?? 0, i?.length ?? 0);
  const fits = (length: number): boolean => length === count || length === 1;
  if (![v?.length ?? 1, i?.length ?? 1, rates.length, lengths?.length ?? 1].every(fits))
    throw badFile(
      name,
      "voltage, current, rate and samples disagree on the number of sweeps",
      "give one for each sweep",
    );
  const [factorV, factorI] = [
    voltage && factorOf(voltage, "voltage", options.voltageUnit, name),
    current && factorOf(current, "current", options.currentUnit, name),
  ];
  return Array.from({ length: count }, (_, k): Sweep => {
    const rate = rates[rates.length === 1 ? 0 : k]!;
    const length = lengths?.[lengths.length === 1 ? 0 : k];
    const row = (rows: readonly Float64Array[], factor: number): Float64Array =>
      rows[rows.length === 1 ? 0 : k]!.subarray(0, length).map((value) => value * factor);
    return {
      name: titles?.[k] ?? `sweep ${k + 1}`,
      rate,
      ...(v && { voltage: row(v, factorV!) }),
      ...(i && { current: row(i, factorI!) }),
      units: {
        ...(voltage && { voltage: voltage.unit ?? options.voltageUnit! }),
        ...(current && { current: current.unit ?? options.currentUnit! }),
      },
      source: { ...(voltage && { voltage: voltage.name }), ...(current && { current: current.name }) },
    };
  });
}

function rowsOf({ values, shape, name: array }: NamedArray, name: string): Float64Array[] {
  if (shape.length === 1) return [values];
  if (shape.length !== 2)
    throw badFile(name, `"${array}" has ${shape.length} dimensions`, "save [sweeps, samples] or [samples]");
  const [rows, columns] = shape as [number, number];
  return Array.from({ length: columns === 0 ? 0 : rows }, (_, k) => values.subarray(k * columns, (k + 1) * columns));
}

function factorOf(
  { unit, name: array }: NamedArray,
  measures: "voltage" | "current",
  given: string | undefined,
  name: string,
): number {
  const option = `${measures}Unit`;
  if (given !== undefined) return givenUnit(option, given, measures);
  const found = unit === undefined ? undefined : channelUnit(unit);
  if (found?.measures === measures) return found.factor;
  const problem = unit === undefined ? `the array "${array}" names no unit` : `"${array}" is in "${unit}"`;
  const example = measures === "voltage" ? "mV" : "pA";
  throw badFile(
    name,
    `${problem}, which is needed for a ${measures}`,
    `call it ${measures}_${example}, or give ${option}`,
  );
}

function ratesOf(
  rate: NamedArray | undefined,
  interval: NamedArray | undefined,
  time: NamedArray | undefined,
  name: string,
): Float64Array {
  const wayOut = 'save "rate_Hz", "dt_ms" or "time_ms" beside it, or give "rate", as in "10 kHz"';
  const unit = ({ name: array, unit: own = "" }: NamedArray, measures: "rate" | "time"): number => {
    const found = channelUnit(own);
    if (found?.measures === measures) return found.factor;
    throw badFile(name, `the array "${array}" names no unit of ${measures}`, wayOut);
  };
  if (rate) return rate.values.map((value) => value * unit(rate, "rate"));
  if (interval) return interval.values.map((value) => precise(1 / (value * unit(interval, "time"))));
  if (!time) throw badFile(name, "it says no sampling rate", wayOut);
  const row = time.shape.length === 1 ? time.values : time.values.subarray(0, time.shape[1]);
  const mean = (row.at(-1)! - row[0]!) / (row.length - 1);
  if (!(mean > 0) || row.some((value, k) => !(Math.abs(value - row[0]! - k * mean) <= 0.01 * mean)))
    throw badFile(name, `the times in "${time.name}" are not equally spaced`, "resample the recording");
  return Float64Array.of(precise(1 / (mean * unit(time, "time"))));
}

function precise(rate: number): number {
  return Number(rate.toPrecision(10));
}

interface About {
  readonly units: Readonly<Record<string, string>>;
  readonly started?: string;
  readonly notes?: readonly string[];
  readonly sweeps?: readonly string[];
}

/** The units and titles that `recordingNpz`, or an export of a run, writes beside its arrays. */
function aboutOf(bytes: Uint8Array | undefined, name: string): About {
  if (!bytes) return { units: {} };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw badFile(name, "about.json is not JSON", damaged);
  }
  const { units, started, notes, sweeps } = (typeof json === "object" && json !== null ? json : {}) as Record<
    string,
    unknown
  >;
  const texts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((text) => typeof text === "string");
  const named = typeof units === "object" && units !== null ? Object.entries(units) : [];
  return {
    units: Object.fromEntries(named.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    ...(typeof started === "string" && { started }),
    ...(texts(notes) && { notes }),
    ...(texts(sweeps) && { sweeps }),
  };
}
