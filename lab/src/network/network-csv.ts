import type { NetworkObservation } from "./contract.ts";

/** `population,neuron,time (ms)`, one row a spike. */
export function networkCsv({ populations }: NetworkObservation): string {
  const rows = populations.flatMap(({ name, times, neurons }) =>
    Array.from(times, (time, k) => `${quoted(name)},${neurons[k]},${time}`),
  );
  return `${["population,neuron,time (ms)", ...rows].join("\n")}\n`;
}

/** RFC 4180: a field with a comma, a quote or a line break is put in quotes. */
function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
