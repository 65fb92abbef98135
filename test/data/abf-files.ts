/** What a synthetic ABF file is to say; what is left out has the values of an everyday step protocol. */
export interface AbfSketch {
  readonly mode?: number;
  readonly sweeps?: number;
  /** Units of the recorded channels. */
  readonly units?: readonly string[];
  /** Raw samples: all channels of one moment, then of the next, sweep after sweep. */
  readonly raw: readonly number[];
  readonly float?: boolean;
  /** Of one channel, Hz. */
  readonly rate?: number;
  readonly telegraph?: number;
  readonly command?: {
    readonly unit?: string;
    readonly holding?: number;
    readonly stays?: boolean;
    readonly source?: number;
    /** type, level, increment, duration, increment, period, width. */
    readonly epochs: readonly (readonly number[])[];
  };
  readonly synch?: readonly (readonly [number, number])[];
}

const block = 512;

/** An ABF 2 file: a header, sections of a block each, the data, the table of sweeps. */
export function abf2(sketch: AbfSketch): Uint8Array {
  const {
    mode = 5,
    sweeps = 1,
    units = ["mV"],
    raw,
    float = false,
    rate = 10_000,
    telegraph,
    command,
    synch = [],
  } = sketch;
  const size = float ? 4 : 2;
  const dataBlocks = Math.ceil((raw.length * size) / block);
  const bytes = new Uint8Array(block * (7 + dataBlocks + 1));
  const view = new DataView(bytes.buffer);
  const texts = ["creator", ...units.flatMap((unit, k) => [`IN ${k}`, unit]), "Cmd 0", command?.unit ?? "pA"];
  const section = (number: number, at: number, entry: number, count: number): void => {
    view.setUint32(76 + 16 * number, at, true);
    view.setUint32(80 + 16 * number, entry, true);
    view.setBigUint64(84 + 16 * number, BigInt(count), true);
  };
  put(bytes, 0, "ABF2");
  view.setUint32(12, sweeps, true);
  view.setUint32(16, 20180711, true);
  view.setUint32(20, ((14 * 60 + 3) * 60 + 22) * 1000, true);
  view.setUint16(30, float ? 1 : 0, true);
  section(0, 1, 512, 1);
  section(1, 2, 128, units.length);
  section(2, 4, 256, 1);
  section(5, 5, 48, command?.epochs.length ?? 0);
  section(9, 6, block, texts.length);
  section(10, 7, size, raw.length);
  section(15, 7 + dataBlocks, 8, synch.length);

  view.setInt16(block, mode, true);
  view.setFloat32(block + 2, 1e6 / rate, true);
  view.setFloat32(block + 110, 10, true);
  view.setInt32(block + 118, 32768, true);
  for (const k of units.keys()) {
    const at = 2 * block + 128 * k;
    view.setInt16(at + 2, telegraph === undefined ? 0 : 1, true);
    view.setFloat32(at + 6, telegraph ?? 0, true);
    for (const offset of [28, 40, 48]) view.setFloat32(at + offset, 1, true);
    view.setInt32(at + 74, 2 + 2 * k, true);
    view.setInt32(at + 78, 3 + 2 * k, true);
  }
  const dac = 4 * block;
  view.setFloat32(dac + 12, command?.holding ?? 0, true);
  view.setInt32(dac + 24, texts.length - 1, true);
  view.setInt32(dac + 28, texts.length, true);
  view.setInt16(dac + 40, command ? 1 : 0, true);
  view.setInt16(dac + 42, command?.source ?? 1, true);
  view.setInt16(dac + 44, command?.stays ? 1 : 0, true);
  for (const [k, [type, level, increment, ...durations]] of (command?.epochs ?? []).entries()) {
    const at = 5 * block + 48 * k;
    view.setInt16(at, k, true);
    view.setInt16(at + 4, type!, true);
    view.setFloat32(at + 6, level!, true);
    view.setFloat32(at + 10, increment!, true);
    for (const [j, value] of durations.entries()) view.setInt32(at + 14 + 4 * j, value, true);
  }
  put(bytes, 6 * block + 44, `${texts.join("\0")}\0`);
  putSamples(view, 7 * block, raw, float);
  for (const [k, pair] of synch.entries())
    for (const [j, value] of pair.entries()) view.setInt32((7 + dataBlocks) * block + 8 * k + 4 * j, value, true);
  return bytes;
}

/** An ABF 1 file: everything at a fixed byte, the data from block 16 on. The channels are the inputs 3, 4, … */
export function abf1(sketch: AbfSketch): Uint8Array {
  const { mode = 5, sweeps = 1, units = ["mV"], raw, float = false, rate = 10_000, telegraph, command } = sketch;
  const bytes = new Uint8Array(16 * block + raw.length * (float ? 4 : 2));
  const view = new DataView(bytes.buffer);
  const i16 = (at: number, value: number): void => view.setInt16(at, value, true);
  const i32 = (at: number, value: number): void => view.setInt32(at, value, true);
  const f32 = (at: number, value: number): void => view.setFloat32(at, value, true);
  put(bytes, 0, "ABF ");
  f32(4, 1.83);
  i16(8, mode);
  i32(10, raw.length);
  i32(16, sweeps);
  i32(20, 20180711);
  i32(24, (14 * 60 + 3) * 60 + 22);
  i32(40, 16);
  i16(100, float ? 1 : 0);
  i16(120, units.length);
  f32(122, 1e6 / rate / units.length);
  f32(244, 10);
  i32(252, 32768);
  for (const [k, unit] of units.entries()) {
    const input = 3 + k;
    i16(410 + 2 * k, input);
    put(bytes, 442 + 10 * input, `IN ${k}`);
    put(bytes, 602 + 8 * input, unit);
    for (const at of [730, 922, 1050]) f32(at + 4 * input, 1);
    i16(4512 + 2 * input, telegraph === undefined ? 0 : 1);
    f32(4576 + 4 * input, telegraph ?? 0);
  }
  put(bytes, 1306, "Cmd 0");
  put(bytes, 1346, command?.unit ?? "pA");
  f32(1394, command?.holding ?? 0);
  i16(2296, command ? 1 : 0);
  i16(2300, command?.source ?? 1);
  i16(2304, command?.stays ? 1 : 0);
  for (const [k, [type, level, increment, duration, longer, period, width]] of (command?.epochs ?? []).entries()) {
    i16(2308 + 2 * k, type!);
    f32(2348 + 4 * k, level!);
    f32(2428 + 4 * k, increment!);
    i32(2508 + 4 * k, duration!);
    i32(2588 + 4 * k, longer!);
    i32(2136 + 4 * k, period!);
    i32(2216 + 4 * k, width!);
  }
  putSamples(view, 16 * block, raw, float);
  return bytes;
}

function put(bytes: Uint8Array, at: number, text: string): void {
  for (let k = 0; k < text.length; k++) bytes[at + k] = text.charCodeAt(k);
}

function putSamples(view: DataView, at: number, raw: readonly number[], float: boolean): void {
  for (const [k, value] of raw.entries())
    if (float) view.setFloat32(at + 4 * k, value, true);
    else view.setInt16(at + 2 * k, value, true);
}
