import { accumulateModule, rowMultiple } from "./accumulate-module.ts";
import type { Machine } from "./target.ts";

/** A matrix of weights in a machine's memory: sums[j] += Σ factor[i] weight[i][j], the same bits whatever does it. */
export interface DenseSum {
  /** Adds to the first `columns` of the sums, for one factor a row. */
  add(sums: Float64Array, factors: Float64Array): void;
}

type Accumulate = (
  sums: number,
  endSums: number,
  factors: number,
  endFactors: number,
  weights: number,
  rowBytes: number,
) => void;

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
  const { numbers, first, rowBytes } = laidOut(weights, columns, width);
  const address = Math.ceil(machine.reserve(8 * (numbers.length + width + rows) + 16) / 16) * 16;
  const sumsAt = address;
  const factorsAt = sumsAt + 8 * width;
  const weightsAt = factorsAt + 8 * rows;
  new Float64Array(machine.memory(), weightsAt, numbers.length).set(numbers);
  return {
    add(sums, factors) {
      const buffer = machine.memory();
      const own = new Float64Array(buffer, sumsAt, columns);
      own.set(sums);
      new Float64Array(buffer, factorsAt, rows).set(factors);
      accumulate(sumsAt, sumsAt + 8 * width, factorsAt, factorsAt + 8 * rows, weightsAt + 8 * first, rowBytes);
      sums.set(own);
    },
  };
}

interface LaidOut {
  readonly numbers: Float64Array;
  /** Where the first row begins. */
  readonly first: number;
  readonly rowBytes: number;
}

/**
 * The rows with room to read `width` numbers from the beginning of each. Where every row is the one before, turned by one place, as on a ring, all are
 * windows of two turns of the first: that stays in the fastest cache.
 */
function laidOut(weights: Float64Array, columns: number, width: number): LaidOut {
  const rows = weights.length / columns;
  if (isCirculant(weights, columns)) {
    const numbers = new Float64Array(columns + width);
    for (let k = 0; k < numbers.length; k++) numbers[k] = weights[k % columns]!;
    return { numbers, first: columns, rowBytes: -8 };
  }
  const numbers = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) numbers.set(weights.subarray(row * columns, (row + 1) * columns), row * width);
  return { numbers, first: 0, rowBytes: 8 * width };
}

function isCirculant(weights: Float64Array, columns: number): boolean {
  if (weights.length !== columns * columns) return false;
  for (let row = 1, k = columns; row < columns; row++)
    for (let j = 0; j < columns; j++, k++)
      if (weights[k] !== weights[k - columns - (j === 0 ? 1 - columns : 1)]) return false;
  return true;
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
