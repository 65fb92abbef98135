import type { FigureOptions } from "../../plot/index.ts";

/** A figure or a table of a lesson, made again, with the exact answer beside it. */
export interface Item {
  /** The name of its files: `if-traces`. */
  readonly name: string;
  readonly title: string;
  /** What one sees, in a few sentences. */
  readonly text: string;
  make(canvas: Canvas): Made | Promise<Made>;
}

/** What the figures of an item are drawn on: the options without a title. */
export type Canvas = Omit<FigureOptions, "title">;

export interface Made {
  readonly figures: readonly SVGSVGElement[];
  readonly tables: readonly Table[];
  /** Where the lesson's own numbers are off, and why. */
  readonly remarks?: readonly string[];
}

/** Rows of numbers and texts; an undefined cell is empty. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** A lesson: where its items come from. */
export interface Lesson {
  readonly title: string;
  readonly text: string;
  readonly items: readonly Item[];
}

/** For one of several figures, which stand side by side. */
export function half(canvas: Canvas): Canvas {
  return { ...canvas, width: 560, height: 390 };
}

/** `12.35`: a number with the digits that a table shows. */
export function digits(value: number, count = 6): number {
  return Number(value.toPrecision(count));
}
