import { checkNetwork, formatQuantity, type NetworkCheck } from "../index.ts";
import { count } from "./network-report.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

/** What `rheobase check` prints of a network. */
export function reportNetworkCheck(document: unknown, terminal: Terminal): string[] {
  const found = checkNetwork(document);
  const { colours, columns } = terminal;
  const neurons = [...found.populations, ...found.sources].reduce((sum, { size }) => sum + size, 0);
  const synapses = found.projections.reduce((sum, own) => sum + own.synapses, 0);
  return [
    `${colours.green("ok")} ${colours.bold("network")}`,
    ...found.populations.flatMap((own) => ["", ...population(own, terminal)]),
    ...(found.sources.length === 0 ? [] : [""]),
    ...found.sources.map(({ name, size, what }) => `${colours.bold(name)}: ${count(size, "neuron")} that ${what}`),
    ...projections(found, terminal),
    "",
    ...wrap(
      `${count(neurons, "neuron")}, about ${count(Math.round(synapses), "synapse")}, ${found.steps} steps of ` +
        `${formatQuantity(found.dt, [0, 0, 1, 0, 0, 0, 0])}, ${found.target}; about ${bytes(found.bytes)} of memory beside what is recorded`,
      columns,
    ),
  ];
}

function population(found: NetworkCheck["populations"][number], { colours, columns }: Terminal): string[] {
  const { name, size, states, inputs, parameters, method, order, reason, operations } = found;
  const variables = [
    ...states.map((own) => [own.name, own.unit, "state"]),
    ...inputs.map((own) => [own.name, own.unit, "input"]),
  ];
  return [
    `${colours.bold(name)}: ${count(size, "neuron")}`,
    ...indented(drawTable(["variable", "unit", "kind"], variables, colours, [0, 1, 2])),
    ...(parameters.length === 0
      ? []
      : indented(
          drawTable(
            ["parameter", "value"],
            parameters.map((own) => [own.name, own.value]),
            colours,
            [0, 1],
          ),
        )),
    ...wrap(`method ${method}${Number.isFinite(order) ? ` (order ${order})` : ""}: ${reason}`, columns, "  "),
    `  ${operations} operations for each neuron and step`,
  ];
}

function projections({ projections, poisson }: NetworkCheck, { colours }: Terminal): string[] {
  const rows = projections.map(({ name, from, to, synapses, unit, bytes: own }) => [
    name ?? `${from} to ${to}`,
    `${Math.round(synapses)}`,
    unit,
    bytes(own),
  ]);
  const table = drawTable(["projection", "synapses", "weight", "memory"], rows, colours, [0]);
  const lines = poisson.map(({ to, sources }) => `${count(sources, "Poisson source")} for each neuron of ${to}`);
  return [...(rows.length === 0 ? [] : ["", ...table]), ...(lines.length === 0 ? [] : ["", ...lines])];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function bytes(value: number): string {
  const [size, unit] = value >= 2 ** 30 ? [2 ** 30, "GiB"] : value >= 2 ** 20 ? [2 ** 20, "MiB"] : [2 ** 10, "KiB"];
  return `${(value / size).toFixed(1)} ${unit}`;
}
