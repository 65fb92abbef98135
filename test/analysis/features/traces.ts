import type { VoltageTrace } from "../../../src/analysis/features/index.ts";

/** Samples a course of the voltage (mV of ms) at the times given in ms. */
export function sampled(times: readonly number[], course: (ms: number) => number): VoltageTrace {
  return {
    time: Float64Array.from(times, (ms) => ms / 1000),
    voltage: Float64Array.from(times, (ms) => course(ms) / 1000),
  };
}

/** 0, every, 2 every, … up to and with `duration`, in ms. */
export function grid(duration: number, every: number): number[] {
  return Array.from({ length: Math.round(duration / every) + 1 }, (_, k) => k * every);
}

/** A course through corners, straight between them: [ms, mV] each. */
export function polygon(corners: readonly (readonly [number, number])[]): (ms: number) => number {
  return (ms) => {
    const next = corners.findIndex(([t]) => t >= ms);
    if (next <= 0) return corners.at(next === 0 ? 0 : -1)![1];
    const [[t0, v0], [t1, v1]] = [corners[next - 1]!, corners[next]!];
    return v0 + ((ms - t0) / (t1 - t0)) * (v1 - v0);
  };
}

/**
 * A spike at `begin` from -65 mV: up with 100 V/s to 35 mV, down with 50 V/s to -75 mV, back with 1 V/s. So it is 100 mV
 * high, its half width is 0.5 + 1 ms, it is 0.55 + 1.1 ms wide at -20 mV, and its trough comes 2.2 ms after the peak.
 */
export function triangle(begin: number): (readonly [number, number])[] {
  return [
    [begin, -65],
    [begin + 1, 35],
    [begin + 3.2, -75],
    [begin + 13.2, -65],
  ];
}

/** A reproducible sequence of numbers between -1 and 1 (a linear congruence), for noise. */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return (2 * state) / 2 ** 32 - 1;
  };
}
