export {
  type CellRecording,
  type ReadOptions,
  type RecordingFormat,
  recordingFormats,
  type Sweep,
} from "./cell-recording.ts";
export { type CsvColumn, type CsvTable, headingOf, parseCsvTable } from "./csv.ts";
export { joinRecordings, withoutChannel } from "./join-recordings.ts";
export { type ReadArray, readNpy } from "./npy.ts";
export { type NpyArray, npyBytes, npzBytes } from "./npz.ts";
export { type NwbDescription, recordingNwb } from "./nwb-writer.ts";
export { type RecordingSource, readRecording } from "./read-recording.ts";
export { type SampleTimes, samplesIn, timesIn, type WantedSamples } from "./samples.ts";
export { recordingCsv, recordingNpz } from "./write-recording.ts";
