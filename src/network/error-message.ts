import { EquationError, ExperimentError, SimulationError } from "../errors.ts";

/** An error on its way between threads. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function packed(error: unknown): ErrorMessage {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message, fields: { ...(error as object) } };
}

export function revived({ name, message, fields }: ErrorMessage): Error {
  const text = (key: string): string | undefined => fields[key] as string | undefined;
  if (name === "ExperimentError") return new ExperimentError(text("problem")!, text("path")!, text("wayOut"));
  if (name === "EquationError")
    return new EquationError(text("problem")!, text("source")!, fields.span as EquationError["span"], text("wayOut"));
  if (name === "SimulationError")
    return new SimulationError(message, fields as { variable?: string; neuron?: number; time?: number });
  return Object.assign(new Error(message), { name });
}
