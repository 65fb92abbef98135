import * as h5 from "h5wasm/node";
import { expect, test } from "vitest";
import { openHdf5 } from "../../../src/data/hdf5/hdf5-file.ts";

type Bounds = "earliest" | "v110";

/** What libhdf5 writes, in its oldest structures or in those of version 1.10. */
async function written(libver: Bounds, write: (root: h5.File) => void): Promise<Uint8Array> {
  const { FS } = await h5.ready;
  const root = new h5.File("/structures.h5", "w", {
    libver: libver === "v110" ? ["v110", "v110"] : ["earliest", "v114"],
  });
  write(root);
  root.close();
  return FS!.readFile("/structures.h5");
}

const both: readonly Bounds[] = ["earliest", "v110"];
const samples = Float64Array.from({ length: 1000 }, (_, k) => Math.sin(k / 7) * 1e-3);

test.each(both)("libver %s: contiguous, chunked and packed data are what was written", async (libver) => {
  const layouts = {
    contiguous: {},
    chunked: { chunks: [64] },
    packed: { chunks: [300], compression: "gzip" as const, compression_opts: 4 },
    one: { chunks: [1000], compression: "gzip" as const },
  };
  const file = await written(libver, (root) => {
    for (const [name, layout] of Object.entries(layouts)) root.create_dataset({ name, data: samples, ...layout });
  });
  const root = openHdf5(file, "x");
  for (const name of root.names()) expect(root.at(name)!.samples()).toEqual(samples);
  expect(root.names()).toEqual(["chunked", "contiguous", "one", "packed"]);
});

test.each(both)("libver %s: all widths of numbers are read", async (libver) => {
  const arrays = {
    i8: Int8Array.of(-1, 2),
    u8: Uint8Array.of(255, 2),
    i16: Int16Array.of(-300, 2),
    u16: Uint16Array.of(65535, 2),
    i32: Int32Array.of(-70000, 2),
    u32: Uint32Array.of(4e9, 2),
    i64: BigInt64Array.of(-5n, 2n),
    u64: BigUint64Array.of(5n, 2n),
    f32: Float32Array.of(0.5, 2),
    f64: Float64Array.of(0.1, 2),
  };
  const file = await written(libver, (root) => {
    for (const [name, data] of Object.entries(arrays)) root.create_dataset({ name, data });
  });
  const root = openHdf5(file, "x");
  for (const [name, data] of Object.entries(arrays))
    expect([...root.at(name)!.samples()!]).toEqual(Array.from(data, Number));
});

test.each(both)(
  "libver %s: groups of few and of many members, and links to elsewhere, lead to what they name",
  async (libver) => {
    const many = Array.from({ length: 500 }, (_, k) => `member_${k}`);
    const file = await written(libver, (root) => {
      const few = root.create_group("few");
      few.create_dataset({ name: "inner", data: Float64Array.of(7) });
      root.create_soft_link("/few/inner", "absolute");
      few.create_soft_link("inner", "relative");
      root.create_soft_link("/round", "round");
      root.create_soft_link("/nowhere", "broken");
      const crowd = root.create_group("crowd");
      for (const [k, name] of many.entries()) crowd.create_dataset({ name, data: Float64Array.of(k) });
    });
    const root = openHdf5(file, "x");
    for (const path of ["few/inner", "absolute", "few/relative"]) expect(root.at(path)!.value()).toBe(7);
    for (const path of ["round", "broken", "few/none", "few/inner/deeper"]) expect(root.at(path)).toBeUndefined();
    const crowd = root.at("crowd")!;
    expect(crowd.names()).toEqual([...many].sort());
    for (const [k, name] of many.entries()) expect(crowd.at(name)!.value()).toBe(k);
  },
);

test.each(both)(
  "libver %s: few and many attributes, numbers and texts of fixed and of variable length",
  async (libver) => {
    const file = await written(libver, (root) => {
      const [few, many] = [root.create_group("few"), root.create_group("many")];
      few.create_attribute("text", "längere µV");
      few.create_attribute("fixed", "abc", null, "S8");
      few.create_attribute("number", 0.25);
      few.create_attribute("list", ["a", "bc", ""]);
      for (let k = 0; k < 40; k++) many.create_attribute(`a${k}`, k);
      root.create_dataset({ name: "texts", data: ["one", "two"] });
      root.create_dataset({ name: "alone", data: "only" });
    });
    const root = openHdf5(file, "x");
    const few = root.at("few")!;
    expect(["text", "fixed", "number", "list", "none"].map((name) => few.attribute(name))).toEqual([
      "längere µV",
      "abc",
      0.25,
      ["a", "bc", ""],
      undefined,
    ]);
    for (let k = 0; k < 40; k++) expect(root.at("many")!.attribute(`a${k}`)).toBe(k);
    expect([root.at("texts")!.value(), root.at("alone")!.value()]).toEqual([["one", "two"], "only"]);
  },
);

test("a file cut short, and a dataset larger than its bytes could hold, are refused", async () => {
  const file = await written("earliest", (root) => {
    root.create_dataset({ name: "data", data: samples, chunks: [100], compression: "gzip" });
  });
  expect(() => openHdf5(file.subarray(0, file.length - 100), "x")).toThrow(
    /^x: it says that it ends at byte \d+, but it has/,
  );
  const grown = file.slice();
  const view = new DataView(grown.buffer);
  // The extent of the dataspace, 1000, becomes 10^12 wherever it stands.
  for (let at = 0; at + 8 <= grown.length; at++)
    if (view.getBigUint64(at, true) === 1000n) view.setBigUint64(at, 10n ** 12n, true);
  expect(() => openHdf5(grown, "x").at("data")!.samples()).toThrow("a dataset would have 1000000000000 elements");
});
