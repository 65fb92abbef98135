import type { Compiled } from "./compile.ts";
import { printKernel } from "./kernel/print.ts";
import type { Expression } from "./language/ast.ts";
import type { Model } from "./language/model.ts";
import { parseEquations } from "./language/parse.ts";
import { printExpression } from "./language/print.ts";
import { tokenize } from "./language/token.ts";
import type { Step } from "./method/method.ts";
import { formatQuantity } from "./quantity/quantity.ts";
import { prepareExperiment } from "./simulate.ts";

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
      return JSON.stringify(parseEquations(source), (key, value) => (key === "span" ? undefined : value), 2);
    case "model":
      return printModel(compiled.model);
    case "step":
      return printSteps(compiled);
    case "kernel":
      return printKernel(compiled.kernel);
    case "wasm":
      return program.bytes ? hexadecimal(program.bytes) : "no WebAssembly here: the interpreter runs the kernel";
  }
}

function printModel(model: Model): string {
  const line = (name: string, e: Expression): string => `  ${name} = ${printExpression(e)}`;
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
    ...model.states.map((s) => `${line(`d${s.name}/dt`, s.derivative)}${s.held ? "   (unless refractory)" : ""}`),
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
    ...step.bindings.map((b) =>
      b.kind === "value"
        ? `  ${b.name} = ${printExpression(b.value)}`
        : `  [${b.names.map((row) => row.join(", ")).join("; ")}] = e^[${b.matrix.map((row) => row.map(printExpression).join(", ")).join("; ")}] - 1`,
    ),
    ...step.next.map((e, i) => `  ${names[i]} <- ${printExpression(e)}`),
    ...(step.error ? [`  error = ${printExpression(step.error)}`] : []),
  ];
}

/** Sixteen bytes a line, with their offset. */
function hexadecimal(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = Array.from(bytes.subarray(at, at + 16), (byte) => byte.toString(16).padStart(2, "0"));
    lines.push(`${at.toString(16).padStart(6, "0")}  ${row.join(" ")}`);
  }
  return lines.join("\n");
}
