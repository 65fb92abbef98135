/** What was recorded of a neuron that starts at rest. SI; the arrays of samples are of one length. */
export interface LifTrace {
  /** Ascending. */
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  /** Held from each sample to the next. */
  readonly current: Float64Array;
  /** Spike times, exactly known. Left out, a spike is in the middle of two samples between which the voltage falls steeply. */
  readonly spikes?: Float64Array;
}

/** The trace with its spikes found. */
export type SpikingTrace = Required<LifTrace>;

/** Coefficients of E_L, R and v_reset, three numbers a row. */
export interface Coefficients {
  /** One row for each sample. */
  readonly samples: Float64Array;
  /** One row for each spike: just before it. */
  readonly spikes: Float64Array;
}

/**
 * The voltage of a leaky integrate-and-fire neuron is linear in E_L, R and v_reset once tau, t_ref and the spikes are known:
 * v = E_L + R g before the first spike, v_reset for t_ref after one, and then, from its end t_e on,
 * v = E_L (1 - e) + R (g - g(t_e) e) + v_reset e with e = exp(-(t - t_e)/tau), where tau dg/dt = I - g.
 */
export function lifCoefficients(
  { time, current, spikes }: SpikingTrace,
  tau: number,
  refractory: number,
): Coefficients {
  const rows = new Float64Array(3 * time.length);
  const atSpikes = new Float64Array(3 * spikes.length);
  /** g at the sample before, its time, and the current since. */
  let [g, from, I] = [0, time[0]!, 0];
  const gAt = (t: number): number => I + (g - I) * Math.exp(-(t - from) / tau);
  let next = 0;
  let end = Number.NEGATIVE_INFINITY;
  let gAtEnd = Number.NaN;
  const write = (row: Float64Array, at: number, t: number, filtered: number): void => {
    if (next === 0) {
      row[at] = 1;
      row[at + 1] = filtered;
    } else if (t < end) row[at + 2] = 1;
    else {
      const left = Math.exp(-(t - end) / tau);
      row[at] = 1 - left;
      row[at + 1] = filtered - gAtEnd * left;
      row[at + 2] = left;
    }
  };
  for (let k = 0; k < time.length; k++) {
    const t = time[k]!;
    for (;;) {
      const ends = next > 0 && Number.isNaN(gAtEnd) && end <= t;
      const spike = spikes[next] ?? Number.POSITIVE_INFINITY;
      if (ends && end <= spike) gAtEnd = gAt(end);
      else if (spike <= t) {
        write(atSpikes, 3 * next, spike, gAt(spike));
        next++;
        [end, gAtEnd] = [spike + refractory, Number.NaN];
      } else break;
    }
    g = gAt(t);
    [from, I] = [t, current[k]!];
    write(rows, 3 * k, t, g);
  }
  return { samples: rows, spikes: atSpikes };
}
