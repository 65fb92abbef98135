import { toUnit } from "../quantity/quantity.ts";
import { type CellRecording, type Sweep, samplesOf } from "./cell-recording.ts";
import { type NpyArray, npzBytes } from "./npz.ts";

/**
 * A recording as a table: `time (ms)`, `voltage (mV)` and `current (pA)`, and before them `sweep` where there are several.
 * Numbers are written so that they are read back within a rounding.
 *
 * @throws RangeError where one sweep has a channel that another lacks
 */
export function recordingCsv(recording: CellRecording): string {
  const { sweeps } = recording;
  const [hasVoltage, hasCurrent] = channelsOf(recording);
  const many = sweeps.length > 1;
  const headings = ["time (ms)", ...(hasVoltage ? ["voltage (mV)"] : []), ...(hasCurrent ? ["current (pA)"] : [])];
  const lines = [[...(many ? ["sweep"] : []), ...headings].join(",")];
  for (const [s, sweep] of sweeps.entries()) {
    for (let k = 0; k < samplesOf(sweep); k++) {
      const cells = [toUnit(k / sweep.rate, 1e-3)];
      if (hasVoltage) cells.push(toUnit(sweep.voltage![k]!, 1e-3));
      if (hasCurrent) cells.push(toUnit(sweep.current![k]!, 1e-12));
      lines.push(many ? `${s + 1},${cells.join(",")}` : cells.join(","));
    }
  }
  return `${lines.join("\n")}\n`;
}

/**
 * A recording as an archive of NumPy arrays: `voltage` (V) and `current` (A) as [sweeps, samples of the longest], filled up
 * with NaN; `samples` and `rate` (Hz) of each sweep; about.json with units, names and notes. Nothing is rounded.
 *
 * @throws RangeError where one sweep has a channel that another lacks
 */
export function recordingNpz(recording: CellRecording): Uint8Array {
  const { sweeps, started, notes } = recording;
  const [hasVoltage, hasCurrent] = channelsOf(recording);
  const longest = sweeps.reduce((most, sweep) => Math.max(most, samplesOf(sweep)), 0);
  const table = (channel: "voltage" | "current"): NpyArray => {
    const values = new Float64Array(sweeps.length * longest).fill(Number.NaN);
    for (const [s, sweep] of sweeps.entries()) values.set(sweep[channel]!, s * longest);
    return { values, shape: [sweeps.length, longest] };
  };
  const perSweep = (of: (sweep: Sweep) => number): NpyArray => ({
    values: Float64Array.from(sweeps, of),
    shape: [sweeps.length],
  });
  const about = {
    units: { ...(hasVoltage && { voltage: "V" }), ...(hasCurrent && { current: "A" }), rate: "Hz" },
    sweeps: sweeps.map(({ name }) => name),
    ...(started !== undefined && { started }),
    notes,
  };
  return npzBytes(
    {
      ...(hasVoltage && { voltage: table("voltage") }),
      ...(hasCurrent && { current: table("current") }),
      rate: perSweep(({ rate }) => rate),
      samples: perSweep(samplesOf),
    },
    { "about.json": `${JSON.stringify(about, null, 2)}\n` },
  );
}

/** Whether the sweeps have a voltage, and whether they have a current. */
function channelsOf({ sweeps, name }: CellRecording): [boolean, boolean] {
  const has = (["voltage", "current"] as const).map((channel) => {
    const lacking = sweeps.find((sweep) => !sweep[channel]);
    const having = sweeps.find((sweep) => sweep[channel]);
    if (lacking && having) {
      const problem = `${name}: ${lacking.name} has no ${channel}, but ${having.name} has`;
      throw new RangeError(`${problem} (write sweeps of one kind, or an NWB file)`);
    }
    return having !== undefined;
  });
  return has as [boolean, boolean];
}
