import { accumulateModule, rowMultiple } from "./accumulate-module.ts";
import type { Machine } from "./target.ts";

/** A matrix of weights in a machine's memory: sums[j] += Σ factor[i] weight[i][j], the same bits whatever does it. */
export interface DenseSum {
  /** Adds to the first `columns` of the sums, for one factor a row. */
  add(sums: Float64Array, factors: Float64Array): void;
}

type Accumulate = (sums: number, endSums: number, factors: number, endFactors: number, weights: number) => void;

let compiled: WebAssembly.Module | undefined;

/**
 * Puts a matrix into the memory of a machine, in WebAssembly with SIMD where the machine has both.
 *
 * @param weights row after row of `columns` numbers
 * @throws RangeError if the platform refuses the memory
 */
export function denseSum(machine: Machine, weights: Float64Array, columns: number): DenseSum {
  const rows = weights.length / columns;
  const memory = machine.layout.width === 2 ? machine.wasmMemory() : undefined;
  if (!memory) return scriptSum(weights, columns);
  compiled ??= new WebAssembly.Module(accumulateModule());
  const { accumulate } = new WebAssembly.Instance(compiled, { rheobase: { memory } }).exports as unknown as {
    accumulate: Accumulate;
  };
  const width = Math.ceil(columns / rowMultiple) * rowMultiple;
  const address = Math.ceil(machine.reserve(8 * (rows * width + width + rows) + 16) / 16) * 16;
  const [sumsAt, factorsAt] = [address + 8 * rows * width, address + 8 * (rows * width + width)];
  const matrix = new Float64Array(machine.memory(), address, rows * width);
  for (let row = 0; row < rows; row++)
    matrix.set(weights.subarray(row * columns, (row + 1) * columns), row * width);
  return {
    add(sums, factors) {
      const buffer = machine.memory();
      const own = new Float64Array(buffer, sumsAt, columns);
      own.set(sums);
      new Float64Array(buffer, factorsAt, rows).set(factors);
      accumulate(sumsAt, sumsAt + 8 * width, factorsAt, factorsAt + 8 * rows, address);
      sums.set(own);
    },
  };
}

function scriptSum(weights: Float64Array, columns: number): DenseSum {
  return {
    add(sums, factors) {
      for (let row = 0, k = 0; row < factors.length; row++) {
        const factor = factors[row]!;
        for (let j = 0; j < columns; j++, k++) sums[j] = sums[j]! + factor * weights[k]!;
      }
    },
  };
}
