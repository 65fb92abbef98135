import type { Command } from "commander";
import {
  type CableDocument,
  check,
  experimentOf,
  formatQuantity,
  isCableDocument,
  isNetworkDocument,
  isProtocolDocument,
  parseExperiment,
  prepareCable,
} from "../index.ts";
import { reportCableCheck } from "./cable-report.ts";
import { type ChangeOptions, changed, nameOf, withChanges } from "./changes.ts";
import { openDocument } from "./files.ts";
import { reportNetworkCheck } from "./network-check.ts";
import { changedQuestion } from "./protocols.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase check examples/custom-equations.json
  rheobase check examples/hodgkin-huxley.json --set method=rk4

Exit code: 0 it can be run, 2 the document or its equations are wrong.`;

/** `rheobase check FILE`: units, method and sizes of a document, without running it. */
export function addCheck(program: Command, terminal: Terminal): void {
  withChanges(program.command("check"))
    .summary("check a document's units, and show the method and why")
    .description("Checks an experiment without running it: its units, its method and why, what it would compute.")
    .argument("<file>", "the experiment, a JSON document; - for standard input")
    .addHelpText("after", examples)
    .action((file: string, options: ChangeOptions) => {
      const opened = openDocument(file, terminal);
      if (isNetworkDocument(opened.document))
        return terminal.write(`${reportNetworkCheck(changed(opened, options), terminal).join("\n")}\n`);
      if (isCableDocument(opened.document)) {
        const found = prepareCable(changed(opened, options) as unknown as CableDocument);
        return terminal.write(`${reportCableCheck(found, terminal).join("\n")}\n`);
      }
      const document = isProtocolDocument(opened.document)
        ? experimentOf(changedQuestion(opened, options))
        : parseExperiment(changed(opened, options));
      terminal.write(`${reportCheck(nameOf(document), check(document), terminal).join("\n")}\n`);
    });
}

function reportCheck(name: string, found: ReturnType<typeof check>, { colours, columns }: Terminal): string[] {
  const { states, subexpressions, inputs, parameters, axes, members, steps, dt, operations } = found;
  const variables = [
    ...states.map((variable) => [variable.name, variable.unit, "state"]),
    ...subexpressions
      .filter(({ name }) => !inputs.some((input) => input.name === name))
      .map((variable) => [variable.name, variable.unit, "subexpression"]),
    ...inputs.map((variable) => [variable.name, variable.unit, "input"]),
  ];
  const order = Number.isFinite(found.order) ? ` (order ${found.order})` : "";
  const sizes = axes
    .map(({ parameter, count }) => `${count} values of ${parameter}`)
    .join(found.arrangement === "paired" ? " with " : " x ");
  const neurons = members === 1 ? "1 neuron" : `${members} neurons (${sizes})`;
  const { neuronStep, step, neuron, run } = operations;
  return [
    `${colours.green("ok")} ${colours.bold(name)}`,
    "",
    ...drawTable(["variable", "unit", "kind"], variables, colours, [0, 1, 2]),
    "",
    ...drawTable(
      ["parameter", "value"],
      parameters.map((parameter) => [parameter.name, parameter.value]),
      colours,
      [0, 1],
    ),
    "",
    ...wrap(`method ${found.method}${order}: ${found.reason}`, columns),
    `${neurons}, ${steps} steps of ${formatQuantity(dt, [0, 0, 1, 0, 0, 0, 0])}, ${found.target}`,
    ...wrap(
      [
        "operations:",
        `${neuronStep} for each neuron and step,`,
        `${step} for each step,`,
        `${neuron} for each neuron,`,
        `${run} once`,
      ],
      columns,
    ),
  ];
}
