import { ExperimentError } from "../errors.ts";
import type { ModelDefinition } from "../language/definition.ts";
import type { Model } from "../language/model.ts";
import { parseEquations } from "../language/parse.ts";
import { tokenize } from "../language/token.ts";
import { type Dimension, divide, nameOfDimension } from "../quantity/dimension.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { SynapseDefinition } from "../synapses/index.ts";

/** All synapses onto a population whose currents add up in the same variables. */
export interface Receptor {
  /** Ends the names of its variables: `g_exc`. */
  readonly label: string;
  readonly definition: SynapseDefinition;
  /** Values of its parameters. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The input of the neuron that its current drives; undefined for the only one. */
  readonly input: string | undefined;
  /** Place of the first projection that needs it, for errors. */
  readonly path: string;
}

export interface Composed {
  readonly definition: ModelDefinition;
  /** By receptor: each of its names, as the composed model calls it. */
  readonly names: readonly ReadonlyMap<string, string>[];
  /** What an input of the neuron is called for its stimuli, where synapses drive it too. */
  readonly inputs: ReadonlyMap<string, string>;
}

/**
 * A neuron with what its synapses need: the receptors' equations under names of their own, and their currents added to the
 * inputs. `I : amp (input)` becomes `I_stim : amp (input)` and `I = I_stim + I_syn_exc + I_syn_inh : amp`.
 *
 * @param model the neuron as checked, without receptors
 * @throws ExperimentError where a receptor finds no input, or the neuron has no `v`
 */
export function compose(neuron: ModelDefinition, model: Model, receptors: readonly Receptor[]): Composed {
  const taken = new Set([
    ...parseEquations(neuron.equations).map(({ name }) => name),
    ...Object.keys(neuron.parameters ?? {}),
  ]);
  const lines: string[] = [];
  const parameters: Record<string, string | number> = { ...neuron.parameters };
  const currents = new Map<string, string[]>();
  const names = receptors.map((receptor) => {
    const { definition, label, path } = receptor;
    if (definition.receptor === undefined) return new Map<string, string>();
    const own = parseEquations(definition.receptor).map(({ name }) => name);
    const renamed = new Map(
      [...own, ...Object.keys(definition.parameters ?? {})].map((name) => [name, fresh(`${name}_${label}`, taken)]),
    );
    const input = inputOf(receptor, model);
    lines.push(renameIn(withUnits(definition.receptor, input.dimension, model, path), renamed));
    for (const [name, value] of Object.entries(receptor.parameters)) {
      const called = renamed.get(name);
      if (called !== undefined && uses(definition.receptor, name)) parameters[called] = value;
    }
    if (definition.current !== undefined) {
      const current = renamed.get(definition.current);
      if (current === undefined)
        throw new ExperimentError(
          `the receptor has no "${definition.current}"`,
          `${path}.current`,
          `it has ${own.join(", ")}`,
        );
      currents.set(input.name, [...(currents.get(input.name) ?? []), current]);
    }
    return renamed;
  });
  const inputs = new Map([...currents.keys()].map((name) => [name, fresh(`${name}_stim`, taken)]));
  const sums = [...currents].map(([name, terms]) => {
    const { dimension } = model.inputs.find((input) => input.name === name)!;
    return `${name} = ${[inputs.get(name)!, ...terms].join(" + ")} : ${unitText(dimension)}`;
  });
  const equations = [renameDeclared(neuron.equations, inputs), ...sums, ...lines].join("\n");
  return { definition: { ...neuron, equations, parameters }, names, inputs };
}

function inputOf({ input, definition, path }: Receptor, model: Model): Model["inputs"][number] {
  const names = model.inputs.map(({ name }) => name);
  const only = model.inputs[0];
  const key = definition.current === undefined ? path : `${path}.target`;
  if (!only)
    throw new ExperimentError(
      "the neuron has no input for the current of the synapse",
      path,
      'mark a variable of its equations: "I : amp (input)"',
    );
  if (input === undefined) {
    if (names.length === 1) return only;
    throw new ExperimentError(
      `the neuron has several inputs: ${names.join(", ")}`,
      path,
      'say which one the synapse drives with "target"',
    );
  }
  const found = model.inputs.find(({ name }) => name === input);
  if (found) return found;
  throw new ExperimentError(
    `the neuron has no input "${input}"`,
    key,
    didYouMean(input, names, `its inputs are ${names.join(", ")}`),
  );
}

/** `current` and `conductance` as the units that the neuron calls for. */
function withUnits(text: string, current: Dimension, model: Model, path: string): string {
  const units = new Map([["current", unitText(current)]]);
  if (uses(text, "conductance")) {
    const potential = model.states.find(({ name }) => name === "v");
    if (!potential)
      throw new ExperimentError(
        'the neuron has no membrane potential "v" for a conductance',
        path,
        "call its potential v, or take a synapse that gives a current",
      );
    units.set("conductance", unitText(divide(current, potential.dimension)));
  }
  return renameIn(text, units);
}

/** A unit of the language for a dimension. */
export function unitText(dimension: Dimension): string {
  return nameOfDimension(dimension).replaceAll("^", "**");
}

/** Whether a name stands in a text. */
export function uses(text: string, name: string): boolean {
  return tokenize(text).some((token) => token.kind === "name" && token.text === name);
}

/** A text with names replaced; `dg/dt` is the slope of `g`. */
export function renameIn(text: string, names: ReadonlyMap<string, string>): string {
  let result = "";
  let at = 0;
  const tokens = tokenize(text);
  for (const [k, { kind, text: word, span }] of tokens.entries()) {
    if (kind !== "name") continue;
    const slope =
      tokens[k + 1]?.text === "/" && tokens[k + 2]?.text === "dt" && word.startsWith("d")
        ? names.get(word.slice(1))
        : undefined;
    const called = slope === undefined ? names.get(word) : `d${slope}`;
    if (called === undefined) continue;
    result += text.slice(at, span.start) + called;
    at = span.end;
  }
  return result + text.slice(at);
}

/** A text with the names of declared inputs replaced where they are declared. */
function renameDeclared(text: string, names: ReadonlyMap<string, string>): string {
  let result = "";
  let at = 0;
  for (const line of parseEquations(text)) {
    const called = line.kind === "parameter" ? names.get(line.name) : undefined;
    if (called === undefined) continue;
    result += text.slice(at, line.span.start) + called;
    at = line.span.start + line.name.length;
  }
  return result + text.slice(at);
}

/** A name that is not taken; it is then. */
function fresh(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name += "_";
  taken.add(name);
  return name;
}
