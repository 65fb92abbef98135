import { firingIn, prepareExperiment, type RunOptions, simulatePrepared, spikesOf, type Watch } from "rheobase";

/** Vectors side by side: an ensemble under a plain method is quickest with four, whatever its model. */
const interleave = 4;

/** Hz: how each neuron of a family fires that is driven from 0 on, as the f-I curve counts it: in the second half of the run. */
export async function ratesOf(document: unknown, options: RunOptions & Watch): Promise<number[]> {
  const prepared = prepareExperiment(document, { ...options, interleave });
  const result = await simulatePrepared(prepared, { ...options, interleave });
  const stop = prepared.experiment.steps * prepared.experiment.dt;
  return Array.from(
    { length: result.members },
    (_, member) => firingIn(spikesOf(result, member), { start: 0, stop }, stop / 2).steadyRate,
  );
}
