import { badFile, type CellRecording, damaged, type ReadOptions, type Sweep } from "./cell-recording.ts";
import { channelUnit } from "./channel-unit.ts";
import { type Hdf5Node, openHdf5 } from "./hdf5/hdf5-file.ts";

/**
 * Reads the current-clamp series of a file of Neurodata Without Borders, version 1 or 2. A voltage is paired with the
 * current that has its sweep number, or else its name: `data_00012_AD0` and `data_00012_DA0`.
 *
 * @throws ExperimentError where the file is damaged, is no NWB file, or has no current clamp
 */
export function readNwb(content: Uint8Array, name: string, options: ReadOptions = {}): CellRecording {
  const root = openHdf5(content, name);
  const version = text(root.attribute("nwb_version")) ?? text(root.at("nwb_version")?.value());
  const number = /^(?:NWB-)?([12])\./.exec(version ?? "")?.[1];
  if (version === undefined)
    throw badFile(name, "it is HDF5, but no NWB file: it has no nwb_version", "export it as NWB 2");
  if (number === undefined) throw badFile(name, `its nwb_version is "${version}"`, "versions 1 and 2 can be read");
  const layout = number === "1" ? layout1(root) : layout2;
  const responses = seriesIn(root, layout.responses, layout, "voltage");
  const stimuli = seriesIn(root, layout.stimuli, layout, "current");
  const named = options.voltage;
  const chosen = named === undefined ? responses : responses.filter((series) => series.name === named);
  if (named !== undefined && chosen.length === 0) {
    const names = responses
      .map((series) => series.name)
      .slice(0, 20)
      .join(", ");
    throw badFile(name, `there is no series "${named}"`, `there are ${names || "none"}`);
  }
  const sweeps = chosen
    .map((response) => ({ response, stimulus: partnerOf(response, stimuli) }))
    .sort((a, b) => a.response.order - b.response.order)
    .map(({ response, stimulus }) => sweepOf(response, stimulus, name));
  if (sweeps.length === 0)
    throw badFile(name, "it has no series of current clamp", "voltage clamp and other data are not read");
  const started = text(root.at("session_start_time")?.value());
  return { format: `nwb${number as "1" | "2"}`, name, sweeps, notes: [], ...(started !== undefined && { started }) };
}

interface Layout {
  readonly responses: string;
  readonly stimuli: string;
  /** Whether a series is one of current clamp. */
  isKind(series: Hdf5Node, kind: "voltage" | "current"): boolean;
  /** Whether `conversion` brings the data to SI. */
  readonly converts: boolean;
}

const layout2: Layout = {
  responses: "acquisition",
  stimuli: "stimulus/presentation",
  isKind(series, kind) {
    const type = text(series.attribute("neurodata_type")) ?? "";
    return kind === "voltage"
      ? type === "CurrentClampSeries" || type === "IZeroClampSeries"
      : type === "CurrentClampStimulusSeries";
  },
  converts: true,
};

/** Files that the Allen Institute's software made before version 1.1 hold SI already, and a conversion that is wrong. */
function layout1(root: Hdf5Node): Layout {
  const generated = root.at("general/generated_by")?.value();
  const list = Array.isArray(generated) ? generated : [];
  const version = text(list[list.indexOf("version") + 1]) ?? "";
  return {
    responses: "acquisition/timeseries",
    stimuli: "stimulus/presentation",
    isKind(series, kind) {
      const unit = text(series.at("data")?.attribute("unit")) ?? "";
      const ancestry = series.attribute("ancestry");
      const isVoltageClamp = String(ancestry).includes("VoltageClamp");
      return !isVoltageClamp && (channelUnit(unit)?.measures ?? kind) === kind;
    },
    converts: !(list.includes("version") && /^(0\.|1\.0(\.|$))/.test(version)),
  };
}

