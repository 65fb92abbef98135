import { badFile, type CellRecording, damaged, type ReadOptions, type Sweep } from "./cell-recording.ts";
import { channelUnit, givenRate, givenUnit } from "./channel-unit.ts";
import { FileBytes, readSamples, type SampleType, sampleBytes } from "./file-bytes.ts";

/** One wave: a list of samples, or a table whose columns are the sweeps of one channel. */
interface Wave {
  readonly version: 2 | 5;
  readonly name: string;
  readonly type: SampleType;
  /** The first byte of the samples. */
  readonly at: number;
  /** Samples in a column, columns. */
  readonly shape: readonly [number, number];
  /** From one sample to the next, in `timeUnit`. */
  readonly interval: number;
  readonly unit: string;
  /** Empty: seconds. */
  readonly timeUnit: string;
}

/** Igor's numbers of types; 1 more is complex. */
const types: Readonly<Record<number, SampleType>> = {
  2: "f32",
  4: "f64",
  8: "i8",
  16: "i16",
  32: "i32",
  72: "u8",
  80: "u16",
  96: "u32",
};

/** Whether these are the first bytes of a wave of version 2 or 5, in either byte order. */
export function isIbw(content: Uint8Array): boolean {
  const [a, b] = content;
  return content.length >= 126 && ((a === 0 && (b === 2 || b === 5)) || (b === 0 && (a === 2 || a === 5)));
}

/**
 * Reads an Igor Binary Wave, version 2 or 5, in either byte order. A wave is one channel: `joinRecordings` puts the current
 * of one file beside the voltage of another.
 *
 * @throws ExperimentError where the file is damaged, or its wave is no current or voltage
 */
export function readIbw(content: Uint8Array, name: string, options: ReadOptions = {}): CellRecording {
  const bytes = new FileBytes(content, name, content[0] !== 0);
  const wave = bytes.i16(0) === 2 ? readVersion2(bytes) : readVersion5(bytes);
  const [rows, columns] = wave.shape;
  bytes.demand(wave.at, rows * columns * sampleBytes[wave.type], `${rows * columns} samples`);
  if (!(rows > 0 && columns > 0)) throw badFile(name, "the wave has no samples", damaged);
  const unit = unitOf(wave, options);
  if (!unit) {
    const problem = `the wave ${wave.name} is in "${wave.unit}", which is no unit of voltage or current`;
    throw badFile(name, problem, 'give the unit of a wave without one, such as voltageUnit "mV"');
  }
  const rate = options.rate === undefined ? rateOf(wave, name) : givenRate(options.rate);
  const sweeps = Array.from({ length: columns }, (_, k): Sweep => {
    const at = wave.at + k * rows * sampleBytes[wave.type];
    const values = readSamples(bytes, { at, type: wave.type, count: rows }, unit.factor);
    return {
      name: columns === 1 ? wave.name || "sweep 1" : `sweep ${k + 1}`,
      rate,
      [unit.measures]: values,
      units: { [unit.measures]: wave.unit },
      source: { [unit.measures]: wave.name },
    };
  });
  return { format: `ibw${wave.version}`, name, sweeps, notes: [] };
}

function readVersion2(bytes: FileBytes): Wave {
  const { i16, i32, f64, text } = bytes;
  return {
    version: 2,
    type: typeOf(bytes, i16(16)),
    name: text(22, 20),
    unit: text(50, 4),
    timeUnit: text(54, 4),
    shape: [i32(58), 1],
    interval: f64(64),
    at: 126,
  };
}

function readVersion5(bytes: FileBytes): Wave {
  const { i16, i32, f64, text } = bytes;
  bytes.demand(0, 384, "the header of the wave");
  // The 192 numbers of 16 bits of the headers add up to a multiple of 2^16.
  let sum = 0;
  for (let at = 0; at < 384; at += 2) sum += i16(at);
  if ((sum & 0xffff) !== 0) throw badFile(bytes.place, "the checksum of the wave's header is wrong", damaged);
  const dimensions = [0, 1, 2, 3].map((k) => i32(132 + 4 * k));
  const deeper = dimensions.slice(2).some((size) => size > 1);
  if (deeper) {
    const problem = `the wave has ${dimensions.filter((size) => size > 0).length} dimensions`;
    throw badFile(bytes.place, problem, "give a wave of samples, or a table whose columns are sweeps");
  }
  return {
    version: 5,
    type: typeOf(bytes, i16(80)),
    name: text(92, 32),
    unit: text(212, 4),
    timeUnit: text(216, 4),
    shape: [dimensions[0]!, dimensions[1]! > 0 ? dimensions[1]! : 1],
    interval: f64(148),
    at: 384,
  };
}

function typeOf({ place }: FileBytes, number: number): SampleType {
  const type = types[number];
  if (type) return type;
  const complex =
    number === 0 ? "texts" : types[number - 1] ? "complex numbers" : `numbers of an unknown type, ${number}`;
  throw badFile(place, `the wave holds ${complex}`, "give a wave of real numbers");
}

function unitOf({ unit }: Wave, options: ReadOptions) {
  const kind = channelUnit(unit);
  if (kind)
    return kind.measures === "voltage" || kind.measures === "current"
      ? { ...kind, measures: kind.measures }
      : undefined;
  if (unit !== "") return undefined;
  if (options.voltageUnit !== undefined)
    return { measures: "voltage" as const, factor: givenUnit("voltageUnit", options.voltageUnit, "voltage") };
  if (options.currentUnit !== undefined)
    return { measures: "current" as const, factor: givenUnit("currentUnit", options.currentUnit, "current") };
  return undefined;
}

function rateOf({ interval, timeUnit }: Wave, name: string): number {
  const unit = timeUnit === "" ? { measures: "time", factor: 1 } : channelUnit(timeUnit);
  if (unit?.measures !== "time")
    throw badFile(name, `the samples of the wave are "${timeUnit}" apart, not times`, 'give "rate", as in "10 kHz"');
  return Number((1 / (interval * unit.factor)).toPrecision(12));
}
