import type { Places } from "../plots/places.ts";
import type { ShownFeature, ShownSweep } from "./contract.ts";

/** Where a feature was read, in ms and mV: points, lines from one to another, and levels of windows. */
export function placesOfFeature({ places }: ShownFeature): Places {
  const at = ({ time, voltage }: { readonly time: number; readonly voltage: number }) => ({
    x: time * 1000,
    y: voltage * 1000,
  });
  const corners = places.map((place) =>
    place.kind === "window"
      ? [place.start, place.stop].map((time) => at({ time, voltage: place.voltage }))
      : place.points.map(at),
  );
  return {
    points: corners.filter(({ length }) => length !== 2).flat(),
    lines: corners.flatMap(([from, to, ...more]) => (from && to && more.length === 0 ? [[from, to] as const] : [])),
  };
}

/** Where the spikes of a sweep pass what tells them. */
export function placesOfSpikes({ spikes, voltage }: ShownSweep): Places {
  if (!voltage) return { points: [], lines: [] };
  const { step, values } = voltage;
  const points = Array.from(spikes, (x) => {
    const k = Math.min(values.length - 1, Math.floor(x / step));
    const next = values[Math.min(k + 1, values.length - 1)]!;
    return { x, y: values[k]! + (next - values[k]!) * (x / step - k) };
  });
  return { points, lines: [] };
}