interface Series {
  readonly name: string;
  readonly node: Hdf5Node;
  readonly layout: Layout;
  /** The number of the sweep, where the file gives one. */
  readonly sweep: number | undefined;
  /** By which sweeps are sorted: the number, or that in the name. */
  readonly order: number;
}

function seriesIn(root: Hdf5Node, path: string, layout: Layout, kind: "voltage" | "current"): Series[] {
  const group = root.at(path);
  return (group?.names() ?? []).flatMap((name): Series[] => {
    const node = group!.at(name);
    if (!node?.at("data") || !layout.isKind(node, kind)) return [];
    const given = node.attribute("sweep_number");
    const sweep = typeof given === "number" ? given : undefined;
    return [{ name, node, layout, sweep, order: sweep ?? Number(/(\d+)(?:_[A-Z]+\d*)?$/.exec(name)?.[1] ?? 0) }];
  });
}

/** The current of the same sweep number, if it is the only one; else the one with the same words and numbers in its name. */
function partnerOf(response: Series, stimuli: readonly Series[]): Series | undefined {
  const same = stimuli.filter(({ sweep }) => sweep !== undefined && sweep === response.sweep);
  if (same.length === 1) return same[0];
  const among = same.length > 1 ? same : stimuli;
  return among.find(({ name }) => wordsOf(name) === wordsOf(response.name));
}

/** `ic__Step__1` and `ics__Step__1`, `CurrentClampSeries_01` and `CurrentClampStimulusSeries_01` have the same words. */
function wordsOf(name: string): string {
  return name
    .replace(/^ics?__/, "")
    .replace(/Stimulus/i, "")
    .replace(/_(AD|DA)(\d+)$/, "_$2");
}

function sweepOf(response: Series, stimulus: Series | undefined, name: string): Sweep {
  const voltage = samplesOf(response, name);
  const rate = rateOf(response, voltage.length, name);
  const current = stimulus && samplesOf(stimulus, name);
  // A stimulus may go on after the response was cut, or be shorter by what was not played.
  const fits =
    current !== undefined &&
    current.length >= voltage.length &&
    sameRate(rateOf(stimulus!, current.length, name), rate);
  return {
    name: response.name,
    rate,
    voltage,
    ...(fits && { current: current.subarray(0, voltage.length) }),
    units: { voltage: unitOf(response), ...(fits && { current: unitOf(stimulus!) }) },
    source: { voltage: response.node.path, ...(fits && { current: stimulus!.node.path }) },
  };
}

/** SI = data * conversion + offset. */
function samplesOf({ node, layout }: Series, name: string): Float64Array {
  const data = node.at("data")!;
  const values = data.samples();
  if (!values) throw badFile(name, `${data.path} is no list of numbers`, damaged);
  if (!layout.converts) return values;
  const [conversion, offset] = [data.attribute("conversion") ?? 1, data.attribute("offset") ?? 0];
  if (typeof conversion !== "number" || typeof offset !== "number" || !(conversion !== 0))
    throw badFile(name, `the conversion of ${data.path} is ${conversion}, its offset ${offset}`, damaged);
  return conversion === 1 && offset === 0 ? values : values.map((value) => value * conversion + offset);
}

function unitOf({ node }: Series): string {
  return text(node.at("data")?.attribute("unit")) ?? "";
}

function rateOf({ node }: Series, samples: number, name: string): number {
  const rate = node.at("starting_time")?.attribute("rate");
  if (typeof rate === "number") return rate;
  const times = node.at("timestamps")?.samples();
  const mean = times && (times.at(-1)! - times[0]!) / (times.length - 1);
  if (!times || times.length !== samples || !(mean! > 0))
    throw badFile(name, `${node.path} has neither a rate nor a time for each sample`, damaged);
  if (times.some((time, k) => !(Math.abs(time - times[0]! - k * mean!) <= 0.01 * mean!)))
    throw badFile(name, `the timestamps of ${node.path} are not equally spaced`, "resample the recording");
  return Number((1 / mean!).toPrecision(10));
}

function sameRate(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * b;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
