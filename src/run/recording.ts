import type { Dimension } from "../quantity/dimension.ts";

/** What a run leaves behind. SI throughout; the arrays belong to the recording. */
export interface Recording {
  readonly members: number;
  readonly spikes: Spikes;
  readonly traces: Traces;
}

export interface Spikes {
  /** Seconds; member by member, ascending within each. */
  readonly times: Float64Array;
  /** Member m fired at times[first[m]] … times[first[m + 1] - 1]; members + 1 entries. */
  readonly first: Uint32Array;
}

export interface Traces {
  /** Seconds. */
  readonly times: Float64Array;
  readonly variables: readonly Trace[];
}

export interface Trace {
  readonly name: string;
  readonly dimension: Dimension;
  /** values[m * samples + k]: member m at times[k]. */
  readonly values: Float64Array;
}

/** The spike times of one member, in seconds. A view, not a copy. */
export function spikesOf(recording: Recording, member: number): Float64Array {
  const { times, first } = recording.spikes;
  return times.subarray(first[member], first[member + 1]);
}

/** The samples of a variable in one member. A view, not a copy. */
export function traceOf(recording: Recording, variable: string, member: number): Float64Array {
  const trace = recording.traces.variables.find((v) => v.name === variable);
  if (!trace) {
    const names = recording.traces.variables.map((v) => v.name).join(", ") || "nothing";
    throw new RangeError(`"${variable}" was not recorded; recorded: ${names}`);
  }
  const samples = recording.traces.times.length;
  return trace.values.subarray(member * samples, (member + 1) * samples);
}
