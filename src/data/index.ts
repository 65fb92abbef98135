export { type CsvColumn, type CsvTable, headingOf, parseCsvTable } from "./csv.ts";
export { type NpyArray, npyBytes, npzBytes } from "./npz.ts";
export { type SampleTimes, samplesIn, timesIn, type WantedSamples } from "./samples.ts";
