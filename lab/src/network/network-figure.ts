import { drawPopulationRaster } from "rheobase/plot";
import type { NetworkObservation } from "./contract.ts";

/** Raster and population rates as an SVG text, drawn for print: light, whatever the page looks like. */
export function rasterSvg({ populations, duration }: NetworkObservation): string {
  const inSeconds = populations.map((own) => ({ ...own, times: own.times.map((time) => time / 1000) }));
  const figure = drawPopulationRaster(inSeconds, duration / 1000, { document, size: "screen" });
  return `${new XMLSerializer().serializeToString(figure)}\n`;
}
