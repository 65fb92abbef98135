import * as Plot from "@observablehq/plot";
import { dashOf } from "./figure.ts";
import { line } from "./marks.ts";
import type { Scale } from "./scale.ts";
import type { Theme } from "./theme.ts";

/** A line across a panel with a text, such as a rheobase. */
export interface Guide {
  /** Where it crosses the axis, in the axis' unit. */
  readonly at: number;
  readonly text: string;
}

/** @param end at which its text stands, above the line */
export function horizontalGuide({ at, text }: Guide, x: Scale, end: "left" | "right", theme: Theme): Plot.Markish[] {
  const { faint, fontSize } = theme;
  return [
    line(x.domain, [at, at], guideStroke(text, theme)),
    Plot.text([text], {
      y: [at],
      frameAnchor: end,
      textAnchor: end === "right" ? "end" : "start",
      lineAnchor: "bottom",
      dx: end === "right" ? 0 : 0.4 * fontSize,
      dy: -0.25 * fontSize,
      fontSize,
      fill: faint,
      ...haloOf(theme),
      ariaDescription: "guide",
    }),
  ];
}

/** A rim in the colour of the background, so that a text can be read on what it crosses. */
export function haloOf({ background, fontSize }: Theme): { readonly stroke: string; readonly strokeWidth: number } {
  return { stroke: background, strokeWidth: 0.3 * fontSize };
}

/**
 * The text, where there is to be one, stands beside the line at the top, on the side where there is more room.
 *
 * @param row of its text from the top, 0 for the first; undefined: no text
 */
export function verticalGuide(
  { at, text }: Guide,
  x: Scale,
  y: Scale,
  row: number | undefined,
  theme: Theme,
): Plot.Markish[] {
  const { faint, fontSize } = theme;
  const part = (value: number): number => (x.type === "log" ? Math.log(value) : value);
  const isRight = part(at) - part(x.domain[0]) > 0.6 * (part(x.domain[1]) - part(x.domain[0]));
  return [
    line([at, at], y.domain, guideStroke(text, theme)),
    Plot.text(row === undefined ? [] : [text], {
      x: [at],
      frameAnchor: "top",
      lineAnchor: "top",
      textAnchor: isRight ? "end" : "start",
      fontSize,
      dy: 1.25 * (row ?? 0) * fontSize,
      dx: (isRight ? -0.4 : 0.4) * fontSize,
      fill: faint,
      ...haloOf(theme),
      ariaDescription: "guide",
    }),
  ];
}

/** For each of some vertical guides the row of its text from the top, so that those close to each other can be read. */
export function rowsOf(guides: readonly Guide[], { domain, type }: Scale): readonly number[] {
  const part = (value: number): number => (type === "log" ? Math.log(value) : value);
  const near = 0.35 * (part(domain[1]) - part(domain[0]));
  const rows: number[] = [];
  for (const [k, { at }] of guides.entries()) {
    const taken = rows.filter((_, other) => Math.abs(part(guides[other]!.at) - part(at)) < near);
    rows[k] = taken.length === 0 ? 0 : Math.max(...taken) + 1;
  }
  return rows;
}

/** Thin, dashed and faint: threshold, reset, rheobase. */
export function guideStroke(label: string, theme: Theme) {
  return { stroke: theme.faint, width: theme.hairline, dash: dashOf(theme), label };
}
