import { number } from "../language/calculus.ts";
import { drawsIn } from "../language/draws.ts";
import type { VectorField } from "./vector-field.ts";

/** Where a field's variables begin by the initial values of its model, SI; undefined where these are random. */
export function initialState(field: VectorField): Float64Array | undefined {
  const initial = field.names.map((name) => field.model.initial.get(name) ?? number(0));
  if (drawsIn(initial).length > 0) return undefined;
  const state = new Float64Array(field.dimension);
  field.compile(initial)(new Float64Array(field.dimension), state);
  return state;
}
