import { DOMParser } from "linkedom";
import { modelNamed, prepareExperiment, simulate } from "../../src/index.ts";
import { drawRecording, potentialLines, type RecordingOptions } from "../../src/plot/index.ts";

/** A document without a browser. */
export const page = new DOMParser().parseFromString("<svg/>", "image/svg+xml") as unknown as Document;

/** Runs an experiment with a model of the catalogue and draws its recording. */
export function recordingOf(
  document: { readonly model: string; readonly [key: string]: unknown },
  options: Partial<RecordingOptions> = {},
) {
  const { model } = prepareExperiment(document).compiled;
  return drawRecording(simulate(document as never), {
    document: page,
    meanings: modelNamed(document.model).meanings,
    lines: () => potentialLines(model),
    inputs: model.inputs.map(({ name }) => name),
    ...options,
  });
}

/** The texts that are drawn with this role: `y label`, `x numbers`, `heading`; lines of one text are joined by spaces. */
export function textsOf(figure: Element, role: string): string[] {
  return [...figure.querySelectorAll(`[aria-label="${role}"], [aria-description="${role}"]`)].flatMap((node) => {
    const texts = node.tagName === "text" ? [node] : [...node.querySelectorAll("text")];
    return texts.map((text) => {
      const lines = [...text.querySelectorAll("tspan")].map((line) => line.textContent!);
      return lines.length > 0 ? lines.join(" ") : text.textContent!;
    });
  });
}

/** The paths with this label, in order. */
export function pathsOf(figure: Element, label: string): string[] {
  return [...figure.querySelectorAll(`path[aria-label="${label}"]`)].map((path) => path.getAttribute("d")!);
}

/** The corners of a path of straight lines, in pixels. */
export function cornersOf(path: string): [x: number, y: number][] {
  return [...path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

/** Every number in every attribute is finite. */
export function isAllFinite(figure: Element): boolean {
  return !/NaN|Infinity|undefined/.test(figure.outerHTML);
}

/** From ticks and their numbers: what a pixel means on the axis of a single panel. */
export function axisOf(figure: Element, axis: "x" | "y"): (pixel: number) => number {
  const [path] = pathsOf(figure, "axes");
  const pattern = axis === "x" ? /M(-?[\d.]+),-?[\d.]+v/g : /M-?[\d.]+,(-?[\d.]+)h/g;
  const places = [...path!.matchAll(pattern)].map(([, place]) => Number(place));
  const values = textsOf(figure, `${axis} numbers`).map((text) =>
    Number(text.replace("\u2212", "-").replace("\u2009", "")),
  );
  const slope = (values.at(-1)! - values[0]!) / (places.at(-1)! - places[0]!);
  return (pixel) => values[0]! + slope * (pixel - places[0]!);
}
