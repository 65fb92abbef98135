import type { CellRecording, ReadOptions } from "../data/index.ts";
import {
  balanceBridge,
  compensateElectrode,
  type ElectrodeKernel,
  ExperimentError,
  estimateElectrode,
  type FitSweep,
  fitSweeps,
  joinRepeats,
  parseQuantity,
  type SpikeCriterion,
  withinWindow,
} from "../index.ts";
import { openRecording } from "./recording-files.ts";

/** What the command line says about the data. */
export interface DataOptions extends ReadOptions {
  readonly data: readonly string[];
  readonly electrode?: readonly string[];
  readonly bridge?: string;
  readonly spikeLevel?: string;
  readonly sameCurrent?: boolean;
  readonly train?: string;
  readonly test?: string;
}

/** Recorded sweeps, and what of them is fitted and what is kept to judge. */
export interface FitData {
  readonly name: string;
  /** One by one. */
  readonly recorded: readonly FitSweep[];
  /** Sweeps of one current as repeats. */
  readonly train: readonly FitSweep[];
  readonly test: readonly FitSweep[];
  /** Those of the fit, one by one. */
  readonly trained: readonly FitSweep[];
  /** How they were divided, in words. */
  readonly split: string;
}

/**
 * Reads the recordings and divides them: by time (`0:10s`), by the numbers of sweeps (`1,3,5-9`), or, where nothing is said, every
 * other sweep; of a single current its first and second half.
 *
 * @throws ExperimentError where a file cannot be read, or a part is none
 */
export async function openData(options: DataOptions): Promise<FitData> {
  if (options.voltageUnit !== undefined) si(`1 ${options.voltageUnit}`, "1 mV", "--voltage-unit");
  if (options.currentUnit !== undefined) si(`1 ${options.currentUnit}`, "1 pA", "--current-unit");
  const recording = await openRecording(options.data, options);
  const electrode = options.electrode ? await electrodeOf(options.electrode, options) : undefined;
  const recorded = recordedSweeps(recording, electrode, options);
  return { name: recording.name, recorded, ...divided(recorded, options) };
}

function recordedSweeps(
  { sweeps, name }: CellRecording,
  electrode: ElectrodeKernel | undefined,
  { bridge, spikeLevel, sameCurrent }: DataOptions,
): FitSweep[] {
  const borrowed = sameCurrent ? sweeps.find(({ current }) => current)?.current : undefined;
  const ohms = bridge === undefined ? undefined : si(bridge, "1 MOhm", "--bridge");
  const whole = sweeps.flatMap((own) => {
    const { rate, voltage, current = borrowed } = own;
    if (!voltage || !current || voltage.length !== current.length) return [];
    const sweep = { rate, voltage, current };
    const balanced = ohms === undefined ? sweep : { ...sweep, voltage: balanceBridge(sweep, ohms) };
    const freed = electrode ? inputOk(() => compensateElectrode(balanced, electrode), "--electrode") : balanced.voltage;
    return [{ ...own, current, voltage: freed }];
  });
  if (whole.length === 0)
    throw new ExperimentError(
      `${name} has no sweep with both a voltage and a current`,
      "--data",
      "give the file of the current beside it; or --same-current, where one current was repeated",
    );
  return fitSweeps({ sweeps: whole }, spikeLevel === undefined ? {} : { criterion: passing(spikeLevel) });
}

function passing(level: string): SpikeCriterion {
  return { by: "threshold", threshold: si(level, "1 mV", "--spike-level"), hysteresis: 5e-3 };
}

async function electrodeOf(files: readonly string[], options: ReadOptions): Promise<ElectrodeKernel> {
  const { sweeps, name } = await openRecording(files, options);
  const sweep = sweeps.find(({ voltage, current }) => voltage && current);
  if (!sweep) throw new ExperimentError(`${name} has no sweep with both a voltage and a current`, "--electrode");
  const { rate, voltage, current } = sweep;
  return inputOk(() => estimateElectrode({ rate, voltage: voltage!, current: current! }), "--electrode");
}

