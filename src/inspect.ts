import type { Compiled } from "./compile.ts";
import { printKernel } from "./kernel/print.ts";
import type { Equation, Expression } from "./language/ast.ts";
import { add, mul, name, substitution } from "./language/calculus.ts";
import type { Model } from "./language/model.ts";
import { parseEquations } from "./language/parse.ts";
import { printExpression } from "./language/print.ts";
import { tokenize } from "./language/token.ts";
import type { Step } from "./method/method.ts";
import { formatQuantity } from "./quantity/quantity.ts";
import { prepareExperiment } from "./simulate.ts";
import { disassemble } from "./target/disassemble.ts";

/** The stages of the pipeline, in order. */
export const stages = ["tokens", "ast", "model", "step", "kernel", "wasm"] as const;
export type Stage = (typeof stages)[number];

/** What a document has become after a stage of the pipeline, as text. Throws as `simulate`. */
export function inspect(document: unknown, stage: Stage): string {
  const { experiment, compiled, program } = prepareExperiment(document);
  const source = experiment.definition.equations;
  switch (stage) {
    case "tokens":
      return tokenize(source)
        .map(
          (token) =>
            `${String(token.span.start).padStart(5)}  ${token.kind.padEnd(10)} ${source.slice(token.span.start, token.span.end)}`,
        )
        .join("\n");
    case "ast":
      return parseEquations(source).map(printEquation).join("\n");
    case "model":
      return printModel(compiled.model);
    case "step":
      return printSteps(compiled);
    case "kernel":
      return printKernel(compiled.kernel);
    case "wasm":
      return program.bytes ? disassemble(program.bytes) : "no WebAssembly here: the interpreter runs the kernel";
  }
}

/** The line as it is read, with the tree of its right side below: operators, and indented what they act on. */
function printEquation(equation: Equation): string {
  const left = equation.kind === "differential" ? `d${equation.name}/dt` : equation.name;
  const flags = equation.flags.map((flag) => flag.name).join(", ");
  const title = `${equation.kind} ${left} : ${printExpression(equation.unit)}${flags && ` (${flags})`}`;
  return [title, ...(equation.kind === "parameter" ? [] : tree(equation.value, "  "))].join("\n");
}

function tree(e: Expression, indent: string): string[] {
  const below = (...parts: readonly Expression[]): string[] => parts.flatMap((part) => tree(part, `${indent}  `));
  switch (e.kind) {
    case "number":
      return [`${indent}${e.value}`];
    case "name":
      return [`${indent}${e.name}`];
    case "unary":
      return [`${indent}${e.operator}`, ...below(e.operand)];
    case "binary":
      return [`${indent}${e.operator}`, ...below(e.left, e.right)];
    case "call":
      return [`${indent}${e.name}()`, ...below(...e.args)];
  }
}

function printModel(model: Model): string {
  const line = (left: string, e: Expression): string => `  ${left} = ${printExpression(e)}`;
  const refractory =
    model.refractory.kind === "none"
      ? []
      : [
          "refractory",
          `  ${printExpression(model.refractory.kind === "period" ? model.refractory.length : model.refractory.holds)}`,
        ];
  return [
    "parameters",
    ...model.parameters.map((p) => `  ${p.name} = ${formatQuantity(p.value, p.dimension)}`),
    "equations (SI)",
    ...model.states.map((s) => `${line(`d${s.name}/dt`, withSources(s))}${s.held ? "   (unless refractory)" : ""}`),
    ...(model.subexpressions.length > 0 ? ["subexpressions (SI)"] : []),
    ...model.subexpressions.map((s) => line(s.name, s.value)),
    ...(model.threshold ? ["threshold", `  ${printExpression(model.threshold)}`] : []),
    ...(model.reset.length > 0 ? ["reset"] : []),
    ...model.reset.map(({ target, value }) => line(target, value)),
    ...refractory,
    "initial (SI)",
    ...[...model.initial].map(([name, value]) => line(name, value)),
  ].join("\n");
}

/** The derivative as it was written, with its noise. */
function withSources({ derivative, noise }: Model["states"][number]): Expression {
  return noise.reduce((sum, { source, coefficient }) => add(sum, mul(coefficient, name(source))), derivative);
}

function printSteps({ model, method, reason, steps }: Compiled): string {
  const names = model.states.map((s) => s.name);
  const going = model.states.filter((s) => !s.held).map((s) => s.name);
  return [
    `${method.name}: ${reason}`,
    "one step of length h",
    ...printStep(steps.free, names),
    ...(steps.held ? ["while refractory", ...printStep(steps.held, going)] : []),
  ].join("\n");
}

function printStep(step: Step, names: readonly string[]): string[] {
  return [
    ...(step.normals ?? []).map((name) => `  ${name}: a standard normal number for each neuron and step`),
    ...step.bindings.map((b) => `  ${printBinding(b)}`),
    ...step.next.map((e, i) => `  ${names[i]} <- ${printExpression(e)}`),
    ...(step.error ? [`  error = ${printExpression(step.error)}`] : []),
  ];
}

function printBinding(binding: Step["bindings"][number]): string {
  if (binding.kind === "value") return `${binding.name} = ${printExpression(binding.value)}`;
  if (binding.kind === "slopes") {
    const place = substitution(
      new Map([...binding.unknowns.map((x, i) => [x, binding.at[i]!] as const), ["t", binding.time]]),
    );
    return binding.names.map((name, i) => `${name} = ${printExpression(place(binding.derivatives[i]!))}`).join("\n  ");
  }
  const names = printMatrix(binding.names, (name) => name);
  const matrix = printMatrix(binding.matrix, (e) => printExpression(e));
  if (binding.kind === "matrix exponential") return `${names} = e^${matrix} - 1`;
  return `${names}: noise of the strength ${printMatrix(binding.intensity, (e) => printExpression(e))} through ${matrix}`;
}

function printMatrix<T>(rows: readonly (readonly T[])[], print: (entry: T) => string): string {
  return `[${rows.map((row) => row.map(print).join(", ")).join("; ")}]`;
}
