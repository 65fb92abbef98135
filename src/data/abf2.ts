import { type AbfChannel, type AbfHeader, type AbfMode, type AbfOutput, scaling, startTime } from "./abf-header.ts";
import { badFile, damaged } from "./cell-recording.ts";
import type { FileBytes } from "./file-bytes.ts";

const block = 512;

/** The sections of a file in the order of their entries from byte 76 on; those that are read here. */
const sectionNumbers = {
  protocol: 0,
  adc: 1,
  dac: 2,
  epochPerDac: 5,
  userList: 6,
  strings: 9,
  data: 10,
  synchArray: 15,
} as const;

interface Section {
  readonly at: number;
  /** Bytes of an entry. */
  readonly size: number;
  readonly count: number;
}

/** The header of version 2: a table of sections, each a list of entries of equal size. */
export function readAbf2Header(bytes: FileBytes): AbfHeader {
  const { u16, u32, i16, i32, f32 } = bytes;
  const section = (name: keyof typeof sectionNumbers): Section => sectionOf(bytes, name);
  const protocol = section("protocol").at;
  bytes.demand(protocol, 208, "the section of the protocol");
  const texts = readTexts(bytes, section("strings"));
  const inputs = entriesOf(fewOf(bytes, section("adc"), "channels"));
  if (inputs.length === 0 || section("protocol").count === 0)
    throw badFile(bytes.place, "it lists no channels", damaged);

  const data = section("data");
  const interval = f32(protocol + 2);
  const epochs = entriesOf(fewOf(bytes, section("epochPerDac"), "epochs"));
  const lists = entriesOf(section("userList")).filter((at) => i16(at + 2) !== 0);
  return {
    version: 2,
    mode: i16(protocol) as AbfMode,
    started: startTime(u32(16), u32(20) / 1000),
    rate: 1e6 / interval,
    streamInterval: interval / inputs.length,
    sweeps: u32(12),
    data: { at: data.at, type: u16(30) === 0 ? "i16" : "f32", count: data.count },
    channels: inputs.map((at) => channel(bytes, at, protocol, texts)),
    outputs: entriesOf(fewOf(bytes, section("dac"), "outputs")).map((at) => output(bytes, at, epochs, texts)),
    synch: entriesOf(section("synchArray")).map((at) => [i32(at), i32(at + 4)] as const),
    synchUnit: f32(protocol + 14),
    notes: lists.length > 0 ? ["a user list changes the command from sweep to sweep, which is not rebuilt"] : [],
  };
}

function sectionOf(bytes: FileBytes, name: keyof typeof sectionNumbers): Section {
  const row = 76 + 16 * sectionNumbers[name];
  const section = { at: bytes.u32(row) * block, size: bytes.u32(row + 4), count: bytes.u64(row + 8) };
  if (section.count === 0) return section;
  // The size of an entry of the strings is that of the whole section.
  const length = name === "strings" ? section.size : section.size * section.count;
  bytes.demand(section.at, length, `the section of ${name}`);
  if (section.size === 0) throw badFile(bytes.place, `the entries of ${name} are 0 bytes long`, damaged);
  return section;
}

/** A section that has more entries than any converter has channels, or any protocol epochs, is not one. */
function fewOf({ place }: FileBytes, section: Section, what: string): Section {
  if (section.count > 500) throw badFile(place, `it lists ${section.count} ${what}`, damaged);
  return section;
}

/** The first byte of each entry. */
function entriesOf({ at, size, count }: Section): number[] {
  return Array.from({ length: count }, (_, k) => at + k * size);
}

/** Texts by their number, from 1: they follow each other, each ended by a NUL, behind a preamble of 44 bytes. */
function readTexts(bytes: FileBytes, { at, size, count }: Section): string[] {
  const texts = [""];
  if (count === 0) return texts;
  for (let start = at + 44; start < at + size; start += texts.at(-1)!.length + 1)
    texts.push(bytes.text(start, at + size - start));
  return texts;
}

function channel(bytes: FileBytes, at: number, protocol: number, texts: readonly string[]): AbfChannel {
  const { i16, i32, f32 } = bytes;
  bytes.demand(at, 82, "the entry of a channel");
  return {
    name: texts[i32(at + 74)] ?? "",
    unit: texts[i32(at + 78)] ?? "",
    ...scaling({
      range: f32(protocol + 110),
      resolution: i32(protocol + 118),
      instrumentScale: f32(at + 40),
      instrumentOffset: f32(at + 44),
      signalGain: f32(at + 48),
      signalOffset: f32(at + 52),
      programmableGain: f32(at + 28),
      telegraphEnabled: i16(at + 2) !== 0,
      telegraphGain: f32(at + 6),
    }),
  };
}

function output(bytes: FileBytes, at: number, epochs: readonly number[], texts: readonly string[]): AbfOutput {
  const { i16, i32, f32 } = bytes;
  bytes.demand(at, 54, "the entry of an output");
  const number = i16(at);
  return {
    name: texts[i32(at + 24)] ?? "",
    unit: texts[i32(at + 28)] ?? "",
    enabled: i16(at + 40) !== 0,
    source: i16(at + 42),
    holding: f32(at + 12),
    staysBetweenSweeps: i16(at + 44) === 1,
    epochs: epochs
      .filter((epoch) => i16(epoch + 2) === number)
      .sort((a, b) => i16(a) - i16(b))
      .map((epoch) => ({
        type: i16(epoch + 4),
        level: f32(epoch + 6),
        levelIncrement: f32(epoch + 10),
        duration: i32(epoch + 14),
        durationIncrement: i32(epoch + 18),
        period: i32(epoch + 22),
        width: i32(epoch + 26),
      })),
  };
}
