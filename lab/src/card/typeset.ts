import "katex/dist/katex.min.css";
import katex from "katex";
import { latexOfModel, type ModelDefinition } from "rheobase";

/** A line of mathematics, and how it is to be read. */
export interface Formula {
  readonly role: "equation" | "threshold" | "reset" | "refractory";
  readonly latex: string;
}

/** The lines of a model. Throws an EquationError for a text that cannot be parsed. */
export function formulasOf(definition: ModelDefinition): Formula[] {
  const { equations, threshold, reset, refractory } = latexOfModel(definition);
  return [
    ...equations.map((latex): Formula => ({ role: "equation", latex: latex.replace(/\\quad\\text\{.*?\}$/, "") })),
    ...(threshold === undefined ? [] : [{ role: "threshold", latex: threshold } as const]),
    ...reset.map((latex): Formula => ({ role: "reset", latex })),
    ...(refractory === undefined ? [] : [{ role: "refractory", latex: refractory } as const]),
  ];
}

/** Writes the mathematics into an element: as elements, never as text of HTML. */
export function typeset(element: HTMLElement, latex: string): void {
  katex.render(`\\displaystyle ${latex}`, element, {
    throwOnError: false,
    displayMode: false,
    trust: false,
    maxSize: 10,
    maxExpand: 100,
  });
}
