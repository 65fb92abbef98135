import type { Observation } from "../worker/contract.ts";

/** `time (ms),v (mV),I (nA)`, one row a sample; with several neurons a column of each variable for each. */
export function tracesCsv({ times, traces, members }: Observation): string {
  const samples = times.length;
  const heading = (name: string, unit: string, member: number): string =>
    `${members > 1 ? `${name}[${member}]` : name}${unit === "1" ? "" : ` (${unit})`}`;
  const columns = traces.flatMap(({ name, unit, values }) =>
    Array.from({ length: members }, (_, m) => ({
      title: heading(name, unit, m),
      values: values.subarray(m * samples, (m + 1) * samples),
    })),
  );
  const rows = Array.from(times, (time, k) =>
    [Number(time.toPrecision(14)), ...columns.map(({ values }) => values[k])].join(","),
  );
  return `${[["time (ms)", ...columns.map(({ title }) => title)].join(","), ...rows].join("\n")}\n`;
}

/** `neuron,time (ms)`, one row a spike. */
export function spikesCsv({ spikes, first, members }: Observation): string {
  const rows = Array.from({ length: members }, (_, m) =>
    Array.from(spikes.subarray(first[m], first[m + 1]), (time) => `${m},${time}`),
  ).flat();
  return `${["neuron,time (ms)", ...rows].join("\n")}\n`;
}
