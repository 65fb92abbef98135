import { parseExperiment } from "../experiment.ts";
import { resolveExperiment } from "../experiment-resolve.ts";
import type { ExperimentDocument } from "../experiment-types.ts";
import { latexOfModel, latexOfValue } from "../language/latex.ts";
import { latexOfName } from "../language/latex-names.ts";

/**
 * The model of an experiment for a paper: its equations aligned, threshold, reset and initial values, and a table of its parameters.
 * It needs the package amsmath. Throws as `simulate`.
 */
export function latexScript(json: ExperimentDocument): string {
  const { definition } = resolveExperiment(parseExperiment(json));
  const { equations, threshold, reset, refractory, initial } = latexOfModel(definition);
  const names = new Set(Object.keys(definition.parameters ?? {}));
  const spike = [threshold, ...reset].filter((part) => part !== undefined && part !== "");
  const lines = [
    ...equations.map(aligned),
    ...(threshold === undefined ? [] : [`&\\text{spike if } ${spike.join(",\\quad ")}`]),
    ...(refractory === undefined ? [] : [`&\\text{refractory: } ${refractory}`]),
    ...initial.map(aligned),
  ];
  const rows = Object.entries(definition.parameters ?? {}).map(
    ([name, value]) => `  $${latexOfName(name, names)}$ & $${latexOfValue(value, names)}$ \\\\`,
  );
  return `${[
    "\\begin{align*}",
    ...lines.map((line, k) => `  ${line}${k < lines.length - 1 ? " \\\\" : ""}`),
    "\\end{align*}",
    ...(rows.length > 0 ? ["", "\\begin{tabular}{ll}", ...rows, "\\end{tabular}"] : []),
  ].join("\n")}\n`;
}

function aligned(line: string): string {
  return line.replace(" = ", " &= ");
}
