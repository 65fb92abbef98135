import { ExperimentError } from "../errors.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { StimulusOf } from "../experiment-types.ts";
import type { Current, Time } from "../quantity/typed.ts";
import type { Result } from "../result.ts";
import { type RunOptions, simulate } from "../simulate.ts";
import { MersenneTwister } from "./mersenne-twister.ts";

/** The parameters of the model `lif`, as a document writes them. */
export interface LifParameters {
  readonly E_L: string;
  readonly v_reset: string;
  readonly v_th: string;
  readonly R: string;
  readonly tau_m: string;
  readonly t_ref: string;
}

/** What a hidden neuron is asked: an experiment without its model. */
export interface Probe {
  readonly input?: readonly StimulusOf<Current>[];
  /** Default: 50 ms. */
  readonly duration?: Time;
  readonly dt?: Time;
  readonly spikeTimes?: "exact" | "grid";
  /** Default: the membrane potential `v` and the current `I`. */
  readonly record?: { readonly variables?: readonly string[]; readonly every?: Time };
}

/** A leaky integrate-and-fire neuron whose parameters are to be found from its answers. */
export interface HiddenNeuron {
  readonly seed: number;
  /** Runs the stimuli. Nothing in the result names a parameter. Throws as `simulate`. */
  probe(asked: Probe, options?: RunOptions): Result;
  /** The truth. */
  reveal(): LifParameters;
}

/**
 * Deals a neuron. Its parameters are whole numbers, each as likely within its range: rest from -75 to -60 mV, reset at most 10 mV
 * from it, threshold from -40 to 5 mV, R from 2 to 15 MOhm, tau from 2 to 30 ms, refractory period from 1 to 7 ms. They are drawn
 * in this order with Python's generator, so a seed deals the neuron of the exercise in Neuronal Dynamics, chapter 1.
 *
 * @param seed a whole number from 0 on; RangeError otherwise
 */
export function hiddenNeuron(seed: number): HiddenNeuron {
  const random = new MersenneTwister(seed);
  const rest = -75 + random.between(0, 15);
  const parameters: LifParameters = {
    E_L: `${rest} mV`,
    v_reset: `${rest + random.between(-10, 10)} mV`,
    v_th: `${random.between(-40, 5)} mV`,
    R: `${random.between(2, 15)} MOhm`,
    tau_m: `${random.between(2, 30)} ms`,
    t_ref: `${random.between(1, 7)} ms`,
  };
  return {
    seed,
    reveal: () => parameters,
    probe: (asked, options = {}) => simulate(documentOf(asked, parameters), options),
  };
}

const keys: readonly (keyof Probe)[] = ["input", "duration", "dt", "spikeTimes", "record"];

function documentOf(asked: Probe, parameters: LifParameters): ExperimentDocument {
  const stray = Object.keys(asked).find((key) => !(keys as readonly string[]).includes(key));
  if (stray !== undefined)
    throw new ExperimentError(
      "a probe cannot say this: the neuron is dealt by the seed",
      stray,
      `a probe has ${keys.join(", ")}`,
    );
  const record = { ...asked.record, variables: asked.record?.variables ?? ["v", "I"] };
  return {
    duration: "50 ms",
    ...(asked as Partial<ExperimentDocument>),
    model: "lif",
    parameters: { ...parameters },
    record,
  };
}
