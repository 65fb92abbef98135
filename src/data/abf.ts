import { commandOf } from "./abf-command.ts";
import type { AbfHeader, AbfOutput } from "./abf-header.ts";
import { readAbf1Header } from "./abf1.ts";
import { readAbf2Header } from "./abf2.ts";
import { badFile, type CellRecording, damaged, type ReadOptions, type Sweep } from "./cell-recording.ts";
import { channelUnit } from "./channel-unit.ts";
import { chooseChannel } from "./choose-channel.ts";
import { FileBytes, readSamples, sampleBytes } from "./file-bytes.ts";

/**
 * Reads the Axon Binary Format, versions 1 and 2, as Clampex writes it. The current is the recorded channel in units of
 * current where there is one; otherwise the command, rebuilt from the epoch table.
 *
 * @throws ExperimentError where the file is damaged, or has no channel in volts or amperes
 */
export function readAbf(content: Uint8Array, name: string, options: ReadOptions = {}): CellRecording {
  const bytes = new FileBytes(content, name);
  const header = bytes.text(0, 4) === "ABF2" ? readAbf2Header(bytes) : readAbf1Header(bytes);
  const lengths = checkedLengths(header, bytes);
  const channels = header.channels.map((channel, index) => ({ ...channel, index, kind: channelUnit(channel.unit) }));
  const voltage = chooseChannel(channels, "voltage", options.voltage, name);
  const recorded = chooseChannel(channels, "current", options.current, name);
  if (!voltage && !recorded) {
    const units = channels.map((channel) => `${channel.name} (${channel.unit})`).join(", ");
    throw badFile(name, "no channel is in volts or amperes", `the channels are ${units}`);
  }
  const command = recorded ? undefined : commandOutput(header);

  const read = (channel: typeof voltage, start: number, count: number): Float64Array | undefined => {
    if (!channel) return undefined;
    const { type, at } = header.data;
    const place = { at: at + (start + channel.index) * sampleBytes[type], type, count, stride: channels.length };
    const { scale, offset, kind } = channel;
    if (type === "f32") return readSamples(bytes, place, kind!.factor);
    if (!Number.isFinite(scale)) throw badFile(name, `the gain of channel ${channel.name} is 0`, damaged);
    return readSamples(bytes, place, scale * kind!.factor, offset * kind!.factor);
  };
  let start = 0;
  const sweeps = lengths.map((count, k): Sweep => {
    const own = read(recorded, start, count) ?? scaledCommand(command, k, count);
    const potential = read(voltage, start, count);
    start += count * channels.length;
    const currentName = recorded?.name ?? (own && command?.name);
    const currentUnit = recorded?.unit ?? (own && command?.unit);
    return {
      name: `sweep ${k + 1}`,
      rate: header.rate,
      ...(potential && { voltage: potential }),
      ...(own && { current: own }),
      units: { ...(voltage && { voltage: voltage.unit }), ...(currentUnit !== undefined && { current: currentUnit }) },
      source: {
        ...(voltage && { voltage: voltage.name }),
        ...(currentName !== undefined && { current: currentName }),
        isCommand: !recorded && own !== undefined,
      },
    };
  });
  const { started } = header;
  const notes = [...header.notes, ...(recorded || sweeps[0]?.current ? [] : [noCommand(header)])];
  return { format: `abf${header.version}`, name, sweeps, notes, ...(started && { started }) };
}

/** Samples of a channel in each sweep, all of which are in the file. */
function checkedLengths(header: AbfHeader, bytes: FileBytes): number[] {
  const { mode, data, channels, synch, sweeps, rate } = header;
  const { place } = bytes;
  if (![1, 2, 3, 4, 5].includes(mode)) throw badFile(place, `${mode} is no mode of recording`, damaged);
  if (!(rate > 0 && Number.isFinite(rate))) throw badFile(place, `its sampling rate is ${rate} Hz`, damaged);
  if (!(data.count > 0)) throw badFile(place, `it says that it has ${data.count} samples`, damaged);
  bytes.demand(data.at, data.count * sampleBytes[data.type], `${data.count} samples`);
  const all = data.count / channels.length;
  const [what, lengths] =
    mode === 1
      ? (["the lengths of the sweeps", variableLengths(header)] as const)
      : (["the sweeps", equalLengths(mode === 3 ? 1 : sweeps, all)] as const);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total === all && lengths.every((length) => Number.isInteger(length) && length > 0)) return lengths;
  const problem = `${what} and ${channels.length} channels do not share out ${data.count} samples`;
  throw badFile(
    place,
    `${problem}${mode === 1 ? ` (${synch.length} sweeps are listed)` : ` (${sweeps} sweeps)`}`,
    damaged,
  );
}

function equalLengths(sweeps: number, all: number): number[] {
  return sweeps > 0 && sweeps <= all ? new Array<number>(sweeps).fill(all / sweeps) : [];
}

/** The table of sweeps counts the samples of all channels, or microseconds. */
function variableLengths({ synch, synchUnit, streamInterval, channels }: AbfHeader): number[] {
  const samples = synchUnit > 0 ? synchUnit / streamInterval : 1;
  return synch.map(([, length]) => Math.round(length * samples) / channels.length);
}

/** The output that an epoch table drives in a unit of current. */
function commandOutput({ outputs, notes }: AbfHeader): AbfOutput | undefined {
  if (notes.length > 0) return undefined;
  return outputs.find(
    ({ enabled, source, unit }) => enabled && source === 1 && channelUnit(unit)?.measures === "current",
  );
}

function scaledCommand(output: AbfOutput | undefined, sweep: number, samples: number): Float64Array | undefined {
  const factor = output && channelUnit(output.unit)?.factor;
  return output && commandOf(output, sweep, samples)?.map((value) => value * factor!);
}

function noCommand({ outputs }: AbfHeader): string {
  const used = outputs.filter(({ enabled }) => enabled);
  if (used.length === 0) return "no output has a command, so the current is not known";
  const fromFile = used.find(({ source }) => source === 2);
  if (fromFile) return `the command of ${fromFile.name} is in a stimulus file, so the current is not known`;
  return `no command is in a unit of current (${used.map(({ name, unit }) => `${name} is in ${unit}`).join(", ")})`;
}
