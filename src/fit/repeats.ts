import type { FitSweep } from "./fit-types.ts";
import type { SpikingSweep } from "./gif/index.ts";

/** Currents whose difference is smaller than this part of what they vary by, or than 1 pA, are one current. */
const alike = 0.02;
const leastDifference = 1e-12;

/** Sweeps of one and the same current become repeats of one sweep, with the potential of the first. */
export function joinRepeats(sweeps: readonly FitSweep[]): FitSweep[] {
  const groups: FitSweep[][] = [];
  for (const sweep of sweeps) {
    const same = groups.find(([first]) => haveOneCurrent(first!, sweep));
    if (same) same.push(sweep);
    else groups.push([sweep]);
  }
  return groups.map((group) => {
    const [first] = group as [FitSweep];
    if (group.length === 1) return first;
    const spikes = group.flatMap((sweep) => sweep.spikes ?? []);
    return { ...first, name: `${first.name} and ${group.length - 1} repeats`, spikes };
  });
}

/**
 * A sweep of which only a stretch is scored. It ends with the stretch, so that nothing is run that does not count; it begins where it
 * did, because what came before acts on it.
 *
 * @param window seconds
 */
export function withinWindow(sweep: FitSweep, window: { readonly start: number; readonly stop: number }): FitSweep {
  const cut = (sampled: NonNullable<FitSweep["current"]>) => ({
    ...sampled,
    values: sampled.values.subarray(0, Math.ceil(window.stop * sampled.rate - 1e-6)),
  });
  const { current, voltage, stimulus, ...rest } = sweep;
  return {
    ...rest,
    ...(current ? { current: cut(current) } : {}),
    ...(voltage ? { voltage: cut(voltage) } : {}),
    ...(stimulus && stimulus.start < window.stop
      ? { stimulus: { start: stimulus.start, stop: Math.min(stimulus.stop, window.stop) } }
      : {}),
    window,
  };
}

/** The same as the GIF recipe takes them: one sweep for each repeat; those without potential or current are left out. */
export function spikingSweeps(sweeps: readonly FitSweep[]): SpikingSweep[] {
  return sweeps.flatMap(({ current, voltage, spikes = [], window }) =>
    current && voltage && current.rate === voltage.rate
      ? spikes.map((train) => ({
          ...{ rate: voltage.rate, voltage: voltage.values, current: current.values, spikes: train },
          ...(window ?? {}),
        }))
      : [],
  );
}

function haveOneCurrent({ current: a }: FitSweep, { current: b }: FitSweep): boolean {
  if (!a || !b || a.rate !== b.rate || a.values.length !== b.values.length) return false;
  let [sum, squares, differences] = [0, 0, 0];
  for (let k = 0; k < a.values.length; k++) {
    sum += a.values[k]!;
    squares += a.values[k]! ** 2;
    differences += (a.values[k]! - b.values[k]!) ** 2;
  }
  const n = a.values.length;
  const deviation = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
  return Math.sqrt(differences / n) <= Math.max(leastDifference, alike * deviation);
}
