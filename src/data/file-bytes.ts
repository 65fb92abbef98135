import { badFile, damaged } from "./cell-recording.ts";

/** The bytes of a file, read at places that are checked: nothing beyond the end is ever asked for, or reserved. */
export class FileBytes {
  /** What errors call the file. */
  readonly place: string;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(bytes: Uint8Array, place: string, littleEndian = true) {
    this.place = place;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#little = littleEndian;
  }

  get length(): number {
    return this.#view.byteLength;
  }

  u8 = (at: number): number => this.#checked(at, 1).getUint8(at);
  i8 = (at: number): number => this.#checked(at, 1).getInt8(at);
  u16 = (at: number): number => this.#checked(at, 2).getUint16(at, this.#little);
  i16 = (at: number): number => this.#checked(at, 2).getInt16(at, this.#little);
  u32 = (at: number): number => this.#checked(at, 4).getUint32(at, this.#little);
  i32 = (at: number): number => this.#checked(at, 4).getInt32(at, this.#little);
  f32 = (at: number): number => this.#checked(at, 4).getFloat32(at, this.#little);
  f64 = (at: number): number => this.#checked(at, 8).getFloat64(at, this.#little);
  /** As a number: exact to 2^53, beyond which no file is long. */
  u64 = (at: number): number => Number(this.#checked(at, 8).getBigUint64(at, this.#little));

  /** Latin-1 text up to the first NUL, or `length` bytes. */
  text = (at: number, length: number): string => {
    this.demand(at, length, "a text of the header");
    let text = "";
    for (let k = 0; k < length && this.u8(at + k) !== 0; k++) text += String.fromCharCode(this.u8(at + k));
    return text;
  };

  /** The same bytes, whose numbers begin with the byte that counts least, or that counts most. */
  ordered(little: boolean): FileBytes {
    if (little === this.#little) return this;
    return new FileBytes(this.slice(0, this.length, "the file"), this.place, little);
  }

  /** The bytes themselves, not copied. */
  slice(at: number, length: number, what: string): Uint8Array {
    this.demand(at, length, what);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length);
  }

  /** Reads numbers of one type at places between `at` and `length` bytes later, which are checked here once. */
  reader(type: SampleType, at: number, length: number): (at: number) => number {
    this.demand(at, length, `${length} bytes of samples`);
    const [view, little] = [this.#view, this.#little];
    const readers: Readonly<Record<SampleType, (at: number) => number>> = {
      i8: (at) => view.getInt8(at),
      u8: (at) => view.getUint8(at),
      i16: (at) => view.getInt16(at, little),
      u16: (at) => view.getUint16(at, little),
      i32: (at) => view.getInt32(at, little),
      u32: (at) => view.getUint32(at, little),
      i64: (at) => Number(view.getBigInt64(at, little)),
      u64: (at) => Number(view.getBigUint64(at, little)),
      f32: (at) => view.getFloat32(at, little),
      f64: (at) => view.getFloat64(at, little),
    };
    return readers[type];
  }

  /** @throws ExperimentError where `length` bytes from `at` on, which hold `what`, are not all in the file */
  demand(at: number, length: number, what: string): void {
    if (at >= 0 && length >= 0 && at + length <= this.length) return;
    const problem = `${what} would take bytes ${at} to ${at + length}, but the file has ${this.length}`;
    throw badFile(this.place, problem, damaged);
  }

  #checked(at: number, length: number): DataView {
    this.demand(at, length, "a number of the header");
    return this.#view;
  }
}

/** How a number is stored. */
export type SampleType = "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "i64" | "u64" | "f32" | "f64";

export const sampleBytes: Readonly<Record<SampleType, number>> = {
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  i64: 8,
  u64: 8,
  f32: 4,
  f64: 8,
};

/** `count` numbers from byte `at` on, each `stride` numbers after the one before, times `factor`, plus `offset`. */
export function readSamples(
  bytes: FileBytes,
  { at, type, count, stride = 1 }: { at: number; type: SampleType; count: number; stride?: number },
  factor = 1,
  offset = 0,
): Float64Array {
  const step = stride * sampleBytes[type];
  const read = bytes.reader(type, at, count === 0 ? 0 : (count - 1) * step + sampleBytes[type]);
  const values = new Float64Array(count);
  for (let k = 0; k < count; k++) values[k] = read(at + k * step) * factor + offset;
  return values;
}
