import { badFile, damaged } from "./cell-recording.ts";
import { FileBytes, readSamples, type SampleType, sampleBytes } from "./file-bytes.ts";

/** An array that NumPy has saved, rows first. */
export interface ReadArray {
  readonly values: Float64Array;
  readonly shape: readonly number[];
}

/** `<f8` and its kin; `|` where the order of bytes does not matter. */
const types: Readonly<Record<string, SampleType>> = {
  i1: "i8",
  u1: "u8",
  i2: "i16",
  u2: "u16",
  i4: "i32",
  u4: "u32",
  f4: "f32",
  f8: "f64",
};

/** Whether these are the first bytes of a `.npy` file. */
export function isNpy(content: Uint8Array): boolean {
  return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, k) => content[k] === byte);
}

/**
 * The numbers in a `.npy` file, formats 1 to 3, in either byte order and either order of rows and columns.
 *
 * @throws ExperimentError where it is damaged or holds no real numbers
 */
export function readNpy(content: Uint8Array, place: string): ReadArray {
  if (!isNpy(content)) throw badFile(place, "it is no array of NumPy", damaged);
  const start = new FileBytes(content, place);
  const isLong = start.u8(6) >= 2;
  const header = isLong ? 12 : 10;
  const length = isLong ? start.u32(8) : start.u16(8);
  start.demand(header, length, "the header of the array");
  const text = start.text(header, length);
  const [, order, code] = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(text) ?? [];
  const type = types[code ?? ""];
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (!type || sizes === undefined) {
    const descr = /'descr':\s*([^,]{1,40})/.exec(text)?.[1] ?? "nothing that can be read";
    throw badFile(place, `the array holds ${descr}`, "save real numbers, such as numpy.float64 or numpy.int16");
  }
  const shape = sizes
    .split(",")
    .filter((size) => size.trim() !== "")
    .map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = new FileBytes(content, place, order !== ">");
  bytes.demand(header + length, count * sampleBytes[type], `an array of ${shape.join(" x ")} numbers`);
  const values = readSamples(bytes, { at: header + length, type, count });
  const columnsFirst = /'fortran_order':\s*True/.test(text);
  return { values: columnsFirst && shape.length > 1 ? transposed(values, shape, place) : values, shape };
}

function transposed(values: Float64Array, shape: readonly number[], place: string): Float64Array {
  const [rows, columns] = shape as [number, number];
  if (shape.length > 2) throw badFile(place, `the array has ${shape.length} dimensions`, "save [sweeps, samples]");
  return values.map((_, k) => values[(k % columns) * rows + Math.floor(k / columns)]!);
}
