import { Code, encodeModule } from "./assembler.ts";

/** Numbers that are summed up at a time: two vectors. There are a multiple of it. */
export const rowMultiple = 4;
/** Rows that are added in one pass over the sums. */
const together = 4;

/**
 * The module with `accumulate`: sums[j] += factor[i] * weight[i][j] for every i, in their order, over contiguous rows of weights.
 *
 * (sums, endSums, factors, endFactors, weights, rowBytes): addresses; `rowBytes` from a row of weights to the next, which may overlap.
 */
export function accumulateModule(): Uint8Array<ArrayBuffer> {
  return encodeModule([{ code: accumulateFunction(), name: "accumulate" }], "imported");
}

function accumulateFunction(): Code {
  const code = new Code(["i32", "i32", "i32", "i32", "i32", "i32"]);
  const [sums, endSums, factors, endFactors, weights, rowBytes] = [0, 1, 2, 3, 4, 5] as const;
  const at = code.local("i32");
  const factor = Array.from({ length: together }, () => code.local("v128"));
  const row = Array.from({ length: together }, () => code.local("i32"));
  const [low, high] = [code.local("v128"), code.local("v128")];
  for (const rows of [together, 1]) {
    const done = code.block();
    const perRows = code.loop();
    code
      .get(factors)
      .i32(8 * rows)
      .op("i32.add")
      .get(endFactors)
      .op("i32.gt_u")
      .branchIf(done);
    for (let k = 0; k < rows; k++) {
      code
        .get(factors)
        .access("v128.load64_splat", 8 * k)
        .set(factor[k]!);
      code.get(weights).set(row[k]!).get(weights).get(rowBytes).op("i32.add").set(weights);
    }
    code.get(sums).set(at);
    const perSums = code.loop();
    code.get(at).access("v128.load", 0).set(low).get(at).access("v128.load", 16).set(high);
    for (let k = 0; k < rows; k++) {
      for (const [sum, offset] of [
        [low, 0],
        [high, 16],
      ] as const)
        code.get(sum).get(factor[k]!).get(row[k]!).access("v128.load", offset).op("f64x2.mul", "f64x2.add").set(sum);
      code
        .get(row[k]!)
        .i32(8 * rowMultiple)
        .op("i32.add")
        .set(row[k]!);
    }
    code.get(at).get(low).access("v128.store", 0).get(at).get(high).access("v128.store", 16);
    code
      .get(at)
      .i32(8 * rowMultiple)
      .op("i32.add")
      .tee(at)
      .get(endSums)
      .op("i32.lt_u")
      .branchIf(perSums)
      .end();
    code
      .get(factors)
      .i32(8 * rows)
      .op("i32.add")
      .set(factors)
      .branch(perRows)
      .end()
      .end();
  }
  return code;
}
