import { SimulationError } from "../errors.ts";

/** Bytes that a run may take where nothing else is said. */
export const defaultLimit = 4 * 2 ** 30;

/** Throws a SimulationError where bytes would be more than a limit. `what` takes them: "the synapses". */
export function refuseAbove(limit: number, bytes: number, what: string, wayOut: string): void {
  if (bytes <= limit) return;
  const size = (value: number): string => `${(value / 2 ** 30).toFixed(1)} GiB`;
  throw new SimulationError(
    `${what} would take ${size(bytes)}, more than the limit of ${size(limit)}`,
    {},
    `${wayOut}, or raise memoryLimit`,
  );
}
