import { type Command, InvalidArgumentError, Option } from "commander";
import { ExperimentError } from "../index.ts";
import type { FigureOptions, FigureSize } from "../plot/index.ts";
import { writeText } from "./export.ts";
import { pngBytes } from "./png.ts";

/** The library of figures, loaded when a figure is asked for. */
export type Figures = typeof import("../plot/index.ts");

export interface FigureFileOptions {
  readonly size: FigureSize;
  readonly scheme: "light" | "dark";
  /** Pixels of the file; the layout is that of the size, so letters grow with it. */
  readonly width?: number;
  /** false: none. */
  readonly title?: string | false;
}

/** Adds the options that say how a figure is drawn into a file. */
export function withFigureOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--size <size>", "of the figure: for what").choices(["paper", "slide", "screen"]).default("screen"),
    )
    .addOption(new Option("--scheme <scheme>", "of the figure: colours").choices(["light", "dark"]).default("light"))
    .option("--width <pixels>", "of the figure's file", pixels)
    .option("--title <text>", "above the figure; default: what it shows")
    .option("--no-title", "nothing above the figure");
}

function pixels(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 50 && value <= 20_000) return value;
  throw new InvalidArgumentError("It must be a whole number of pixels from 50 to 20000.");
}

/** The title asked for, else the figure's own; neither where none is wanted. */
export function titled(
  { title }: Pick<FigureFileOptions, "title">,
  own: string | undefined,
): { readonly title?: string } {
  const shown = title === false ? undefined : (title ?? own);
  return shown === undefined ? {} : { title: shown };
}

/** Pixels of a PNG file for one of the layout: paper is printed with 300 dots to the inch. */
const resolution: Readonly<Record<FigureSize, number>> = { paper: 3.125, slide: 1.5, screen: 2 };

/**
 * What a file can be drawn into, by its name.
 *
 * @throws ExperimentError for another ending
 */
export function figureFormat(file: string): "svg" | "png" {
  const ending = /\.([^./\\]*)$/.exec(file)?.[1]?.toLowerCase();
  if (ending === "svg" || ending === "png") return ending;
  const what = ending
    ? `there is no way to draw into a .${ending} file`
    : `"${file}" has no ending that names a format`;
  throw new ExperimentError(what, "--output", "name a file that ends in .svg or .png");
}

export type Draw = (figures: Figures, options: FigureOptions) => SVGSVGElement;

/** Draws into a file: SVG, or PNG by the ending. Returns the file. */
export async function writeFigure(
  file: string,
  draw: Draw,
  { size, scheme, width }: FigureFileOptions,
): Promise<string> {
  const format = figureFormat(file);
  const [figures, document] = await Promise.all([import("../plot/index.ts"), svgDocument()]);
  const figure = draw(figures, { document, size, scheme });
  const [own, height] = ["width", "height"].map((side) => Number(figure.getAttribute(side))) as [number, number];
  if (width !== undefined) {
    figure.setAttribute("width", `${width}`);
    figure.setAttribute("height", `${Math.round((height * width) / own)}`);
  }
  const text = `${figure.outerHTML}\n`;
  return writeText(file, format === "svg" ? text : await pngBytes(text, width ?? Math.round(resolution[size] * own)));
}

/** What figures are drawn on without a page: only a document of SVG writes attributes as XML wants them. */
export async function svgDocument(): Promise<Document> {
  const { DOMParser } = await import("linkedom");
  return new DOMParser().parseFromString("<svg/>", "image/svg+xml") as unknown as Document;
}
