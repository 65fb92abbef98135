export { type CsvColumn, type CsvTable, headingOf, parseCsvTable } from "./csv.ts";
export { type CurrentOptions, currentFromCsv, type SampledCurrent } from "./current.ts";
export { type NpyArray, npyBytes, npzBytes } from "./npz.ts";
