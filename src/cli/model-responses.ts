import { modelNamed, type NeuronModel, parseExperiment, protocols, runProtocol, simulate } from "../index.ts";
import type { FigureOptions } from "../plot/index.ts";
import { planFigure } from "./experiment-figure.ts";
import type { Figures } from "./figure-file.ts";
import { type Responses, stimuliText } from "./models-page.ts";

/** Names that say no more than the figure shows. */
const plain = ["evoked spikes", "one spike", "two spikes"];

/**
 * What the page of models shows of runs: a function that runs a model's example, and its presets where any of them brings its
 * stimuli, and draws them. Every figure is there twice, for light and for dark screens; paper gets the light one.
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
  const asked = protocols.find(({ name }) => name === "patterns")!;
  return (model) => {
    const example = figure(exampleOf(model, figures), `Response to ${stimuliText(model.example.input)}.`);
    const driven = Object.entries(model.presets).flatMap(([preset, { input }]) =>
      input === undefined ? [] : [preset],
    );
    if (driven.length === 0) return { figures: example, patterns: new Map() };
    const answer = runProtocol({ protocol: "patterns", experiment: { model: model.name } as never });
    const { meanings } = modelNamed(model.name);
    const gallery = figure(
      (options) => figures.drawAnswer(asked, answer, { ...options, meanings })!,
      "Presets with their own stimuli, or under a step that makes them fire.",
    );
    const shown = answer.presets.filter(({ preset, pattern }) => driven.includes(preset) && !plain.includes(pattern));
    return {
      figures: `${example}\n${gallery}`,
      patterns: new Map(shown.map(({ preset, pattern }) => [preset, pattern])),
    };
  };
}

function exampleOf({ name, example }: NeuronModel, figures: Figures): (options: FigureOptions) => SVGSVGElement {
  const plan = planFigure(parseExperiment({ model: name, ...example }), "trace");
  const result = simulate(plan.document);
  return (options) => plan.draw(figures, result, options);
}
