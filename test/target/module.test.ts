import { expect, test } from "vitest";
import wabt from "wabt";
import { compileKernel, compileKernelAsync } from "../../src/target/compile-kernel.ts";
import { leakyNeuron, tabulated } from "./kernels.ts";

test("what is emitted is valid WebAssembly without imports", async () => {
  const { readWasm } = await wabt();
  for (const kernel of [leakyNeuron(), tabulated()]) {
    for (const target of ["wasm-simd", "wasm"] as const) {
      for (const interleave of [1, 8]) {
        const { bytes } = compileKernel(kernel, { target, neurons: 100, interleave });
        const module = readWasm(bytes!, { simd: target === "wasm-simd", sat_float_to_int: true });
        expect(() => module.validate()).not.toThrow();
        expect(module.toText({})).not.toContain("import");
        expect(module.toText({}).includes("v128")).toBe(target === "wasm-simd");
      }
    }
  }
});

test("a program compiled asynchronously is the same program", async () => {
  const options = { neurons: 100 };
  const program = await compileKernelAsync(leakyNeuron(), options);
  expect(program.target).toBe("wasm-simd");
  expect(program.bytes).toEqual(compileKernel(leakyNeuron(), options).bytes);
});
