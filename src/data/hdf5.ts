import type * as H5wasm from "h5wasm";
import { badFile, damaged } from "./cell-recording.ts";

/** A number, text or list of them, as an attribute or a small dataset holds it. */
export type Hdf5Value = string | number | readonly (string | number)[];

/** A group or dataset of an open file. */
export interface Hdf5Node {
  readonly path: string;
  /** The names in a group, in order; none in a dataset. */
  names(): readonly string[];
  /** What a path from here leads to; undefined where there is nothing. */
  at(path: string): Hdf5Node | undefined;
  attribute(name: string): Hdf5Value | undefined;
  /** Of a small dataset. */
  value(): Hdf5Value | undefined;
  /** Of a dataset of numbers in one dimension; undefined for anything else. */
  samples(): Float64Array | undefined;
}

/** libhdf5 compiled to WebAssembly, loaded when it is first needed. */
export async function loadHdf5(): Promise<{ h5: typeof H5wasm; module: Awaited<typeof H5wasm.ready> }> {
  // The build for Node reads files of its own, so no browser's bundler may follow the name.
  const forNode = "h5wasm/node";
  const isNode = typeof process !== "undefined" && process.versions?.node !== undefined;
  const h5 = (await (isNode ? import(/* @vite-ignore */ forNode) : import("h5wasm"))) as typeof H5wasm;
  const module = await h5.ready;
  silence(module);
  return { h5, module };
}

/** The reports that libhdf5 writes to standard error go nowhere: every failure is thrown. */
function silence({ FS }: Awaited<typeof H5wasm.ready>): void {
  const { streams } = FS as unknown as { streams: ({ path?: string } | undefined)[] };
  if (streams[2]?.path === "/dev/null") return;
  FS.close(streams[2] as never);
  FS.open("/dev/null", "w");
}

/** In the memory of the module: every use is over before the next begins. */
const file = "/recording.h5";

/**
 * What `use` finds in an HDF5 file.
 *
 * @throws ExperimentError where the file is damaged
 */
export async function readHdf5<T>(content: Uint8Array, place: string, use: (root: Hdf5Node) => T): Promise<T> {
  const { h5, module } = await loadHdf5();
  let opened: H5wasm.File | undefined;
  try {
    module.FS.writeFile(file, content);
    opened = new h5.File(file, "r");
    if (opened.file_id === -1n) throw badFile(place, "its HDF5 structure cannot be opened", damaged);
    return use(nodeOf(opened, h5, content.length));
  } catch (error) {
    if (error instanceof Error && error.name === "ExperimentError") throw error;
    throw badFile(place, `its HDF5 structure cannot be read: ${(error as Error).message.split("\n")[0]}`, damaged);
  } finally {
    quietly(() => opened?.close());
    quietly(() => module.FS.unlink(file));
  }
}

/** A damaged file may not even be closed. */
function quietly(act: () => unknown): void {
  try {
    act();
  } catch {
    // There is nothing that could still be done.
  }
}

/** Deflate makes at most 1032 bytes of one. */
const mostFromOne = 1032;
/** Attributes and texts are short. */
const longestText = 1 << 20;

function nodeOf(entity: H5wasm.Group | H5wasm.Dataset, h5: typeof H5wasm, length: number): Hdf5Node {
  const dataset = entity instanceof h5.Dataset ? entity : undefined;
  const group = entity instanceof h5.Group ? entity : undefined;
  // Asked for once: h5wasm walks through all attributes each time.
  let attributes: Record<string, H5wasm.Attribute> | undefined;
  return {
    path: entity.path,
    names: () => group?.keys() ?? [],
    at(path) {
      const found = group?.get(path);
      return found instanceof h5.Group || found instanceof h5.Dataset ? nodeOf(found, h5, length) : undefined;
    },
    attribute(name) {
      attributes ??= entity.attrs;
      const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      return attribute && isSmall(attribute.metadata) ? plain(attribute.value) : undefined;
    },
    value: () => (dataset && isSmall(dataset.metadata) ? plain(dataset.value) : undefined),
    samples() {
      if (!dataset) return undefined;
      const { type, size, total_size: count, shape } = dataset.metadata;
      if ((type !== 0 && type !== 1) || shape?.length !== 1) return undefined;
      if (!(size * count <= mostFromOne * length))
        throw new RangeError(`${dataset.path} would have ${count} samples, which do not fit into ${length} bytes`);
      const values = dataset.value;
      if (values instanceof BigInt64Array || values instanceof BigUint64Array)
        return Float64Array.from(values as ArrayLike<unknown>, Number);
      return ArrayBuffer.isView(values) ? Float64Array.from(values as Float64Array) : undefined;
    },
  };
}

function isSmall({ size, total_size: count }: { size: number; total_size: number }): boolean {
  return size * count <= longestText;
}

/** Numbers of 64 bits become numbers, and a list of one its item. */
function plain(value: unknown): Hdf5Value | undefined {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string" || typeof value === "number") return value;
  const list = ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number | bigint>) : value;
  if (!Array.isArray(list)) return undefined;
  const items = list.map(plain).filter((item) => typeof item === "string" || typeof item === "number");
  return items.length === 1 ? items[0] : items;
}
