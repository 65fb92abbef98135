/** The moments and the distribution function that numbers are to have. */
export interface Law {
  readonly mean: number;
  readonly variance: number;
  /** Fourth and sixth central moment. */
  readonly fourth: number;
  readonly sixth: number;
  readonly distribution: (x: number) => number;
  /** Where the histogram begins and ends. */
  readonly range: readonly [number, number];
}

const bins = 2 ** 16;

/**
 * Mean, variance, lagged products and a histogram of numbers that come in windows: `steps` numbers of one neuron, then those of
 * the next.
 */
export class DrawStatistics {
  readonly #law: Law;
  readonly #steps: number;
  readonly #lags: readonly number[];
  #count = 0;
  readonly #sums = new Float64Array(3);
  readonly #products: Float64Array;
  readonly #histogram = new Float64Array(bins);

  constructor(law: Law, steps: number) {
    this.#law = law;
    this.#steps = steps;
    this.#lags = [1, 2, steps, 2 * steps];
    this.#products = new Float64Array(this.#lags.length);
  }

  add(values: Float64Array): void {
    const { mean, range } = this.#law;
    const [low, high] = range;
    const scale = bins / (high - low);
    let [first, second, third] = [0, 0, 0];
    for (const value of values) {
      const x = value - mean;
      first += x;
      second += x * x;
      third += x * x * x;
      this.#histogram[Math.max(0, Math.min(bins - 1, Math.floor((value - low) * scale)))]!++;
    }
    this.#sums[0]! += first;
    this.#sums[1]! += second;
    this.#sums[2]! += third;
    for (const [k, lag] of this.#lags.entries()) this.#products[k]! += this.#laggedProducts(values, lag);
    this.#count += values.length;
  }

  /** The first numbers of a neuron have none before them in the window. */
  #laggedProducts(values: Float64Array, lag: number): number {
    const { mean } = this.#law;
    let sum = 0;
    for (let i = lag; i < values.length; i++)
      if (lag >= this.#steps || i % this.#steps >= lag) sum += (values[i]! - mean) * (values[i - lag]! - mean);
    return sum;
  }

  /** How far each moment is from the law's, and each correlation from 0, in standard errors. */
  deviations(): Readonly<Record<string, number>> {
    const { variance, fourth, sixth } = this.#law;
    const n = this.#count;
    const [first, second, third] = Array.from(this.#sums, (sum) => sum / n) as [number, number, number];
    const [step, steps, neuron, neurons] = Array.from(this.#products, (sum) => sum / n / variance) as [
      number,
      number,
      number,
      number,
    ];
    const root = Math.sqrt(n);
    return {
      mean: (first / Math.sqrt(variance)) * root,
      variance: ((second - variance) / Math.sqrt(fourth - variance ** 2)) * root,
      skewness: (third / Math.sqrt(sixth)) * root,
      "correlation with the next step": step * root,
      "correlation two steps on": steps * root,
      "correlation with the next neuron": neuron * root,
      "correlation two neurons on": neurons * root,
      "chi squared": this.#chiSquared(),
    };
  }

  /** sqrt(n) D of Kolmogorov and Smirnov, D taken at the edges of the bins. */
  kolmogorovSmirnov(): number {
    let [below, distance] = [0, 0];
    for (let k = 0; k < bins; k++) {
      below += this.#histogram[k]!;
      distance = Math.max(distance, Math.abs(below / this.#count - this.#below(k + 1)));
    }
    return distance * Math.sqrt(this.#count);
  }

  /** Of bins joined until 1000 numbers are expected in each; in standard errors from its mean. */
  #chiSquared(): number {
    let [chi, degrees, seen, wanted] = [0, -1, 0, 0];
    for (let k = 0; k < bins; k++) {
      seen += this.#histogram[k]!;
      wanted += this.#count * (this.#below(k + 1) - this.#below(k));
      if (wanted < 1000) continue;
      chi += (seen - wanted) ** 2 / wanted;
      degrees++;
      [seen, wanted] = [0, 0];
    }
    return (chi - degrees) / Math.sqrt(2 * degrees);
  }

  /** The probability of a number below the left edge of a bin. */
  #below(bin: number): number {
    if (bin === 0 || bin === bins) return bin / bins;
    const [low, high] = this.#law.range;
    return this.#law.distribution(low + (bin / bins) * (high - low));
  }
}
