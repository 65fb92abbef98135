import type { GalleryCell, GalleryForm } from "../protocol/figure.ts";
import type { Answer } from "../protocol/protocol.ts";
import type { Column } from "../quantity/measure.ts";
import { drawGallery, type Pattern } from "./gallery.ts";
import { labelOf } from "./names.ts";
import type { FigureOptions } from "./theme.ts";

interface GalleryOfOptions extends FigureOptions {
  readonly meanings: Readonly<Record<string, string>>;
}

/** The gallery of an answer: a picture for each cell under its name, and below how many show which pattern. */
export function galleryOf(
  form: GalleryForm<string>,
  answer: Answer,
  { meanings, ...options }: GalleryOfOptions,
): SVGSVGElement {
  const entries = answer as unknown as Readonly<Record<string, unknown>>;
  const cells = entries[form.cells] as readonly GalleryCell[];
  const names = entries[form.names] as readonly string[];
  const { values } = entries[form.count] as Column;
  const counted = names.map((name, k) => (values[k] === 1 ? name : `${name} (${values[k]})`));
  const kinds = `${names.length} distinct pattern${names.length === 1 ? "" : "s"}: ${counted.join(", ")}`;
  const [first] = cells;
  return drawGallery(cells.map(pictureOf), {
    ...options,
    ...(first ? { label: labelOf(first.recording.variable, meanings), unit: first.recording.trace.unit } : {}),
    more: kinds,
  });
}

function pictureOf({ preset, pattern, recording }: GalleryCell): Pattern {
  const { variable, time, trace, input, spikes, threshold, reset, isCut } = recording;
  const lines = { variable, threshold: threshold?.value, reset: reset?.value, isCut };
  return {
    title: preset,
    caption: pattern,
    time: time.values,
    trace: trace.values,
    ...(input ? { input: input.values } : {}),
    spikes: { times: spikes.values, lines },
  };
}
