import {
  type ModelDefinition,
  meanFieldRates,
  modelNamed,
  type NetworkDocument,
  type NeuronsDocument,
  type NoisyLeakyNeuron,
  oneVariableNeuron,
  prepareExperiment,
} from "rheobase";
import { writtenOf } from "../document/written.ts";
import { type Balanced, balancedOf, thresholdRate } from "./balanced.ts";

/** What the theory of a balanced network is computed from. */
export interface MeanField {
  readonly balanced: Balanced;
  readonly neuron: Omit<NoisyLeakyNeuron, "sigma">;
  /** Hz: the external rate at which the mean potential reaches the threshold. */
  readonly thresholdRate: number;
}

/** Undefined for a network that is not balanced, or whose neurons are not leaky ones of one variable, all alike and without a current. */
export function meanFieldOf(document: NetworkDocument): MeanField | undefined {
  const balanced = balancedOf(document);
  if (!balanced) return undefined;
  const { model, parameters = {}, input = [] } = document.populations[balanced.excitatoryName] as NeuronsDocument;
  if (input.length > 0 || !Object.values(parameters).every(writtenOf)) return undefined;
  const definition = (typeof model === "string" ? modelNamed(model).definition : model) as ModelDefinition;
  const own = { ...definition, parameters: { ...definition.parameters, ...parameters } };
  const { compiled } = prepareExperiment({ model: own as never, duration: "1 ms" });
  const neuron = oneVariableNeuron(compiled.model);
  if (!neuron?.linear) return undefined;
  const { threshold, reset, refractory } = neuron.spike();
  const tau = -1 / neuron.slope(threshold);
  const mu = threshold + neuron.f(threshold) * tau;
  if (!(tau > 0 && reset < threshold)) return undefined;
  return {
    balanced,
    neuron: { mu, tau, threshold, reset, refractory },
    thresholdRate: thresholdRate(balanced, threshold - mu, tau),
  };
}

/** Self-consistent rates in Hz at another g and another external rate. */
export function ratesAt({ balanced, neuron }: MeanField, g: number, external: number): number[] {
  const { excitatory, inhibitory, jump } = balanced;
  return meanFieldRates(neuron, [
    { count: balanced.external, jump: balanced.externalJump, rate: external },
    { count: excitatory, jump },
    { count: inhibitory, jump: -g * jump },
  ]);
}
