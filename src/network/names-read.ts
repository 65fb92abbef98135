import { EquationError } from "../errors.ts";
import type { Assignment } from "../language/ast.ts";
import { namesIn } from "../language/calculus.ts";
import { parseReset } from "../language/parse.ts";
import type { Scope } from "../language/scope.ts";
import type { Named } from "./static-synapse.ts";

/** What the reset sets has two values at a spike of the target: `onPost` reads only what has one. */
export function requireLasting(
  onPost: string,
  readable: readonly (readonly [string, Named])[],
  lasting: readonly (readonly [string, Named])[],
): void {
  for (const { value } of parseReset(onPost)) {
    const names = namesIn(value);
    const [set] = readable.find((own) => names.has(own[0]) && !lasting.includes(own)) ?? [];
    if (set === undefined) continue;
    const others = lasting.map(([name]) => name);
    throw new EquationError(
      `"${set}" has two values at a spike of the target neuron, whose reset sets it`,
      onPost,
      value.span,
      `read a variable that the reset leaves as it is${others.length > 0 ? `: ${others.join(", ")}` : ""}`,
    );
  }
}

/** What an event reads are parameters, the synapse's own states and those of its target, which are all known where the synapse is. */
export function requireOwnNames(
  { value }: Assignment,
  { source, variables }: Scope,
  targets: ReadonlyMap<string, Named>,
): void {
  const foreign = [...namesIn(value)].find(
    (own) => !variables.has(own) && (targets.has(own) || /\w_(pre|post)$/.test(own)),
  );
  if (foreign === undefined) return;
  if (variables.has(`${foreign}_post`))
    throw new EquationError(
      `"${foreign}" is a variable of the target neuron`,
      source,
      value.span,
      `write "${foreign}_post" to read it as it is when the spike arrives`,
    );
  throw new EquationError(
    `"${foreign}" is a variable of a neuron, which a synapse cannot read`,
    source,
    value.span,
    "read states of the target neuron as v_post, and keep a trace of the spikes of the source in a state of the synapse",
  );
}
