import { expect, test } from "vitest";
import { draftOf, renamed } from "../../lab/src/editor/draft.ts";
import { piecesOf } from "../../lab/src/editor/highlight.ts";
import { checkDraft } from "../../lab/src/editor/problem.ts";
import { withModel } from "../../lab/src/editor/written-model.ts";
import { models, simulate } from "../../src/index.ts";

test("every model and preset of the catalogue is a draft that is right, and runs to the same fingerprint", () => {
  for (const { name, presets } of models)
    for (const preset of [undefined, ...Object.keys(presets).slice(0, 2)]) {
      const document = { model: name, ...(preset ? { preset } : {}), input: [], duration: "5 ms" };
      const checked = checkDraft(draftOf(document));
      if (checked.kind === "wrong") throw new Error(`${name}: ${String(checked.problem.problem)}`);
      const written = withModel(document, checked.definition);
      const same = { ...document, record: written.record ?? {} };
      expect(simulate(written as never).fingerprint).toBe(simulate(same as never).fingerprint);
    }
});

const lif = draftOf({ model: "lif", parameters: { tau_m: "8 ms" }, duration: "1 ms" });

test("a parameter that is renamed is renamed as a word, not as a part of one, and not in comments", () => {
  const draft = { ...lif, equations: `${lif.equations}\nRR = R*2 : ohm # R is twice that` };
  const { equations, parameters } = renamed(draft, "R", "r_m");
  expect(equations).toContain("r_m*I");
  expect(equations).toContain("RR = r_m*2 : ohm # R is twice that");
  expect(parameters.map(({ name }) => name)).toContain("r_m");
});

const wrong = (draft: typeof lif) => {
  const checked = checkDraft(draft);
  return checked.kind === "wrong" ? checked.problem : undefined;
};

test("a problem has its place: in the equations, the threshold, a row of the parameters or of the start", () => {
  const { equations } = lif;
  const units = wrong({ ...lif, equations: equations.replace("R*I", "I") })!.place as { start: number; end: number };
  expect(equations.replace("R*I", "I").slice(units.start, units.end)).toBe("E_L - v + I");
  expect(wrong({ ...lif, threshold: "v > x" })!.place).toEqual({ field: "threshold", start: 4, end: 5 });
  const rows = lif.parameters.map((row) => (row.name === "R" ? { ...row, value: "10 MOm" } : row));
  expect(wrong({ ...lif, parameters: rows })!.place).toEqual({ field: "parameters", name: "R" });
  expect(wrong({ ...lif, initial: [{ name: "v", value: "5 nA" }] })!.place).toEqual({ field: "initial", name: "v" });
  expect(wrong({ ...lif, parameters: [...lif.parameters, lif.parameters[0]!] })!.problem).toMatchObject({
    kind: "twice",
  });
});

test("a name is offered as a parameter where that is a way out, and only there", () => {
  expect(wrong({ ...lif, threshold: "v > theta" })!.missing).toMatchObject({ name: "theta" });
  expect(wrong({ ...lif, threshold: "v > v_th theta" })!.missing).toBeUndefined();
  expect(wrong({ ...lif, equations: lif.equations.replace("(input)", "") })!.missing).toMatchObject({
    name: "I",
    value: "1 amp",
  });
});

test("a text is coloured by the words of the lexer; characters that the language does not have are passed over", () => {
  const source = "dv/dt = exp(x)/(2*ms) ‽ : volt # why ‽\nw$ : 1";
  const pieces = piecesOf(source);
  expect(pieces.map(({ start, end, look }) => `${source.slice(start, end)} ${look}`)).toEqual([
    "dv variable",
    "/ operator",
    "dt word",
    "= operator",
    "exp function",
    "( operator",
    "x variable",
    ") operator",
    "/ operator",
    "( operator",
    "2 number",
    "* operator",
    "ms unit",
    ") operator",
    ": operator",
    "volt unit",
    "# why ‽ comment",
    "w variable",
    ": operator",
    "1 number",
  ]);
});
