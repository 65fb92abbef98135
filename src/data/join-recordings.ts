import { badFile, type CellRecording, type Sweep, samplesOf } from "./cell-recording.ts";

/**
 * One recording of several files, each of one channel or one sweep: a sweep that has only a current is put beside the sweep
 * that has only a voltage and is called the same but for the channel, as in `X_ch0_349` and `X_ch1_349`. A current without
 * such a partner is left out where there are voltages, and the notes say so.
 *
 * @throws ExperimentError where partners differ in length or rate
 */
export function joinRecordings(recordings: readonly CellRecording[]): CellRecording {
  const [first, ...others] = recordings;
  if (!first) throw new RangeError("there is no recording to join (give at least one)");
  if (others.length === 0) return first;
  const name = `${first.name} and ${others.length} more`;
  const sweeps = recordings.flatMap((recording) =>
    recording.sweeps.map((sweep) => ({ ...sweep, key: keyOf(sweep, recording) })),
  );
  const currents = new Map(sweeps.filter(({ voltage }) => !voltage).map((sweep) => [sweep.key, sweep]));
  const voltages = sweeps.filter(({ voltage }) => voltage);
  const used = new Set<string>();
  const joined = voltages.map(({ key, ...sweep }): Sweep => {
    const partner = sweep.current ? undefined : currents.get(key);
    if (!partner) return sweep;
    used.add(key);
    return beside(sweep, partner, name);
  });
  const lone = [...currents.values()].filter(({ key }) => !used.has(key));
  const notes = recordings.flatMap((recording) => recording.notes);
  if (voltages.length === 0) return { ...first, name, notes, sweeps: lone.map(({ key: _, ...sweep }): Sweep => sweep) };
  const left = lone.map((sweep) => `the current ${sweep.name} has no voltage beside it, and is left out`);
  return { ...first, name, sweeps: joined, notes: [...notes, ...left] };
}

/** The name without its channel: `X_349` of `X_ch0_349`. */
export function withoutChannel(name: string): string {
  return name.replace(/_?\bch\d+|_ch\d+/i, "");
}

function keyOf(sweep: Sweep, { name, sweeps }: CellRecording): string {
  return sweeps.length === 1 ? withoutChannel(sweep.name || name) : `${withoutChannel(name)} ${sweep.name}`;
}

function beside(voltage: Sweep, current: Sweep, name: string): Sweep {
  const [v, i] = [samplesOf(voltage), samplesOf(current)];
  if (v !== i || voltage.rate !== current.rate) {
    const problem = `${voltage.name} has ${v} samples at ${voltage.rate} Hz, but ${current.name} ${i} at ${current.rate} Hz`;
    throw badFile(name, problem, "give files that belong together");
  }
  return {
    ...voltage,
    current: current.current!,
    units: { ...voltage.units, ...current.units },
    source: { ...voltage.source, ...current.source },
  };
}
