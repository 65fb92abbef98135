import * as Plot from "@observablehq/plot";
import type { LegendEntry } from "./figure.ts";
import type { Theme } from "./theme.ts";

/** A point where nothing moves. */
export interface Equilibrium {
  readonly x: number;
  readonly y: number;
  /** `stable node`, `stable focus`, `unstable node`, `unstable focus`, `saddle`, `centre`, or another. */
  readonly type: string;
}

/** Full where what is near comes nearer, a ring where it leaves, a diamond for a saddle, a cross for the rest. */
export function equilibriumLook(type: string): "dot" | "ring" | "diamond" | "cross" {
  if (/saddle/i.test(type)) return "diamond";
  if (/^(unstable|source)/i.test(type)) return "ring";
  return /^(stable|sink)/i.test(type) ? "dot" : "cross";
}

const symbols = { dot: "circle", ring: "circle", diamond: "diamond", cross: "times" } as const;

export function equilibriumMarks(points: readonly Equilibrium[], theme: Theme): Plot.Markish[] {
  const { ink, background, line, dot } = theme;
  return points
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .map(({ x, y, type }) => {
      const look = equilibriumLook(type);
      const isFull = look === "dot" || look === "diamond";
      return Plot.dot([[x, y]], {
        x: "0",
        y: "1",
        r: 1.7 * dot,
        symbol: symbols[look],
        clip: false,
        ariaDescription: type,
        fill: look === "cross" ? "none" : isFull ? ink : background,
        stroke: ink,
        strokeWidth: 1.1 * line,
      });
    });
}

/** An entry for each type that there is. */
export function equilibriumLegend(points: readonly Equilibrium[], { ink }: Theme): LegendEntry[] {
  return [...new Set(points.map(({ type }) => type))].map((type) => ({
    text: type,
    colour: ink,
    look: equilibriumLook(type),
  }));
}
