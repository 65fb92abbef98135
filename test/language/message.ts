import { EquationError } from "../../src/errors.ts";
import { checkModel } from "../../src/language/check.ts";
import type { Drive, ModelDefinition } from "../../src/language/definition.ts";
import { dimensions } from "../../src/quantity/dimension.ts";

/** What the checker says to a definition, between two line ends. */
export function message(definition: ModelDefinition, drives: Drive[] = []): string {
  try {
    checkModel(definition, drives);
  } catch (error) {
    if (error instanceof EquationError) return `\n${error.message}\n`;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A stimulus in volt. */
export const drive: Drive = {
  to: undefined,
  expression: "a",
  parameters: [{ local: "a", name: "a", dimension: dimensions.volt, value: 1 }],
  tables: [],
};
