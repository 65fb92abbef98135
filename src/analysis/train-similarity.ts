import { firstFrom, requirePositive, requireTrains, type SpikeTrain, slack } from "./train.ts";

/**
 * How alike the spikes of a model's repeats and of the data's are in their probability, not in each train:
 *
 *     M_d* = 2 n_dm/(n_dd + n_mm),
 *
 * n being the mean number of pairs of spikes no further apart than `precision`, one from each of two trains: of data and model, of
 * two different repeats of the data, of two of the model. 1 where both have the same rate at every time, whatever the noise of
 * single trains; a model without noise is held to be wrong where the data vary. A set of one train has no two repeats: it stands
 * for itself. NaN where nothing coincides in either set.
 * Naud, Gerhard, Mensi & Gerstner (2011), Neural Comput 23:3016, with a window as its kernel and their correction for few repeats.
 *
 * @param precision seconds
 */
export function spikeTrainSimilarity(
  data: readonly SpikeTrain[],
  model: readonly SpikeTrain[],
  precision: number,
): number {
  requireTrains(data, "data");
  requireTrains(model, "model");
  requirePositive(precision, "the precision");
  let crossed = 0;
  for (const a of data) for (const b of model) crossed += pairsWithin(a, b, precision);
  const within = repeatPairs(data, precision) + repeatPairs(model, precision);
  return within === 0 ? Number.NaN : (2 * crossed) / (data.length * model.length) / within;
}

/** Mean number of coinciding pairs of two different trains; of a train with itself where there is only one. */
function repeatPairs(trains: readonly SpikeTrain[], precision: number): number {
  if (trains.length === 1) return pairsWithin(trains[0]!, trains[0]!, precision);
  let sum = 0;
  for (const [i, a] of trains.entries()) for (const b of trains.slice(i + 1)) sum += pairsWithin(a, b, precision);
  return sum / ((trains.length * (trains.length - 1)) / 2);
}

function pairsWithin(a: SpikeTrain, b: SpikeTrain, precision: number): number {
  const reach = precision * (1 + slack);
  let pairs = 0;
  for (const time of a) for (let k = firstFrom(b, time - reach); k < b.length && b[k]! <= time + reach; k++) pairs++;
  return pairs;
}
