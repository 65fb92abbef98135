import { type AbfChannel, type AbfHeader, type AbfMode, type AbfOutput, scaling, startTime } from "./abf-header.ts";
import { badFile, damaged } from "./cell-recording.ts";
import type { FileBytes } from "./file-bytes.ts";

const block = 512;

/** The header of version 1: everything at a fixed byte. */
export function readAbf1Header(bytes: FileBytes): AbfHeader {
  const { i16, i32, f32 } = bytes;
  const count = i16(120);
  if (count < 1 || count > 16) throw badFile(bytes.place, `it says that ${count} channels were recorded`, damaged);
  // Arrays of inputs go by the number of the input, not of the channel.
  const inputs = Array.from({ length: count }, (_, k) => i16(410 + 2 * k));
  const strange = inputs.find((input) => input < 0 || input > 15);
  if (strange !== undefined) throw badFile(bytes.place, `it says that input ${strange} was recorded`, damaged);

  const type = i16(100) === 0 ? "i16" : "f32";
  const interval = f32(122);
  const synchAt = i32(92) * block;
  const synchCount = Math.max(0, i32(96));
  if (synchCount > 0) bytes.demand(synchAt, 8 * synchCount, "the table of sweeps");
  return {
    version: 1,
    mode: i16(8) as AbfMode,
    started: startTime(i32(20), i32(24)),
    rate: 1e6 / (interval * count),
    streamInterval: interval,
    sweeps: i32(16),
    data: { at: i32(40) * block + i16(14) * (type === "i16" ? 2 : 4), type, count: i32(10) },
    channels: inputs.map((input) => channel(bytes, input)),
    outputs: [0, 1].map((k) => output(bytes, k)),
    synch: Array.from({ length: synchCount }, (_, k) => [i32(synchAt + 8 * k), i32(synchAt + 8 * k + 4)] as const),
    synchUnit: f32(130),
    notes: [],
  };
}

function channel({ i16, i32, f32, text }: FileBytes, input: number): AbfChannel {
  return {
    name: text(442 + 10 * input, 10).trim(),
    unit: text(602 + 8 * input, 8).trim(),
    ...scaling({
      range: f32(244),
      resolution: i32(252),
      instrumentScale: f32(922 + 4 * input),
      instrumentOffset: f32(986 + 4 * input),
      signalGain: f32(1050 + 4 * input),
      signalOffset: f32(1114 + 4 * input),
      programmableGain: f32(730 + 4 * input),
      telegraphEnabled: i16(4512 + 2 * input) !== 0,
      telegraphGain: f32(4576 + 4 * input),
    }),
  };
}

function output({ i16, i32, f32, text }: FileBytes, k: number): AbfOutput {
  return {
    name: text(1306 + 10 * k, 10).trim(),
    unit: text(1346 + 8 * k, 8).trim(),
    enabled: i16(2296 + 2 * k) !== 0,
    source: i16(2300 + 2 * k),
    holding: f32(1394 + 4 * k),
    staysBetweenSweeps: i16(2304 + 2 * k) === 1,
    epochs: Array.from({ length: 10 }, (_, e) => ({
      type: i16(2308 + 20 * k + 2 * e),
      level: f32(2348 + 40 * k + 4 * e),
      levelIncrement: f32(2428 + 40 * k + 4 * e),
      duration: i32(2508 + 40 * k + 4 * e),
      durationIncrement: i32(2588 + 40 * k + 4 * e),
      period: i32(2136 + 40 * k + 4 * e),
      width: i32(2216 + 40 * k + 4 * e),
    })),
  };
}