function divided(recorded: readonly FitSweep[], { train, test }: DataOptions): Omit<FitData, "name" | "recorded"> {
  if (isTime(train) || isTime(test)) {
    const fitted = windowOf(train, "--train") ?? { start: 0, stop: windowOf(test, "--test")!.start };
    const held = windowOf(test, "--test");
    return {
      train: joinRepeats(recorded.map((sweep) => withinWindow(sweep, fitted))),
      test: held ? joinRepeats(recorded.map((sweep) => withinWindow(sweep, held))) : [],
      trained: recorded.map((sweep) => withinWindow(sweep, fitted)),
      split: `${seconds(fitted)} fitted${held ? `, ${seconds(held)} kept for the test` : ""}`,
    };
  }
  const alike = joinRepeats(recorded).length === 1;
  if (train === undefined && test === undefined && alike) {
    const { values, rate } = recorded[0]!.current!;
    const half = values.length / rate / 2;
    return divided(recorded, { data: [], train: `0:${half}s`, test: `${half}:${2 * half}s` });
  }
  const all = recorded.map((_, k) => k + 1);
  const listed = [train, test].map((text, k) => numbersOf(text, all.length, k === 0 ? "--train" : "--test"));
  const fitted = listed[0] ?? (listed[1] ? all.filter((k) => !listed[1]!.includes(k)) : all.filter((k) => k % 2 === 1));
  const held = listed[1] ?? all.filter((k) => !fitted.includes(k));
  const taken = (numbers: readonly number[]) => numbers.map((k) => recorded[k - 1]!);
  return {
    train: joinRepeats(taken(fitted)),
    test: joinRepeats(taken(held)),
    trained: taken(fitted),
    split: `sweeps ${rangesOf(fitted)} fitted${held.length > 0 ? `, ${rangesOf(held)} kept for the test` : ""}`,
  };
}

function isTime(text: string | undefined): boolean {
  return text?.includes(":") ?? false;
}

/** `0:10s`, `500ms:1.5s`: a number without a unit has that of the other. */
function windowOf(text: string | undefined, option: string): { start: number; stop: number } | undefined {
  if (text === undefined) return undefined;
  const [from, to, ...more] = text.split(":").map((part) => part.trim());
  const unit = /[a-z]+$/i.exec(to ?? "")?.[0] ?? "s";
  if (from === undefined || to === undefined || more.length > 0)
    throw new ExperimentError(`"${text}" is no stretch of time`, option, "write it as 0:10s");
  const [start, stop] = [from, to].map((part) => si(/[a-z]$/i.test(part) ? part : `${part} ${unit}`, "1 s", option));
  if (!(start! >= 0 && stop! > start!))
    throw new ExperimentError(`"${text}" does not go forward`, option, "write it as 0:10s");
  return { start: start!, stop: stop! };
}

/** `1,3,5-9` */
function numbersOf(text: string | undefined, count: number, option: string): number[] | undefined {
  if (text === undefined) return undefined;
  return text.split(",").flatMap((part) => {
    const [, first, last = first] = /^\s*(\d+)\s*(?:-\s*(\d+))?\s*$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= 1 && to >= from && to <= count))
      throw new ExperimentError(
        `"${part.trim()}" names no sweep of the ${count}`,
        option,
        "write them as 1,3,5-9, or times as 0:10s",
      );
    return Array.from({ length: to - from + 1 }, (_, k) => from + k);
  });
}

function rangesOf(numbers: readonly number[]): string {
  return numbers.join(", ");
}

function seconds({ start, stop }: { readonly start: number; readonly stop: number }): string {
  return `${Number(start.toPrecision(6))} to ${Number(stop.toPrecision(6))} s`;
}

function si(text: string, like: string, option: string): number {
  return inputOk(() => parseQuantity(text, { dimension: parseQuantity(like).dimension }).value, option);
}

/** Seconds within which spikes coincide in a report. */
export function precisionOf(text: string | undefined): number {
  return text === undefined ? 4e-3 : si(text, "1 s", "--precision");
}

/** What the data do not allow is an error of the input, not of the program. */
export function inputOk<T>(make: () => T, option: string): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExperimentError) throw error;
    throw new ExperimentError((error as Error).message, option);
  }
}
