import * as z from "zod";
import { parseCsvTable } from "../../data/csv.ts";
import { ExperimentError } from "../../errors.ts";
import { quantityAt } from "../../experiment-axes.ts";
import { quantity, text } from "../../experiment-stimuli.ts";
import { type Dimension, dimensionless, dimensions, nameOfDimension, sameDimension } from "../../quantity/dimension.ts";
import { fromUnit } from "../../quantity/quantity.ts";
import { didYouMean } from "../../quantity/spelling.ts";
import { type Connections, type Ends, incomingOf, type Listed, rowsOf } from "../connections.ts";
import { connectionRule } from "./rule.ts";

const neuron = z.int({ error: "must be the number of a neuron, counted from 0" });
const neuronList = z.array(neuron, { error: "must be a list of numbers such as [0, 1, 1]" });
const valueList = z.array(quantity, { error: 'must be a list of quantities such as ["1 nS", "2 nS"]' });

const schema = z
  .strictObject({
    rule: z.literal("list"),
    pairs: z
      .array(z.tuple([neuron, neuron], { error: "must be two numbers: source and target" }), {
        error: "must be a list of pairs such as [[0, 1], [0, 2]]",
      })
      .optional()
      .describe("Source and target of each synapse, counted from 0."),
    sources: neuronList.optional().describe("The source of each synapse; with targets, instead of pairs."),
    targets: neuronList.optional().describe("The target of each synapse."),
    weights: valueList.optional().describe("The weight of each synapse."),
    delays: valueList.optional().describe("The delay of each synapse."),
    csv: text("the text of a table")
      .optional()
      .describe("A table with the columns source and target, and perhaps weight (nS) and delay (ms)."),
    file: text("the name of a file").optional().describe("A file with such a table; the command line reads it."),
  })
  .describe("The synapses one by one. A pair that is listed twice has two synapses.");

type Settings = z.output<typeof schema>;

/** The synapses in the order of the list. */
interface Synapses {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly listed: Partial<Record<"weight" | "delay", Listed>>;
}

export const list = connectionRule({
  name: "list",
  schema,
  /** Lines of headings and comments are counted too. */
  expected: ({ pairs, sources, csv }) => (pairs ?? sources)?.length ?? linesOf(csv ?? ""),
  connect(settings, ends) {
    return sorted(synapsesOf(settings, ends), ends);
  },
});

function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

function sorted({ source, target, listed }: Synapses, ends: Ends): Connections {
  const byTarget = new Uint32Array(source.length);
  const incoming = incomingOf(source, target, ends, byTarget);
  const bySource = new Uint32Array(incoming.source.length);
  const connections = rowsOf(incoming, ends, bySource);
  const inOrder = Object.entries(listed).map(([name, column]) => {
    const values = Float64Array.from(bySource, (k) => column.values[byTarget[k]!]!);
    return [name, { ...column, values }] as const;
  });
  return inOrder.length === 0 ? connections : { ...connections, listed: Object.fromEntries(inOrder) };
}

function synapsesOf(settings: Settings, ends: Ends): Synapses {
  const { path } = ends;
  const given = (["pairs", "sources", "csv"] as const).filter((key) => settings[key] !== undefined);
  if (given.length > 1) throw new ExperimentError(`has both ${given[0]} and ${given[1]}`, path, "keep one of them");
  if (settings.csv !== undefined) return fromTable(settings, ends);
  if (given.length === 0 && settings.file !== undefined)
    throw new ExperimentError("a file cannot be read from inside a document", `${path}.file`, 'give its text as "csv"');
  if (given.length === 0)
    throw new ExperimentError("lists no synapses", path, 'give "pairs", "sources" and "targets", or "csv"');
  return fromLists(settings, ends);
}

