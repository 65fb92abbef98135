import * as Plot from "@observablehq/plot";
import type { Colours } from "./palette.ts";

/** The colours from low (0) to high (1), of the part of the sequence that stands out from the background. */
export function sequence({ sequence: { scheme, from, to } }: Colours): (part: number) => string {
  const scale = Plot.scale({ color: { type: "linear", domain: [0, 1], scheme } })!;
  return (part) => scale.apply(from + (to - from) * part) as string;
}
