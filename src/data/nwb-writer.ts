import type * as H5wasm from "h5wasm";
import { type CellRecording, type Sweep, samplesOf } from "./cell-recording.ts";
import { loadHdf5 } from "./h5wasm.ts";

/** What an NWB file must say beside the numbers. */
export interface NwbDescription {
  /** Unique among the files of a laboratory. Default: the recording's name. */
  readonly identifier?: string;
  /** Default: names the recording. */
  readonly description?: string;
  /** When the session began, ISO 8601. Needed where the recording does not say it. */
  readonly started?: string;
  /** When the file is made, ISO 8601. Default: when the session began. */
  readonly created?: string;
  readonly electrode?: string;
  readonly device?: string;
}

/** In the memory of the module: every use is over before the next begins. */
const file = "/written.nwb";
const version = "2.6.0";

/**
 * A recording as a file of Neurodata Without Borders, version 2 (https://nwb-schema.readthedocs.io): a CurrentClampSeries in
 * `/acquisition` for each sweep, and the current beside it as a CurrentClampStimulusSeries in `/stimulus/presentation`, with
 * the same sweep number. Numbers are 64-bit floats in volts and amperes, packed without loss.
 *
 * @throws RangeError where no time of the session is known, or a sweep has no voltage
 */
export async function recordingNwb(recording: CellRecording, about: NwbDescription = {}): Promise<Uint8Array> {
  const started = about.started ?? recording.started;
  if (started === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(started)) {
    const problem = started === undefined ? "does not say when it was made" : `says that it was made at "${started}"`;
    throw new RangeError(`${recording.name} ${problem} (give started, such as "2018-07-11T14:03:22+02:00")`);
  }
  const mute = recording.sweeps.find(({ voltage }) => !voltage);
  if (mute) throw new RangeError(`${mute.name} has no voltage (leave it out, or put the voltage beside it)`);
  const { h5, module } = await loadHdf5();
  const root = new h5.File(file, "w");
  try {
    const identifier = about.identifier ?? recording.name;
    const write = writerFor(identifier);
    write.attributes(root, { nwb_version: version, ...write.kind("NWBFile", "/") });
    write.texts(root, {
      identifier,
      session_description: about.description ?? `current clamp, ${recording.name}`,
      session_start_time: started,
      timestamps_reference_time: started,
    });
    root.create_dataset({ name: "file_create_date", data: [about.created ?? started], shape: [1] });
    for (const name of ["acquisition", "analysis", "processing", "general", "stimulus"]) root.create_group(name);
    for (const name of ["presentation", "templates"]) at(root, "stimulus").create_group(name);
    writeElectrode(at(root, "general"), about, write);
    for (const [k, sweep] of recording.sweeps.entries()) writeSweep(root, sweep, k, write);
    root.close();
    return module.FS.readFile(file);
  } finally {
    module.FS.unlink(file);
  }
}

const electrodePath = "/general/intracellular_ephys/electrode_0";
const devicePath = "/general/devices/amplifier";

function writeElectrode(general: H5wasm.Group, about: NwbDescription, write: Writer): void {
  const device = general.create_group("devices").create_group("amplifier");
  write.attributes(device, {
    ...write.kind("Device", devicePath),
    description: about.device ?? "not stated",
  });
  const electrode = general.create_group("intracellular_ephys").create_group("electrode_0");
  write.attributes(electrode, write.kind("IntracellularElectrode", electrodePath));
  write.texts(electrode, { description: about.electrode ?? "not stated" });
  electrode.create_soft_link(devicePath, "device");
}

function writeSweep(root: H5wasm.Group, sweep: Sweep, k: number, write: Writer): void {
  const number = String(k).padStart(4, "0");
  const series = [
    ["acquisition", `CurrentClampSeries_${number}`, "CurrentClampSeries", "voltage", "volts"],
    [
      "stimulus/presentation",
      `CurrentClampStimulusSeries_${number}`,
      "CurrentClampStimulusSeries",
      "current",
      "amperes",
    ],
  ] as const;
  for (const [folder, name, type, channel, unit] of series) {
    const values = sweep[channel];
    if (!values) continue;
    const group = at(root, folder).create_group(name);
    const source = sweep.source[channel];
    write.attributes(group, {
      ...write.kind(type, `/${folder}/${name}`),
      description: sweep.name,
      comments:
        source === undefined
          ? "no comments"
          : `from ${source}${channel === "current" && sweep.source.isCommand ? ", a command" : ""}`,
      stimulus_description: "not stated",
    });
    group.create_attribute("sweep_number", k, [], "<I");
    const chunks = [Math.min(samplesOf(sweep), 1 << 15)];
    const data = group.create_dataset({ name: "data", data: values, chunks, compression: "gzip", compression_opts: 4 });
    write.attributes(data, { unit });
    for (const [attribute, value] of Object.entries({ conversion: 1, offset: 0, resolution: -1 }))
      data.create_attribute(attribute, value, [], "<f");
    const start = group.create_dataset({ name: "starting_time", data: 0, shape: [], dtype: "<d" });
    start.create_attribute("rate", sweep.rate, [], "<d");
    write.attributes(start, { unit: "seconds" });
    group.create_soft_link(electrodePath, "electrode");
  }
}

function at(root: H5wasm.Group, path: string): H5wasm.Group {
  return root.get(path) as H5wasm.Group;
}

interface Writer {
  /** The attributes that make a group an object of the schema. */
  kind(type: string, path: string): Readonly<Record<string, string>>;
  attributes(node: H5wasm.Group | H5wasm.Dataset, texts: Readonly<Record<string, string>>): void;
  texts(group: H5wasm.Group, texts: Readonly<Record<string, string>>): void;
}

function writerFor(identifier: string): Writer {
  return {
    kind: (type, path) => ({ namespace: "core", neurodata_type: type, object_id: uuidOf(`${identifier} ${path}`) }),
    attributes(node, texts) {
      for (const [name, text] of Object.entries(texts)) node.create_attribute(name, text);
    },
    texts(group, texts) {
      for (const [name, data] of Object.entries(texts)) group.create_dataset({ name, data });
    },
  };
}

/** A UUID of version 8 (RFC 9562), made of a text: four hashes FNV-1a, each begun with another number. */
function uuidOf(text: string): string {
  const hex = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]
    .map((seed) => {
      let hash = seed;
      for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, "0");
    })
    .join("");
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)];
  return `${a}-${b}-8${c}-8${d}-${hex.slice(20)}`;
}