function fromLists({ pairs, sources, targets, weights, delays }: Settings, ends: Ends): Synapses {
  const { path } = ends;
  if (pairs && targets) throw new ExperimentError("has both pairs and targets", path, "keep one of them");
  const [from, to] = pairs ? [pairs.map(([source]) => source), pairs.map(([, target]) => target)] : [sources!, targets];
  const count = from.length;
  const sameLength = (list: readonly unknown[] | undefined, key: string) => {
    if (list?.length === count) return;
    const problem =
      list === undefined
        ? `is missing; there are ${count} sources`
        : `has ${list.length} entries, but there are ${count} synapses`;
    throw new ExperimentError(problem, `${path}.${key}`, "list one for each synapse");
  };
  sameLength(to, "targets");
  const place = (side: "source" | "target") => (k: number) =>
    pairs ? `${path}.pairs[${k}][${side === "source" ? 0 : 1}]` : `${path}.${side}s[${k}]`;
  const listed: Synapses["listed"] = {};
  if (weights) {
    sameLength(weights, "weights");
    listed.weight = quantities(weights, `${path}.weights`);
  }
  if (delays) {
    sameLength(delays, "delays");
    listed.delay = quantities(delays, `${path}.delays`, dimensions.second);
  }
  return {
    source: neuronsIn(from, ends.sources, "source", place("source")),
    target: neuronsIn(to!, ends.targets, "target", place("target")),
    listed,
  };
}

/** Quantities of one dimension: the one asked for, or that of the first. */
function quantities(list: readonly (string | number)[], path: string, dimension?: Dimension): Listed {
  const own = dimension ?? (list.length > 0 ? quantityAt(list[0]!, `${path}[0]`).dimension : dimensionless);
  return {
    dimension: own,
    values: Float64Array.from(list, (value, k) => quantityAt(value, `${path}[${k}]`, own).value),
    path,
  };
}

const columnNames = ["source", "target", "weight", "delay"] as const;

function fromTable({ csv, file, weights, delays }: Settings, ends: Ends): Synapses {
  const path = `${ends.path}.csv`;
  const beside = weights ? "weights" : delays ? "delays" : undefined;
  if (beside) throw new ExperimentError(`has both csv and ${beside}`, ends.path, "make them a column of the table");
  const table = parseCsvTable(csv!, file ?? path);
  const { place } = table;
  // a table without headings has them in this order
  const named = table.columns.map((column, k) => {
    const name =
      column.name === `${k + 1}` ? columnNames[k] : columnNames.find((known) => known === column.name.toLowerCase());
    if (name !== undefined) return { ...column, name };
    const problem = `there is no use for the column "${column.name}"`;
    throw new ExperimentError(
      problem,
      place,
      didYouMean(column.name, columnNames, `there are ${columnNames.join(", ")}`),
    );
  });
  const twice = named.find(({ name }, k) => named.findIndex((other) => other.name === name) !== k);
  if (twice) throw new ExperimentError(`there are two columns "${twice.name}"`, place, "keep one of them");
  const columnOf = (name: (typeof columnNames)[number]) => named.find((column) => column.name === name);
  const neurons = (side: "source" | "target", size: number) => {
    const column = columnOf(side);
    if (column) return neuronsIn(column.values, size, side, (k) => `${place}, line ${table.lines[k]}`);
    throw new ExperimentError(`there is no column "${side}"`, place, "head the columns source,target");
  };
  const listed: Synapses["listed"] = {};
  for (const name of ["weight", "delay"] as const) {
    const column = columnOf(name);
    if (!column) continue;
    const unit = column.unit ?? "1";
    const { dimension } = quantityAt(unit === "1" ? 1 : `1 ${unit}`, `${place}, column ${name}`);
    if (name === "delay" && !sameDimension(dimension, dimensions.second))
      throw new ExperimentError(
        `the column "delay" is in ${nameOfDimension(dimension)}, but a delay is a time`,
        place,
        'head it "delay (ms)"',
      );
    listed[name] = { dimension, values: unit === "1" ? column.values : column.values.map(fromUnit(unit)), path: place };
  }
  return { source: neurons("source", ends.sources), target: neurons("target", ends.targets), listed };
}

/** Numbers of neurons; `place` says where the k-th one stands. */
function neuronsIn(
  numbers: ArrayLike<number>,
  size: number,
  side: "source" | "target",
  place: (k: number) => string,
): Uint32Array {
  return Uint32Array.from(numbers, (number, k) => {
    if (Number.isInteger(number) && number >= 0 && number < size) return number;
    throw new ExperimentError(
      `there is no ${side} neuron ${number}`,
      place(k),
      size === 0 ? `the ${side} population is empty` : `neurons are counted from 0 to ${size - 1}`,
    );
  });
}
