import type { VectorField } from "../dynamics/vector-field.ts";
import { dependsOn } from "../language/calculus.ts";
import type { Model } from "../language/model.ts";

/**
 * Whether the equations of a model stand still between two times: nothing in them names t, and none of their edges falls
 * between the two. Seconds.
 */
export function constantBetween(model: Model, field: VectorField, start: number, stop: number): boolean {
  const written = model.states.flatMap(({ derivative, noise }) => [
    derivative,
    ...noise.map(({ coefficient }) => coefficient),
  ]);
  if (written.some((e) => dependsOn(e, new Set(["t", "dt"])))) return false;
  if (model.edges.some(({ every }) => every !== undefined)) return false;
  const times = new Float64Array(model.edges.length);
  field.compile(model.edges.map(({ first }) => first))(new Float64Array(field.dimension), times);
  const margin = 1e-9 * (stop - start);
  return times.every((time) => time <= start + margin || time >= stop - margin);
}
