import * as z from "zod";
import { type Connections, type Ends, mostSynapses, tooMany } from "./connections.ts";
import { rules } from "./rules/index.ts";
import type { ConnectionRule } from "./rules/rule.ts";

export type { Connections, Ends, Listed } from "./connections.ts";

type SchemasOf<Rules extends readonly { readonly schema: z.ZodObject }[]> = {
  -readonly [Place in keyof Rules]: Rules[Place]["schema"];
};

/** Rules that need no settings may be named alone. */
const namedAlone = ["all-to-all", "one-to-one"] as const;

/** What a document says at `"connect"`. */
export const connectSchema = z
  .union(
    [
      z.enum(namedAlone),
      z.discriminatedUnion("rule", rules.map(({ schema }) => schema) as unknown as SchemasOf<typeof rules>),
    ],
    { error: 'must be a rule such as "all-to-all" or {"rule": "probability", "p": 0.1}' },
  )
  .describe("Which neurons are connected.");

export type ConnectDocument = z.input<typeof connectSchema>;

/** The keys that a rule may have; none where there is no such rule. */
export function ruleKeys(name: unknown): readonly string[] {
  return Object.keys(rules.find((rule) => rule.name === name)?.schema.shape ?? {});
}

/** The names of all rules. */
export const ruleNames: readonly string[] = rules.map(({ name }) => name);

/** What is connected: as `Ends`, and without a range all targets. */
export type Connected = Omit<Ends, "firstTarget" | "endTarget"> & Partial<Pick<Ends, "firstTarget" | "endTarget">>;

/**
 * The synapses of a projection, or those of them onto the targets from `firstTarget` to `endTarget - 1`: the same ones as in the
 * whole, at the cost of the part (but for `out-degree` and `total`, which draw all to find them). They are a function of the rule,
 * the sizes, seed and object. Row by row the targets ascend.
 *
 * @param document as `connectSchema` has let it through
 * @throws ExperimentError naming the place
 * @throws RangeError for sizes, ranges, seeds and objects that are none
 */
export function connect(document: ConnectDocument, connected: Connected): Connections {
  const { rule, settings, ends } = read(document, connected);
  const expected = rule.expected(settings, ends);
  if (expected > mostSynapses) throw tooMany(expected, ends.path);
  return rule.connect(settings, ends);
}

/**
 * About how many synapses `connect` will make onto all targets, for an estimate of memory (4 bytes each, and 8 for each value
 * drawn): exactly for rules of fixed numbers, the mean for `probability`, from some of the rows for `distance`, from the lines of
 * the table for `list`. Throws as `connect`.
 */
export function expectedSynapses(document: ConnectDocument, connected: Connected): number {
  const { rule, settings, ends } = read(document, connected);
  return rule.expected(settings, ends);
}

function read(document: ConnectDocument, connected: Connected) {
  const settings = typeof document === "string" ? { rule: document } : document;
  const rule = rules.find(({ name }) => name === settings.rule) as ConnectionRule | undefined;
  if (!rule) throw new RangeError(`there is no rule "${settings.rule}"; there are ${ruleNames.join(", ")}`);
  const { targets, firstTarget = 0, endTarget = targets } = connected;
  const ends: Ends = { ...connected, firstTarget, endTarget };
  const numbers = { sources: ends.sources, targets, firstTarget, endTarget };
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** 31)
      throw new RangeError(`${name} must be a whole number from 0 to 2^31 - 1, not ${value}`);
  }
  if (firstTarget > endTarget || endTarget > targets)
    throw new RangeError(`targets ${firstTarget} to ${endTarget} are not among ${targets}`);
  if (ends.same && ends.sources !== targets)
    throw new RangeError(`one population cannot have ${ends.sources} neurons as source and ${targets} as target`);
  return { rule, settings, ends };
}
