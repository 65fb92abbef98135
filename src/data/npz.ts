import { strToU8, zipSync } from "fflate";

/** An array as NumPy keeps it: rows first, so [2, 3] is two rows of three. */
export interface NpyArray {
  readonly values: Float64Array | Uint32Array;
  readonly shape: readonly number[];
}

/**
 * A `.npy` file, format 1.0: magic, version, length of the header, the header (a Python dictionary, padded with spaces so
 * that the data begin at a multiple of 64), the data in little-endian order.
 *
 * @throws RangeError where the shape does not hold as many values as there are
 */
export function npyBytes({ values, shape }: NpyArray): Uint8Array {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== values.length)
    throw new RangeError(`shape [${shape.join(", ")}] holds ${size} values, not ${values.length}`);
  const type = values instanceof Float64Array ? "<f8" : "<u4";
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const dictionary = `{'descr': '${type}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const header = `${dictionary.padEnd(64 * Math.ceil((11 + dictionary.length) / 64) - 11)}\n`;

  const bytes = new Uint8Array(10 + header.length + values.byteLength);
  bytes.set([0x93, ...strToU8("NUMPY"), 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(strToU8(header), 10);
  const data = new DataView(bytes.buffer, 10 + header.length);
  if (values instanceof Float64Array) for (const [k, value] of values.entries()) data.setFloat64(8 * k, value, true);
  else for (const [k, value] of values.entries()) data.setUint32(4 * k, value, true);
  return bytes;
}

/**
 * A `.npz` file, a ZIP archive of arrays that `numpy.load` opens by name. `texts` go in beside them as they are, so
 * `numpy.load(…)["about.json"]` gives the bytes of one.
 */
export function npzBytes(
  arrays: Readonly<Record<string, NpyArray>>,
  texts: Readonly<Record<string, string>> = {},
): Uint8Array {
  const files = [
    ...Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyBytes(array)] as const),
    ...Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const),
  ];
  // One date for all, the earliest a ZIP archive can hold: the same recording gives the same bytes.
  return zipSync(Object.fromEntries(files), { level: 6, mtime: new Date(1980, 0, 1) });
}
