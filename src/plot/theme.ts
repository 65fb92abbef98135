import { type Colours, colours, type Scheme } from "./palette.ts";

/** Where a figure will be seen: a column and a half of a journal, a projected slide of 16 to 9, a page on a screen. */
export type FigureSize = "paper" | "slide" | "screen";

/** What every figure takes. */
export interface FigureOptions {
  /** The page's `document`, or that of a DOM without a browser. */
  readonly document: Document;
  /** Default: screen. */
  readonly size?: FigureSize;
  /** Default: light. */
  readonly scheme?: Scheme;
  /** Pixels, at 96 to the inch. Default: by the size. */
  readonly width?: number;
  /** Pixels. Default: by the size and by what is drawn. */
  readonly height?: number;
  /** Above the figure, wrapped. */
  readonly title?: string;
}

/** The measures and colours that the parts of a figure share; lengths in pixels. */
export interface Theme extends Colours {
  readonly document: Document;
  readonly width: number;
  readonly height: number;
  /** Of labels; numbers at the axes are a little smaller. */
  readonly fontSize: number;
  readonly tickSize: number;
  /** Thickness of axes. */
  readonly hairline: number;
  /** Thickness of curves. */
  readonly line: number;
  /** Radius of dots. */
  readonly dot: number;
  readonly title: string | undefined;
}

/** Helvetica and its like where they are; else what PNG files are drawn with. */
export const fontFamily = "Helvetica Neue, Helvetica, Arial, DejaVu Sans, sans-serif";

interface Measures {
  readonly width: number;
  /** The greatest height that is taken unasked. */
  readonly tallest: number;
  readonly fontSize: number;
  readonly hairline: number;
  readonly line: number;
  readonly dot: number;
}

const sizes: Readonly<Record<FigureSize, Measures>> = {
  // 13.2 cm, letters of 8 points
  paper: { width: 500, tallest: 720, fontSize: 10.7, hairline: 0.7, line: 1.1, dot: 2.2 },
  slide: { width: 1280, tallest: 720, fontSize: 26, hairline: 1.6, line: 2.8, dot: 5.5 },
  screen: { width: 760, tallest: 900, fontSize: 13, hairline: 0.9, line: 1.5, dot: 2.9 },
};

const smallest = 60;
const largest = 20_000;

/**
 * @param aspect height over width, where no height is given.
 * @throws RangeError for a size, scheme, width or height that there is not
 */
export function themeOf(options: FigureOptions, aspect: number): Theme {
  const { document, size = "screen", scheme = "light", title } = options;
  const measures = chosen(sizes, size, "size");
  const width = pixels(options.width ?? measures.width, "width");
  const height = pixels(options.height ?? Math.round(Math.min(measures.tallest, width * aspect)), "height");
  const { fontSize, hairline, line, dot } = measures;
  const palette = chosen(colours, scheme, "scheme");
  return { ...palette, document, width, height, fontSize, tickSize: 0.36 * fontSize, hairline, line, dot, title };
}

function chosen<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  if (Object.hasOwn(table, name)) return table[name]!;
  throw new RangeError(`${what} must be one of ${Object.keys(table).join(", ")}, but is ${name}`);
}

function pixels(value: number, what: string): number {
  if (value >= smallest && value <= largest) return value;
  throw new RangeError(`${what} must be from ${smallest} to ${largest} pixels, but is ${value}`);
}
