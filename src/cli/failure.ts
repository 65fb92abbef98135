import { CommanderError } from "commander";
import { EquationError, ExperimentError, SimulationError } from "../index.ts";
import type { Colours } from "./terminal.ts";

/** What a command ends with. 1: the run could not go on. 2: the document, its equations or the arguments are wrong. */
export const exitCodes = { ok: 0, simulation: 1, input: 2 } as const;

/** The text and the exit code of an error that a command ended with. */
export function describeFailure(error: unknown, colours: Colours): { readonly text: string; readonly code: number } {
  if (error instanceof CommanderError) return { text: "", code: error.exitCode === 0 ? exitCodes.ok : exitCodes.input };
  if (error instanceof EquationError) {
    const [, ...excerpt] = error.message.split("\n");
    const lines = error.wayOut === undefined ? excerpt : excerpt.slice(0, -1);
    return { text: paragraph(error.problem, lines, error.wayOut, colours), code: exitCodes.input };
  }
  if (error instanceof ExperimentError) {
    const place = error.path === "" ? "" : `${colours.bold(error.path)}: `;
    return { text: paragraph(`${place}${error.problem}`, [], error.wayOut, colours), code: exitCodes.input };
  }
  if (error instanceof SimulationError) {
    return { text: paragraph(error.message, [], undefined, colours), code: exitCodes.simulation };
  }
  // Anything else is a mistake of this program: its place in the code is what a report of it needs.
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `${colours.red("error")} ${text}\n`, code: exitCodes.simulation };
}

/** The problem, the lines of text it is about, and the way out. */
function paragraph(problem: string, lines: readonly string[], wayOut: string | undefined, colours: Colours): string {
  return [
    `${colours.red("error")} ${problem}`,
    ...lines.map((line) => `  ${line}`),
    ...(wayOut === undefined ? [] : [`${colours.cyan("  hint")} ${wayOut}`]),
    "",
  ].join("\n");
}
