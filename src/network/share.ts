/** Which of several threads this is; each holds its part of every population, and the synapses onto these neurons. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

export const whole: Share = { index: 0, of: 1 };

/** Neurons that stay together: two of them draw their random numbers from one block of bits, and a vector should be full. */
const together = 16;

/** The neurons of a population of `size` that a share holds: from `firstNeuron` to `endNeuron - 1`. */
export function rangeOf(
  size: number,
  { index, of }: Share,
): { readonly firstNeuron: number; readonly endNeuron: number } {
  const blocks = Math.ceil(size / together);
  const at = (share: number): number => Math.min(size, Math.floor((blocks * share) / of) * together);
  return { firstNeuron: at(index), endNeuron: at(index + 1) };
}
