import { everydayUnit, type NeuronModel, parseExperiment, prepareExperiment, simulate, traceOf } from "../index.ts";
import { type FigureOptions, type Pattern, potentialLines } from "../plot/index.ts";
import { planFigure } from "./experiment-figure.ts";
import type { Figures } from "./figure-file.ts";
import { type Responses, stimuliText } from "./models-page.ts";

/**
 * Runs what the page of models shows, and draws it: each model's example, and a gallery of its presets that bring their
 * stimuli. Every figure is there twice, for light and for dark screens; paper gets the light one.
 */
export async function modelResponses(): Promise<Responses> {
  const [figures, { parseHTML }] = await Promise.all([import("../plot/index.ts"), import("linkedom")]);
  const document = parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document;
  const figure = (draw: (options: FigureOptions) => SVGSVGElement, caption: string): string => {
    const drawn = (["light", "dark"] as const).map(
      (scheme) => `<div class="${scheme}">${draw({ document, scheme, size: "screen" }).outerHTML}</div>`,
    );
    return `<figure>${drawn.join("\n")}<figcaption>${caption}</figcaption></figure>`;
  };
  return {
    figures: (model) => {
      const draw = exampleOf(model, figures);
      const patterns = patternsOf(model);
      return [
        figure(draw, `Response to ${stimuliText(model.example.input)}.`),
        ...(patterns.length === 0
          ? []
          : [
              figure(
                (options) => figures.drawGallery(patterns, { ...options, ...labelOf(model) }),
                "Presets with their own stimuli.",
              ),
            ]),
      ].join("\n");
    },
    pattern: () => undefined,
  };
}

function exampleOf({ name, example }: NeuronModel, figures: Figures): (options: FigureOptions) => SVGSVGElement {
  const plan = planFigure(parseExperiment({ model: name, ...example }), "trace");
  const result = simulate(plan.document);
  return (options) => plan.draw(figures, result, options);
}

/** One picture for each preset that brings its stimulus. */
function patternsOf(model: NeuronModel): Pattern[] {
  const [variable] = Object.keys(model.definition.initial ?? {});
  if (variable === undefined) return [];
  return Object.entries(model.presets)
    .filter(([, { input }]) => input !== undefined)
    .map(([preset]) => {
      const document = parseExperiment({ model: model.name, preset });
      const compiled = prepareExperiment(document).compiled.model;
      const [input] = compiled.inputs.filter(({ name }) => compiled.subexpressions.some((own) => own.name === name));
      const variables = [variable, ...(input ? [input.name] : [])];
      const result = simulate({ ...document, record: { variables } });
      const { factor } = everydayUnit(result.traces.variables[0]!.dimension);
      const { threshold, reset, ...lines } = potentialLines(compiled);
      return {
        title: preset,
        time: result.traces.times.map((time) => 1000 * time),
        trace: traceOf(result, variable, 0).map((value) => value / factor),
        ...(input ? { input: traceOf(result, input.name, 0) } : {}),
        spikes: {
          times: result.spikes.times.map((time) => 1000 * time),
          lines: {
            ...lines,
            threshold: typeof threshold === "number" ? threshold / factor : threshold,
            reset: reset === undefined ? undefined : reset / factor,
          },
        },
      };
    });
}

/** What the traces of a gallery are. */
function labelOf({ name, definition, meanings }: NeuronModel): { readonly label: string; readonly unit: string } {
  const [variable] = Object.keys(definition.initial ?? {}) as [string];
  const { states } = prepareExperiment({ model: name, duration: "1 ms" }).compiled.model;
  const { dimension } = states.find((state) => state.name === variable)!;
  return { label: `${meanings[variable]} ${variable}`, unit: everydayUnit(dimension).symbol };
}
