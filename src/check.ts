import { stepOperations } from "./kernel/step-operations.ts";
import { everydayUnit, formatQuantity } from "./quantity/quantity.ts";
import { prepareExperiment } from "./simulate.ts";
import type { TargetName } from "./target/target.ts";

/** What a document would run, without running it. */
export interface Check {
  readonly states: readonly { readonly name: string; readonly unit: string }[];
  readonly subexpressions: readonly { readonly name: string; readonly unit: string }[];
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  /** Inputs of the model and their unit. */
  readonly inputs: readonly { readonly name: string; readonly unit: string }[];
  readonly axes: readonly { readonly parameter: string; readonly unit: string; readonly count: number }[];
  /** Members are the axes' product, or their values one by one. */
  readonly arrangement: "product" | "paired";
  readonly members: number;
  readonly steps: number;
  /** Seconds. */
  readonly dt: number;
  readonly method: string;
  readonly order: number;
  /** Why this method, in a sentence. */
  readonly reason: string;
  readonly target: TargetName;
  /** Operations of one step of one neuron, and those done once a step, a neuron, a run. */
  readonly operations: {
    readonly neuronStep: number;
    readonly step: number;
    readonly neuron: number;
    readonly run: number;
  };
}

/** Checks a document: units, names, method, sizes. Throws an ExperimentError or an EquationError as `simulate`. */
export function check(document: unknown): Check {
  const { experiment, compiled, program } = prepareExperiment(document);
  const { model, method, reason, kernel } = compiled;
  const unitOf = ({ name, dimension }: (typeof model.inputs)[number]): { name: string; unit: string } => ({
    name,
    unit: everydayUnit(dimension).symbol,
  });
  const arithmetic = kernel.ops.filter((op) => op.args.length > 0);
  const differing = new Map(experiment.axes.map((axis) => [axis.parameter, axis.values.length]));
  return {
    states: model.states.map(unitOf),
    subexpressions: model.subexpressions.map(unitOf),
    parameters: model.parameters.map(({ name, dimension, value }) => ({
      name,
      value: differing.has(name) ? `${differing.get(name)} values` : formatQuantity(value, dimension),
    })),
    inputs: model.inputs.map(unitOf),
    axes: experiment.axes.map(({ label, dimension, values }) => ({
      parameter: label,
      unit: everydayUnit(dimension).symbol,
      count: values.length,
    })),
    arrangement: experiment.arrangement,
    members: experiment.members,
    steps: experiment.steps,
    dt: experiment.dt,
    method: method.name,
    order: method.order,
    reason,
    target: program.target,
    operations: {
      neuronStep: stepOperations(kernel),
      step: arithmetic.filter((op) => op.rate === 2).length,
      neuron: arithmetic.filter((op) => op.rate === 1).length,
      run: arithmetic.filter((op) => op.rate === 0).length,
    },
  };
}
