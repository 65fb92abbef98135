import { didYouMean } from "../quantity/spelling.ts";
import { badFile } from "./cell-recording.ts";
import type { ChannelUnit } from "./channel-unit.ts";

/** A channel, a column or an array of a file. */
interface Channel {
  readonly name: string;
  readonly unit: string | undefined;
  /** Undefined for a unit that is neither voltage, current, time nor rate. */
  readonly kind: ChannelUnit | undefined;
}

/**
 * The channel of this name; without one, the first that measures what is wanted, or none.
 *
 * @throws ExperimentError where there is no such channel, or it measures something else
 */
export function chooseChannel<C extends Channel>(
  channels: readonly C[],
  wanted: "voltage" | "current",
  name: string | undefined,
  place: string,
): C | undefined {
  if (name === undefined) return channels.find(({ kind }) => kind?.measures === wanted);
  const found = channels.find((channel) => channel.name === name);
  const names = channels.map((channel) => channel.name);
  if (!found)
    throw badFile(place, `there is no "${name}" in it`, didYouMean(name, names, `there are ${names.join(", ")}`));
  if (found.kind?.measures === wanted) return found;
  throw badFile(place, `"${name}" is in "${found.unit ?? ""}", which is no unit of ${wanted}`, "name another");
}
