import { type Dimension, dimensions, sameDimension } from "../quantity/dimension.ts";
import { parseQuantity } from "../quantity/quantity.ts";

/** A unit of a channel: what it measures, and its size in SI. */
export interface ChannelUnit {
  readonly measures: "voltage" | "current" | "time" | "rate";
  readonly factor: number;
}

const measured: readonly (readonly [ChannelUnit["measures"], Dimension])[] = [
  ["voltage", dimensions.volt],
  ["current", dimensions.amp],
  ["time", dimensions.second],
  ["rate", dimensions.hertz],
];

/** As files spell them; names of the language are one letter long only with a prefix. */
const spellings: Readonly<Record<string, string>> = {
  V: "volt",
  volts: "volt",
  Volts: "volt",
  Volt: "volt",
  A: "amp",
  amperes: "amp",
  Amperes: "amp",
  ampere: "amp",
  amps: "amp",
  Amps: "amp",
  s: "second",
  sec: "second",
  seconds: "second",
};

/** `"mV"` is `{ measures: "voltage", factor: 1e-3 }`; undefined for anything that is not a voltage, current, time or rate. */
export function channelUnit(text: string): ChannelUnit | undefined {
  const unit = text.trim();
  if (unit === "" || unit.length > 20) return undefined;
  try {
    const { value, dimension } = parseQuantity(`1 ${spellings[unit] ?? unit}`);
    const found = measured.find(([, own]) => sameDimension(own, dimension));
    return found && { measures: found[0], factor: value };
  } catch {
    return undefined;
  }
}

/**
 * The size in SI of a unit that was given as an option.
 *
 * @throws RangeError where it measures something else
 */
export function givenUnit(name: string, unit: string, measures: ChannelUnit["measures"]): number {
  const found = channelUnit(unit);
  if (found?.measures === measures) return found.factor;
  const example = { voltage: "mV", current: "pA", time: "ms", rate: "kHz" }[measures];
  throw new RangeError(`${name} is "${unit}", which is no unit of ${measures} (give one such as "${example}")`);
}

/**
 * Hz of `"10 kHz"`.
 *
 * @throws RangeError where it is not a positive frequency
 */
export function givenRate(rate: string): number {
  const { value } = parseQuantity(rate, { dimension: dimensions.hertz });
  if (!(value > 0)) throw new RangeError(`rate is "${rate}", but must be positive (give it as in "10 kHz")`);
  return value;
}
