import { expect, test } from "vitest";
import wabt from "wabt";
import { models, prepareExperiment } from "../../src/index.ts";
import { Code, encodeModule } from "../../src/target/assembler.ts";
import { compileKernel } from "../../src/target/compile-kernel.ts";
import { disassemble } from "../../src/target/disassemble.ts";
import { leakyNeuron } from "./kernels.ts";

test("a line is a statement, and blocks are indented", () => {
  const code = new Code(["i32", "f64"]);
  const sum = code.local("f64");
  const count = code.local("i32");
  code.i32(-3).set(count);
  const loop = code.loop();
  code.get(sum).f64(0.5).op("f64.add").set(sum);
  code.get(0).access("f64.load", 16).get(1).op("f64.lt").branchIf(loop).end();
  code.i32(0).get(sum).access("f64.store", 8);
  expect(disassemble(encodeModule([{ code, name: "sum" }, { code: new Code([]) }]))).toBe(
    [
      'function 0 "sum": i32 f64; locals 2 f64, 3 i32',
      "  i32.const -3  local.set 3",
      "  loop",
      "    local.get 2  f64.const 0.5  f64.add  local.set 2",
      "    local.get 0  f64.load offset=16  local.get 1  f64.lt  br_if 0",
      "  end",
      "  i32.const 0  local.get 2  f64.store offset=8",
      "",
      "function 1: no parameters",
    ].join("\n"),
  );
});

test("vectors, wide integers and numbers that are none are shown", () => {
  const code = new Code([]);
  code.f64x2(1.5, -0).mask64x2(true).op("v128.and").extract32(2).op("drop");
  code.i64(-123456).op("drop").f64(Number.POSITIVE_INFINITY).op("drop");
  expect(
    disassemble(encodeModule([{ code }]))
      .split("\n")
      .slice(1),
  ).toEqual([
    "  v128.const f64x2 1.5 -0  v128.const f64x2 0xffffffffffffffff 0xffffffffffffffff  v128.and  i32x4.extract_lane 2  drop",
    "  i64.const -123456  drop",
    "  f64.const Infinity  drop",
  ]);
});

/** The instructions of a module, without their immediates, as another disassembler names them. */
async function judged(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { readWasm } = await wabt();
  const text = readWasm(bytes, { simd: true, sat_float_to_int: true }).toText({});
  return [...text.matchAll(/^ +([a-z]\w*(?:\.\w+)?)(?= |\)*$)/gm)].map(([, name]) => name!);
}

const ours = (bytes: Uint8Array): string[] =>
  disassemble(bytes)
    .split("\n")
    .filter((line) => line.startsWith(" "))
    .flatMap((line) => line.trim().split(/ {2,}/))
    .map((instruction) => instruction.split(" ")[0]!);

test("the instructions are those that another disassembler finds", async () => {
  const kernels = [
    leakyNeuron(),
    prepareExperiment({ model: "adex", duration: "1 ms" }).compiled.kernel,
    prepareExperiment({ model: "hodgkin-huxley", duration: "1 ms", method: "exponential-euler" }).compiled.kernel,
  ];
  for (const kernel of kernels) {
    for (const target of ["wasm", "wasm-simd"] as const) {
      const { bytes } = compileKernel(kernel, { target, neurons: 4 });
      expect(ours(bytes!)).toEqual(await judged(bytes!));
    }
  }
});

test("the module of every model can be shown", () => {
  for (const { name: model } of models) {
    const { bytes } = prepareExperiment({ model, duration: "1 ms", dt: "0.1 ms" }).program;
    expect(disassemble(bytes!)).toContain('"advance"');
  }
});

test("a byte that no instruction begins with is refused with its place", () => {
  const code = new Code([]);
  code.op("return");
  const bytes = encodeModule([{ code }]);
  bytes[bytes.length - 2] = 0xff;
  expect(() => disassemble(bytes)).toThrow(`begins with the bytes ff 0b, at ${bytes.length - 2}`);
  expect(() => disassemble(bytes.subarray(0, 20))).toThrow("the module ends too early, at");
});
