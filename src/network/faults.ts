import { SimulationError } from "../errors.ts";
import { failures } from "../kernel/ir.ts";
import { firstBadState } from "../run/faults.ts";
import type { Failure } from "../target/memory.ts";
import type { Part } from "./part.ts";

/** Throws a SimulationError where a state is not finite at a time in seconds. */
export function requireFinite({ machine, population, firstNeuron, endNeuron, compiled }: Part, time: number): void {
  const states = compiled.model.states.map(({ name }) => name);
  const bad = firstBadState({ machine, members: endNeuron - firstNeuron, states });
  if (!bad) return;
  const { variable } = bad;
  const neuron = firstNeuron + bad.neuron;
  throw new SimulationError(
    `${variable} of neuron ${neuron} of "${population.name}" is not finite ${time > 0 ? `by ${time * 1000} ms` : "at the beginning"}`,
    { variable, neuron, time },
    "a shorter dt may follow it; or its equations divide by zero or overflow",
  );
}

/** What a failure of the kernel says. */
export function failed({ population, compiled }: Part, { code, neuron, time }: Failure): SimulationError {
  const [problem, wayOut] =
    code === failures.endlessSpikes
      ? ["fires without end", "reset it below its threshold, or give it a refractory period"]
      : code === failures.memory
        ? ["fires more often than there is memory for", "shorten the run"]
        : [
            "has a solution that runs away",
            "its equations may blow up; add a threshold with a reset, or take a shorter dt",
          ];
  const where = { variable: compiled.model.states[0]?.name ?? "", neuron, time };
  return new SimulationError(`neuron ${neuron} of "${population.name}" ${problem} at ${time * 1000} ms`, where, wayOut);
}
