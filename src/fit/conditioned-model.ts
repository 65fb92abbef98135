import { ExperimentError } from "../errors.ts";
import type { Expression } from "../language/ast.ts";
import { checkModel } from "../language/check.ts";
import type { ModelDefinition } from "../language/definition.ts";
import { drawsIn } from "../language/draws.ts";
import { parseExpression } from "../language/parse.ts";
import { printExpression } from "../language/print.ts";

/** A model with escape noise that fires when it is told to, and keeps count of how likely that was. */
export interface ConditionedModel {
  readonly definition: ModelDefinition;
  /** The input that is 1 in the steps at whose end there is a spike, else 0. */
  readonly told: string;
  /** The variable that is the logarithm of the likelihood so far. */
  readonly logLikelihood: string;
}

/**
 * The same neuron with given spikes. One that fires with the probability p at the end of a step has the hazard h = -log(1 - p)/dt; the
 * likelihood of its spikes, as a point process seen in steps of dt, is the product of h dt at the spikes, times exp(-integral of h)
 * over the time in which it is not refractory. Paninski (2004), Network 15:243.
 *
 * @throws ExperimentError for a model whose spikes are not drawn, or which draws more than these
 */
export function conditionedModel(definition: ModelDefinition): ConditionedModel {
  const chance = chanceOf(definition);
  const names = namesIn(definition);
  const [told, logLikelihood] = [fresh("told", names), fresh("log_L", names)];
  const survival = survivalOf(chance);
  const held = definition.refractory === undefined ? "" : " (unless refractory)";
  return {
    definition: {
      ...definition,
      equations: `${definition.equations}\nd${logLikelihood}/dt = ${survival}/dt : 1${held}\n${told} : 1 (input)`,
      threshold: `rand() < ${told}`,
      reset: [`${logLikelihood} += log(-${survival})`, ...(definition.reset ? [definition.reset] : [])].join("; "),
      initial: { ...definition.initial, [logLikelihood]: 0 },
    },
    told,
    logLikelihood,
  };
}

/** log(1 - p); of p = -expm1(-x) without the detour by 1 - p, which is 0 for large x. */
function survivalOf(p: Expression): string {
  const isComplement =
    p.kind === "unary" && p.operator === "-" && p.operand.kind === "call" && p.operand.name === "expm1";
  return isComplement ? `(${printExpression(p.operand.args[0]!)})` : `log1p(-clip(${printExpression(p)}, 0, 1))`;
}

/** The probability of a spike in a step. */
function chanceOf(definition: ModelDefinition): Expression {
  const refuse = (problem: string, wayOut: string) => new ExperimentError(problem, "fit.objective", wayOut);
  const { threshold } = definition;
  const wayOut = 'take a model with a threshold such as "rand() < -expm1(-lambda*dt)", or another objective';
  if (threshold === undefined) throw refuse("the model has no threshold, so no spike of it has a likelihood", wayOut);
  const parsed = parseExpression(threshold);
  const sides =
    parsed.kind === "binary" && parsed.operator.startsWith("<")
      ? [parsed.left, parsed.right]
      : parsed.kind === "binary" && parsed.operator.startsWith(">")
        ? [parsed.right, parsed.left]
        : [];
  const [drawn, chance] = sides as [Expression?, Expression?];
  if (drawn?.kind !== "call" || drawn.name !== "rand")
    throw refuse(
      `spikes of a model that fires where ${threshold} are sure or impossible: there is no likelihood`,
      wayOut,
    );
  const { states, initial, reset, refractory, kicks } = checkModel(definition, []);
  const others = drawsIn([
    chance!,
    ...initial.values(),
    ...[...reset, ...kicks].map(({ value }) => value),
    ...(refractory.kind === "condition" ? [refractory.holds] : []),
  ]);
  if (others.length === 0 && states.every(({ noise }) => noise.length === 0)) return chance!;
  throw refuse(
    "the model draws random numbers beside its spikes, so their likelihood is a mean over all of these",
    "take the noise out of its equations, or another objective",
  );
}

function namesIn({ equations, parameters, initial }: ModelDefinition): ReadonlySet<string> {
  return new Set([
    ...(equations.match(/[A-Za-z_]\w*/g) ?? []),
    ...Object.keys(parameters ?? {}),
    ...Object.keys(initial ?? {}),
  ]);
}

function fresh(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? fresh(`${name}_`, taken) : name;
}
