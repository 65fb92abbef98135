import type { NetworkDocument, NeuronsDocument, PoissonDocument, ProjectionDocument } from "rheobase";
import { changedAt } from "../document/at-place.ts";
import { quantityText, sizeOf, writtenOf } from "../document/written.ts";

/**
 * A network of excitatory and inhibitory neurons of one model whose synapses make the potential jump, with external Poisson
 * spikes: that of Brunel (2000), J Comput Neurosci 8:183, of any size.
 */
export interface Balanced {
  /** Synapses onto each neuron. */
  readonly excitatory: number;
  readonly inhibitory: number;
  readonly external: number;
  /** Volts by which a spike of an excitatory neuron moves the potential. */
  readonly jump: number;
  /** Volts of an external one. */
  readonly externalJump: number;
  /** Inhibition relative to excitation. */
  readonly g: number;
  /** Hz of each external source. */
  readonly rate: number;
  readonly excitatoryName: string;
  readonly inhibitoryName: string;
}

/** What a document says of it; undefined of a network that is built otherwise. */
export function balancedOf(document: NetworkDocument): Balanced | undefined {
  const names = Object.keys(document.populations);
  const projections = document.projections ?? [];
  const neurons = names.map((name) => document.populations[name]!);
  if (names.length !== 2 || !neurons.every((own): own is NeuronsDocument => "model" in own)) return undefined;
  if (JSON.stringify(neurons[0]!.model) !== JSON.stringify(neurons[1]!.model)) return undefined;
  if (!projections.every(({ synapse = "delta" }) => synapse === "delta")) return undefined;
  const external = alike(
    projections.filter(({ from }) => typeof from === "object"),
    names,
  );
  const recurrent = names.map((name) =>
    alike(
      projections.filter(({ from }) => from === name),
      names,
    ),
  );
  const signs = recurrent.map((own) => Math.sign(own ? volts(own) : 0));
  const [e, i] = [signs.indexOf(1), signs.indexOf(-1)];
  if (!external || e < 0 || i < 0 || projections.length !== 6) return undefined;
  const [excitatory, inhibitory] = [recurrent[e]!, recurrent[i]!];
  const { poisson, sources = 1 } = external.from as PoissonDocument;
  const rate = writtenOf(poisson);
  const counts = [inDegree(excitatory), inDegree(inhibitory)];
  if (!rate || counts.some((count) => count === undefined)) return undefined;
  return {
    excitatory: counts[0]!,
    inhibitory: counts[1]!,
    external: sources,
    jump: volts(excitatory),
    externalJump: volts(external),
    g: Number((-volts(inhibitory) / volts(excitatory)).toPrecision(10)),
    rate: rate.number * sizeOf(rate.unit),
    excitatoryName: names[e]!,
    inhibitoryName: names[i]!,
  };
}

/** One projection onto each population, the two the same but for the target. */
function alike(projections: readonly ProjectionDocument[], names: readonly string[]): ProjectionDocument | undefined {
  const [first, second] = projections;
  if (!first || !second || projections.length !== 2) return undefined;
  const text = (own: ProjectionDocument) =>
    JSON.stringify([own.from, own.weight, own.delay, own.connect, own.parameters]);
  const reachesBoth = names.every((name) => projections.some(({ to }) => to === name));
  return reachesBoth && text(first) === text(second) && writtenOf(first.weight) ? first : undefined;
}

function volts({ weight }: ProjectionDocument): number {
  const { number, unit } = writtenOf(weight)!;
  return number * sizeOf(unit);
}

function inDegree({ connect }: ProjectionDocument): number | undefined {
  return typeof connect === "object" && connect.rule === "in-degree" ? connect.count : undefined;
}

/** The external rate at which the mean potential reaches the threshold, Hz: nu_thr = (theta - E_L) / (C J tau). */
export function thresholdRate(balanced: Balanced, distance: number, tau: number): number {
  return distance / (balanced.external * balanced.externalJump * tau);
}

/** The document with another relative inhibition: the weights of the inhibitory synapses become -g J. */
export function withInhibition(document: NetworkDocument, balanced: Balanced, g: number): NetworkDocument {
  return changedProjections(
    document,
    ({ from }) => from === balanced.inhibitoryName,
    ["weight"],
    () => {
      const excitatory = document.projections!.find(({ from }) => from === balanced.excitatoryName)!;
      const { number, unit } = writtenOf(excitatory.weight)!;
      return quantityText(Number((-g * number).toPrecision(6)), unit);
    },
  );
}

/** The document with another rate of the external sources, in Hz. */
export function withExternalRate(document: NetworkDocument, rate: number): NetworkDocument {
  const isExternal = ({ from }: ProjectionDocument) => typeof from === "object";
  return changedProjections(document, isExternal, ["from", "poisson"], () => `${Number(rate.toPrecision(6))} Hz`);
}

function changedProjections(
  document: NetworkDocument,
  isMeant: (projection: ProjectionDocument) => boolean,
  path: readonly string[],
  value: () => string | number,
): NetworkDocument {
  return document.projections!.reduce<NetworkDocument>(
    (changed, projection, k) =>
      isMeant(projection) ? (changedAt(changed, ["projections", k, ...path], value()) as NetworkDocument) : changed,
    document,
  );
}
