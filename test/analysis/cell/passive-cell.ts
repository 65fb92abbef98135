import type { ClampSweep } from "../../../src/analysis/cell/sweep.ts";
import { seeded } from "../../data/mutate.ts";

/** Normal numbers, the same for the same seed (Box and Muller). */
export function normals(seed: number): () => number {
  const uniform = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export interface Passive {
  readonly rate: number;
  /** Ohms and seconds. */
  readonly resistance: number;
  readonly timeConstant: number;
  /** Of an electrode with one time constant, through which the current reaches the membrane. */
  readonly electrode?: { readonly resistance: number; readonly timeConstant: number };
  /** Ohms that the bridge does not balance. */
  readonly bridge?: number;
  readonly rest?: number;
  /** Standard deviation of the noise of the voltage, volts. */
  readonly noise?: number;
}

/**
 * A membrane (and an electrode) under a current that is held from each sample to the next: the exact solution of the linear
 * equations, u' = (I - u)/tau_e, v' = (rest - v + R u)/tau, in small steps for u.
 */
export function passive(current: Float64Array, cell: Passive): ClampSweep {
  const { rate, resistance, timeConstant, electrode, bridge = 0, rest = -0.065, noise = 0 } = cell;
  const normal = normals(5);
  const inner = 100;
  const dt = 1 / rate / inner;
  let [u, v] = [current[0]!, rest + resistance * current[0]!];
  const voltage = current.map((i) => {
    const shown = v + (electrode ? electrode.resistance * u : 0) + bridge * i + noise * normal();
    for (let k = 0; k < inner; k++) {
      if (electrode) u = i + (u - i) * Math.exp(-dt / electrode.timeConstant);
      else u = i;
      const to = rest + resistance * u;
      v = to + (v - to) * Math.exp(-dt / timeConstant);
    }
    return shown;
  });
  return { rate, voltage, current };
}

/** Levels of current, each for so many samples. */
export function course(...parts: readonly (readonly [level: number, samples: number])[]): Float64Array {
  return Float64Array.from(parts.flatMap(([level, samples]) => new Array<number>(samples).fill(level)));
}

/** An Ornstein-Uhlenbeck current of mean 0: exact from sample to sample. */
export function ornsteinUhlenbeck(samples: number, rate: number, tau: number, deviation: number): Float64Array {
  const normal = normals(11);
  const keep = Math.exp(-1 / (rate * tau));
  let x = deviation * normal();
  return Float64Array.from({ length: samples }, () => {
    x = keep * x + deviation * Math.sqrt(1 - keep * keep) * normal();
    return x;
  });
}
