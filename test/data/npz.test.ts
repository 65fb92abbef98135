import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { npyBytes, npzBytes } from "../../src/data/npz.ts";

test("an array has NumPy's header, padded to 64 bytes, and little-endian numbers", () => {
  const bytes = npyBytes({ values: Float64Array.of(1, -2.5, 3, 4, 5, 6), shape: [2, 3] });
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const length = bytes[8]! + 256 * bytes[9]!;
  expect((10 + length) % 64).toBe(0);
  expect(strFromU8(bytes.subarray(10, 10 + length)).trim()).toBe(
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }",
  );
  expect(new DataView(bytes.buffer).getFloat64(10 + length + 8, true)).toBe(-2.5);
});

test("a list is a tuple of one length, and counts are unsigned", () => {
  const bytes = npyBytes({ values: Uint32Array.of(7, 8), shape: [2] });
  expect(strFromU8(bytes)).toContain("{'descr': '<u4', 'fortran_order': False, 'shape': (2,), }");
  expect([...bytes.subarray(-8)]).toEqual([7, 0, 0, 0, 8, 0, 0, 0]);
});

test("a shape that does not hold the values is refused", () => {
  expect(() => npyBytes({ values: Float64Array.of(1, 2), shape: [3] })).toThrow("holds 3 values, not 2");
});

test("an archive holds its arrays and texts by name, and is the same every time", () => {
  const write = () => npzBytes({ v: { values: Float64Array.of(1), shape: [1] } }, { "about.json": "{}" });
  const files = unzipSync(write());
  expect(Object.keys(files)).toEqual(["v.npy", "about.json"]);
  expect(strFromU8(files["about.json"]!)).toBe("{}");
  expect(write()).toEqual(write());
});
