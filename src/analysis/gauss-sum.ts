import type { SpikeTrain } from "./train.ts";

/** Terms of the series: the next is below 0.5^21 / sqrt(21!) = 7e-17 of a spike. */
const terms = 21;
/** Boxes further away than so many s add less than e^(-9²/2) = 3e-18 of a spike. */
const reach = 9;

/**
 * Σ_i Σ_j e^(-(t_i - t_j)²/(2 s²)) over all pairs of spikes, each with itself included, in O(n). Spikes are gathered in boxes of
 * width s; a box with centre c acts on a spike at t as e^(-u²/2) Σ_n He_n(u) M_n, u = (t - c)/s, with Hermite's polynomials
 * He_n+1 = u He_n - n He_n-1 and the moments M_n = Σ ((t_j - c)/s)^n / n!. Greengard & Strain (1991), SIAM J Sci Stat Comput 12:79.
 */
export function gaussianPairSum(spikes: SpikeTrain, s: number): number {
  const { centres, moments } = boxes(spikes, s);
  let [sum, first] = [0, 0];
  for (const time of spikes) {
    while (centres[first]! < time - reach * s) first++;
    for (let box = first; box < centres.length && centres[box]! <= time + reach * s; box++) {
      const u = (time - centres[box]!) / s;
      let [before, hermite, series] = [0, 1, 0];
      for (let n = 0; n < terms; n++) {
        series += hermite * moments[box * terms + n]!;
        [before, hermite] = [hermite, u * hermite - n * before];
      }
      sum += series * Math.exp(-0.5 * u * u);
    }
  }
  return sum;
}

/** Boxes that hold spikes, ascending: their centres, and the moments of each, one box behind the other. */
function boxes(spikes: SpikeTrain, s: number): { centres: number[]; moments: number[] } {
  const [centres, moments]: [number[], number[]] = [[], []];
  for (const time of spikes) {
    if (centres.length === 0 || time > centres[centres.length - 1]! + s / 2) {
      centres.push(time + s / 2);
      for (let n = 0; n < terms; n++) moments.push(0);
    }
    const last = centres.length - 1;
    let power = 1;
    for (let n = 0; n < terms; n++) {
      moments[last * terms + n]! += power;
      power *= (time - centres[last]!) / s / (n + 1);
    }
  }
  return { centres, moments };
}
