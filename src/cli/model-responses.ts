import {
  everydayUnit,
  type Model,
  type NeuronModel,
  parseExperiment,
  prepareExperiment,
  type Result,
  simulate,
  traceOf,
} from "../index.ts";
import { type FigureOptions, type Pattern, potentialLines } from "../plot/index.ts";
import { planFigure } from "./experiment-figure.ts";
import type { Figures } from "./figure-file.ts";
import { type Responses, stimuliText } from "./models-page.ts";
import { presetPattern } from "./preset-pattern.ts";

/**
 * What the page of models shows of runs: a function that runs a model's example and each preset that brings its stimuli, and
 * draws them. Every figure is there twice, for light and for dark screens; paper gets the light one.
 */
export async function modelResponses(): Promise<(model: NeuronModel) => Responses> {
  const [figures, { parseHTML }] = await Promise.all([import("../plot/index.ts"), import("linkedom")]);
  const document = parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document;
  const figure = (draw: (options: FigureOptions) => SVGSVGElement, caption: string): string => {
    const drawn = (["light", "dark"] as const).map(
      (scheme) => `<div class="${scheme}">${draw({ document, scheme, size: "screen" }).outerHTML}</div>`,
    );
    return `<figure>${drawn.join("\n")}<figcaption>${caption}</figcaption></figure>`;
  };
  return (model) => {
    const example = figure(exampleOf(model, figures), `Response to ${stimuliText(model.example.input)}.`);
    const runs = Object.entries(model.presets)
      .filter(([, { input }]) => input !== undefined)
      .map(([preset]) => runPreset(model, preset));
    const patterns = new Map(runs.map((run) => [run.preset, presetPattern(model, run.preset, run.result)]));
    const [first] = runs;
    if (!first?.variable) return { figures: example, patterns };
    const { name, dimension } = first.result.traces.variables[0]!;
    const about = { label: `${model.meanings[name]} ${name}`, unit: everydayUnit(dimension).symbol };
    const gallery = figure(
      (options) => figures.drawGallery(runs.map(pictureOf), { ...options, ...about }),
      "Presets with their own stimuli.",
    );
    return { figures: `${example}\n${gallery}`, patterns };
  };
}

function exampleOf({ name, example }: NeuronModel, figures: Figures): (options: FigureOptions) => SVGSVGElement {
  const plan = planFigure(parseExperiment({ model: name, ...example }), "trace");
  const result = simulate(plan.document);
  return (options) => plan.draw(figures, result, options);
}

/** A preset under its own stimuli, with its first variable and its input recorded as far as it has them. */
interface PresetRun {
  readonly preset: string;
  readonly model: Model;
  readonly result: Result;
  readonly variable: string | undefined;
  readonly input: string | undefined;
}

function runPreset({ name }: NeuronModel, preset: string): PresetRun {
  const document = parseExperiment({ model: name, preset });
  const { model } = prepareExperiment(document).compiled;
  const variable = model.states[0]?.name;
  const input = model.inputs.find((own) => model.subexpressions.some(({ name }) => name === own.name))?.name;
  const variables = [variable, input].filter((own) => own !== undefined);
  return { preset, model, result: simulate({ ...document, record: { variables } }), variable, input };
}

function pictureOf({ preset, model, result, variable, input }: PresetRun): Pattern {
  const { factor } = everydayUnit(result.traces.variables[0]!.dimension);
  const { threshold, reset, ...lines } = potentialLines(model);
  const milliseconds = (seconds: Float64Array): Float64Array => seconds.map((time) => 1000 * time);
  return {
    title: preset,
    time: milliseconds(result.traces.times),
    trace: traceOf(result, variable!, 0).map((value) => value / factor),
    ...(input === undefined ? {} : { input: traceOf(result, input, 0) }),
    spikes: {
      times: milliseconds(result.spikes.times),
      lines: {
        ...lines,
        threshold: typeof threshold === "number" ? threshold / factor : threshold,
        reset: reset === undefined ? undefined : reset / factor,
      },
    },
  };
}
