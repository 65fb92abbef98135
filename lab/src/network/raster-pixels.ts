import type { ObservedPopulation } from "./contract.ts";

/** Where the rows of a population lie, from 0 at the top to 1. */
export interface Band {
  readonly top: number;
  readonly height: number;
}

/** A small population is not thinner than this part of all. */
const thinnest = 0.05;
const gap = 0.012;

export function bandsOf(populations: readonly Pick<ObservedPopulation, "size">[]): Band[] {
  const neurons = populations.reduce((sum, { size }) => sum + size, 0);
  const shares = populations.map(({ size }) => Math.max(size / Math.max(1, neurons), thinnest));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = 1 - gap * (populations.length - 1);
  let top = 0;
  return shares.map((share) => {
    const band = { top, height: (room * share) / whole };
    top += band.height + gap;
    return band;
  });
}

export interface RasterFrame {
  /** Dots of the picture. */
  readonly width: number;
  readonly height: number;
  /** ms */
  readonly from: number;
  readonly to: number;
  /** Dots that a spike is wide. */
  readonly stroke: number;
}

/** A picture of red, green, blue and opacity with a mark for each spike in the window. */
export function rasterPixels(
  populations: readonly Pick<ObservedPopulation, "size" | "times" | "neurons">[],
  colours: readonly (readonly [number, number, number])[],
  { width, height, from, to, stroke }: RasterFrame,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const words = new Uint32Array(pixels.buffer);
  const packed = new Uint8ClampedArray(4);
  const bands = bandsOf(populations);
  for (const [p, { size, times, neurons }] of populations.entries()) {
    packed.set([...colours[p]!, 255]);
    const [word] = new Uint32Array(packed.buffer);
    const row = (bands[p]!.height * height) / size;
    const tall = Math.max(1, Math.floor(row > 3 ? 0.8 * row : row));
    for (let k = 0; k < times.length; k++) {
      const time = times[k]!;
      if (time < from || time > to) continue;
      const x = Math.floor(((time - from) / (to - from)) * width - stroke / 2 + 0.5);
      const y = Math.floor(bands[p]!.top * height + neurons[k]! * row);
      for (let j = Math.max(0, y); j < Math.min(height, y + tall); j++)
        words.fill(word!, j * width + Math.max(0, x), j * width + Math.max(0, Math.min(width, x + stroke)));
    }
  }
  return pixels;
}
