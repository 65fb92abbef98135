/** What the two versions of the Axon Binary Format say about a recording, in one form. */
export interface AbfHeader {
  readonly version: 1 | 2;
  /** How it was recorded, as the file numbers it. */
  readonly mode: AbfMode;
  /** ISO 8601, where the date is one. */
  readonly started: string | undefined;
  /** Samples a second of each channel. */
  readonly rate: number;
  /** Sample interval of the multiplexed stream, in microseconds. */
  readonly streamInterval: number;
  readonly sweeps: number;
  readonly data: {
    /** The first byte. */
    readonly at: number;
    readonly type: "i16" | "f32";
    /** Samples of all channels and sweeps together. */
    readonly count: number;
  };
  /** In the order in which they are interleaved. */
  readonly channels: readonly AbfChannel[];
  readonly outputs: readonly AbfOutput[];
  /** Start and length of each sweep, where the file lists them, in units of `synchUnit` microseconds; of samples where it is 0. */
  readonly synch: readonly (readonly [start: number, length: number])[];
  readonly synchUnit: number;
  readonly notes: readonly string[];
}

/** 1: events of variable length, 2: events of fixed length, 3: gap-free, 4: oscilloscope, 5: episodes. */
export type AbfMode = 1 | 2 | 3 | 4 | 5;

/** An input that was recorded: value = raw * scale + offset in `unit`; float data are in `unit` already. */
export interface AbfChannel {
  readonly name: string;
  readonly unit: string;
  readonly scale: number;
  readonly offset: number;
}

/** An output whose command the epoch table describes. */
export interface AbfOutput {
  readonly name: string;
  readonly unit: string;
  readonly enabled: boolean;
  /** 1: the epoch table, 2: a stimulus file. */
  readonly source: number;
  /** In `unit`. */
  readonly holding: number;
  /** Whether the level of the last epoch stays until the next sweep. */
  readonly staysBetweenSweeps: boolean;
  readonly epochs: readonly AbfEpoch[];
}

/** A row of the epoch table. Levels in the unit of the output, durations in samples of a channel. */
export interface AbfEpoch {
  /** 0 off, 1 step, 2 ramp, 3 pulses, 4 triangles, 5 cosine, 6 resistance, 7 biphasic pulses. */
  readonly type: number;
  readonly level: number;
  readonly levelIncrement: number;
  readonly duration: number;
  readonly durationIncrement: number;
  readonly period: number;
  readonly width: number;
}

/** The settings of the amplifier and the converter for one channel. */
export interface Gains {
  readonly range: number;
  readonly resolution: number;
  readonly instrumentScale: number;
  readonly instrumentOffset: number;
  readonly signalGain: number;
  readonly signalOffset: number;
  readonly programmableGain: number;
  readonly telegraphEnabled: boolean;
  readonly telegraphGain: number;
}

/** value = raw * range/resolution / (instrument scale * signal gain * programmable gain * telegraph gain) + offsets. */
export function scaling(gains: Gains): { readonly scale: number; readonly offset: number } {
  const telegraph = gains.telegraphEnabled ? gains.telegraphGain : 1;
  const gain = gains.instrumentScale * gains.signalGain * gains.programmableGain * telegraph;
  return { scale: gains.range / gains.resolution / gain, offset: gains.instrumentOffset - gains.signalOffset };
}

/** `"2018-07-11T14:03:22"` of 20180711 and seconds after midnight; undefined for what is no date. */
export function startTime(date: number, seconds: number): string | undefined {
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  const isDate = year >= 1980 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (!isDate || !(seconds >= 0 && seconds < 86_400)) return undefined;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
