import { EquationError, ExperimentError } from "../errors.ts";
import type { Expression } from "../language/ast.ts";
import { parseEquations, parseReset } from "../language/parse.ts";
import type { SynapseDefinition } from "../synapses/index.ts";

/** One line of a synapse's `sum`. */
export interface Sum {
  /** As the receptor calls it. */
  readonly target: string;
  readonly weighted: boolean;
  readonly source: string | undefined;
}

/**
 * Reads `"V = w*v_pre; G = w"`.
 *
 * @throws ExperimentError for another form, naming the place
 */
export function readSums(text: string, path: string): readonly Sum[] {
  try {
    return parseReset(text).map(({ target, operator, value }) => {
      const term = termOf(value);
      if (operator === "=" && term) return { target, ...term };
      throw new ExperimentError(
        `the sum of "${target}" has a form that is not known`,
        path,
        `write "${target} = w*s_pre", "${target} = s_pre" or "${target} = w"; what is more goes into a line of the receptor or of the source neuron`,
      );
    });
  } catch (error) {
    if (!(error instanceof EquationError)) throw error;
    throw new ExperimentError(error.problem, path, error.wayOut);
  }
}

function termOf(value: Expression): Omit<Sum, "target"> | undefined {
  if (value.kind === "name") {
    if (value.name === "w") return { weighted: true, source: undefined };
    return value.name.endsWith("_pre") ? { weighted: false, source: value.name.slice(0, -"_pre".length) } : undefined;
  }
  if (value.kind !== "binary" || value.operator !== "*") return undefined;
  const [left, right] = [termOf(value.left), termOf(value.right)];
  const [weight, state] = left?.source === undefined ? [left, right] : [right, left];
  if (!weight?.weighted || weight.source !== undefined || state?.source === undefined || state.weighted)
    return undefined;
  return { weighted: true, source: state.source };
}

/**
 * A receptor's text in which each variable that is a sum, declared as `S : 1`, is a state that steps leave alone.
 *
 * @param path the place of the projection
 * @throws ExperimentError where the receptor does not declare it so
 */
export function withHeldSums(receptor: string, sum: string | undefined, path: string): string {
  if (sum === undefined) return receptor;
  const place = `${path}.synapse.sum`;
  const lines = parseEquations(receptor);
  const targets = readSums(sum, place).map(({ target }) => target);
  targets.forEach((target, k) => {
    if (targets.indexOf(target) < k) throw new ExperimentError(`"${target}" is a sum twice`, place, "keep one of them");
    const line = lines.find(({ name }) => name === target);
    if (line?.kind === "parameter" && line.flags.length === 0) return;
    throw new ExperimentError(
      line ? `"${target}" is a sum, so it has no equation and no flag` : `the receptor has no variable "${target}"`,
      place,
      `declare it in the receptor with its unit alone, as in "${target} : 1"`,
    );
  });
  let [result, at] = ["", 0];
  for (const line of lines) {
    if (!targets.includes(line.name)) continue;
    const unit = receptor.slice(line.unit.span.start, line.unit.span.end);
    result += `${receptor.slice(at, line.span.start)}d${line.name}/dt = 0*(${unit})/second`;
    at = line.span.end;
  }
  return result + receptor.slice(at);
}

/** Whether a synapse couples all the time only: spikes bring nothing. */
export function isSumAlone({ sum, equations, onPre, onPost }: SynapseDefinition): boolean {
  return sum !== undefined && [equations, onPre, onPost].every((text) => text === undefined);
}
