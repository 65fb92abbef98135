import type { Model, Parameter } from "../language/model.ts";
import { type Dimension, dimensionless, dimensions, sameDimension } from "../quantity/dimension.ts";

/** What a coordinate from 0 to 1 stands for, and back. SI. */
export interface Axis {
  at(coordinate: number): number;
  /** The nearest coordinate. */
  place(value: number): number;
}

/** A neuron as it was tuned, SI. */
export interface Tuned {
  readonly mean: number;
  readonly sigma: number;
  readonly delay: number;
  /** All parameters, free or not. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** The unit box in which a neuron is tuned: mean and size of its current, a delay, and its free parameters. */
export interface TuningSpace {
  readonly mean: Axis;
  readonly sigma: Axis;
  readonly delay: Axis;
  readonly free: readonly { readonly name: string; readonly dimension: Dimension; readonly axis: Axis }[];
  /** The dimension of the current. */
  readonly current: Dimension;
  /** With the model's own values. */
  readonly middle: readonly number[];
  /** The nearest point to a neuron; what it does not say is as in the middle. */
  place(tuned: Tuned): number[];
  tuned(point: ArrayLike<number>): Tuned;
}

/** Coordinates before those of the free parameters. */
export const driven = 3;

/** Dimensions of parameters that are multiplied by a factor. */
const scaled: readonly Dimension[] = [
  dimensions.second,
  dimensions.amp,
  dimensions.siemens,
  dimensions.farad,
  dimensions.ohm,
  dimensionless,
];
/** The logarithm of a factor is from minus this to this. */
const mostLogarithm = 2;
/** A parameter that may vanish is from 0 to this many times its own value. */
const mostMultiple = 4;
/** Volt. How far potentials move down and up: what a reset sets stays below any threshold. */
const potentials = { reset: [-20e-3, 5e-3], other: [-5e-3, 5e-3] } as const;

/**
 * @param name of the model, in the catalogue
 * @param unit the current, SI, at which the neuron makes as many spikes as it should
 */
export function tuningSpace(name: string, model: Model, current: Dimension, unit: number): TuningSpace {
  const [mean, sigma, delay] = [
    straight(-unit, 2 * unit),
    exponential(unit * Math.exp(-3), unit * Math.exp(1.6)),
    straight(-1e-3, 3e-3),
  ];
  const free = model.parameters.flatMap((parameter) => {
    const axis = axisOf(name, model, parameter);
    return axis ? [{ name: parameter.name, dimension: parameter.dimension, axis }] : [];
  });
  const own = Object.fromEntries(model.parameters.map(({ name, value }) => [name, value]));
  const middle = [0.5, 0.5, 0.5, ...free.map(({ name, axis }) => axis.place(own[name]!))];
  return {
    ...{ mean, sigma, delay, free, current, middle },
    place: (tuned) => [
      mean.place(tuned.mean),
      sigma.place(tuned.sigma),
      delay.place(tuned.delay),
      ...free.map(({ name, axis }) => axis.place(tuned.parameters[name] ?? own[name]!)),
    ],
    tuned: (point) => ({
      mean: mean.at(point[0]!),
      sigma: sigma.at(point[1]!),
      delay: delay.at(point[2]!),
      parameters: {
        ...own,
        ...Object.fromEntries(free.map(({ name, axis }, k) => [name, axis.at(point[k + driven]!)])),
      },
    }),
  };
}

function axisOf(name: string, { reset }: Model, { shared, value, dimension, name: own }: Parameter): Axis | undefined {
  if (shared || value === 0) return undefined;
  if (containedIn[name]?.without.includes(own)) return straight(0, mostMultiple * value);
  if (scaled.some((other) => sameDimension(other, dimension)))
    return exponential(value * Math.exp(-mostLogarithm), value * Math.exp(mostLogarithm));
  if (!sameDimension(dimension, dimensions.volt)) return undefined;
  const isReset = reset.some((rule) => rule.value.kind === "name" && rule.value.name === own);
  const [down, up] = potentials[isReset ? "reset" : "other"];
  return straight(value + down, value + up);
}

function straight(low: number, high: number): Axis {
  return { at: (u) => low + (high - low) * u, place: (value) => inside((value - low) / (high - low)) };
}

function exponential(low: number, high: number): Axis {
  const length = Math.log(high / low);
  return { at: (u) => low * Math.exp(length * u), place: (value) => inside(Math.log(value / low) / length) };
}

function inside(coordinate: number): number {
  return Math.max(0, Math.min(1, coordinate));
}

interface Contained {
  readonly model: string;
  /** Parameters that are 0 in it. */
  readonly without: readonly string[];
  /** Parameters that it does not have by their names. */
  parameters(of: Readonly<Record<string, number>>): Readonly<Record<string, number>>;
}

/** The simpler model that another becomes where some of its parameters vanish. */
export const containedIn: Readonly<Record<string, Contained>> = {
  "adaptive-lif": { model: "lif", without: ["a", "b"], parameters: () => ({}) },
  adex: {
    model: "eif",
    without: ["a", "b"],
    // tau_m = C/g_L, R = 1/g_L
    parameters: ({ tau_m, R }) => ({ g_L: 1 / R!, C: tau_m! / R! }),
  },
};

/** A tuned neuron as one of the model that contains it. */
export function asContained({ without, parameters }: Contained, { parameters: own, ...drive }: Tuned): Tuned {
  const none = Object.fromEntries(without.map((name) => [name, 0]));
  return { ...drive, parameters: { ...own, ...parameters(own), ...none } };
}
