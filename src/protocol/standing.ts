import { type VectorField, vectorField } from "../dynamics/vector-field.ts";
import type { ExperimentDocument } from "../experiment.ts";
import type { Axis } from "../experiment-axes.ts";
import { modelOf, resolveExperiment } from "../experiment-resolve.ts";
import { dependsOn } from "../language/calculus.ts";
import type { Model } from "../language/model.ts";
import { constantBetween } from "../theory/constancy.ts";
import type { Window } from "./window.ts";

/** A model under a drive that stands still, and the axis along which its document varies. */
export interface Standing {
  /** With its stimuli, and its noise. */
  readonly model: Model;
  readonly noisy: boolean;
  /** Without noise. */
  readonly field: VectorField;
  readonly axis: Axis;
  /** The instant at which time is held: the middle of the window, seconds. */
  readonly time: number;
}

/**
 * The model of a document with one axis, under what drives it in a window; undefined where the drive changes within, or the
 * document has other axes.
 */
export function standing(document: ExperimentDocument, window: Window): Standing | undefined {
  const experiment = resolveExperiment(document);
  const [axis, ...others] = experiment.axes;
  if (!axis || others.length > 0) return undefined;
  const model = modelOf(experiment);
  const { states } = model;
  if (states.length === 0 || states.some(({ derivative }) => dependsOn(derivative, new Set(["dt"])))) return undefined;
  const noisy = states.some(({ noise }) => noise.length > 0);
  const time = (window.start + window.stop) / 2;
  const field = vectorField({ ...model, states: states.map((state) => ({ ...state, noise: [] })) }, { time });
  return constantBetween(model, field, window.start, window.stop) ? { model, noisy, field, axis, time } : undefined;
}
