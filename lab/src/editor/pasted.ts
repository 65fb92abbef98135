import { type BrianProgram, readBrianProgram } from "rheobase";
import type { Draft, NamedText } from "./draft.ts";

export interface Pasted {
  readonly draft: Draft;
  readonly report: Pick<BrianProgram, "taken" | "notUnderstood">;
}

/** A draft made of a pasted program for Brian 2; undefined for a text that is none, such as bare equations. */
export function pastedInto(draft: Draft, text: string): Pasted | undefined {
  if (!/NeuronGroup\s*\(|'''|"""|^\s*\w+\s*=\s*(?:Equations\s*\(\s*)?[rRuU]?['"]/m.test(text)) return undefined;
  const program = readBrianProgram(text);
  if (!program) return undefined;
  const { equations, threshold, reset, refractory, parameters, initial } = program.definition;
  const rows = (values: Readonly<Record<string, string | number>> = {}): NamedText[] =>
    Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));
  const isWhole = program.taken.length > 1;
  const texts = { threshold: threshold ?? "", reset: reset ?? "", refractory: String(refractory ?? "") };
  const kept = { ...draft, parameters: draft.parameters.filter(({ name }) => isIn(equations, name)) };
  return {
    draft: isWhole
      ? { equations, ...texts, parameters: rows(parameters), initial: rows(initial) }
      : { ...kept, equations },
    report: program,
  };
}

function isIn(text: string, word: string): boolean {
  return Array.from(text.matchAll(/[A-Za-z_]\w*/g), ([found]) => found).includes(word);
}
