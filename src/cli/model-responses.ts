import { modelNamed, type NeuronModel, parseExperiment, type Result, simulate } from "../index.ts";
import type { Responses } from "./models-page.ts";

/** Runs what the page of models shows: each model's example, and each preset that brings its stimulus. */
export function modelResponses(): Responses {
  return {
    figures: (model) =>
      [
        figure(model, run(model), "its response to the example", 130),
        ...Object.entries(model.presets)
          .filter(([, { input }]) => input !== undefined)
          .map(([preset]) => figure(model, run(model, preset), preset, 60)),
      ].join("\n"),
    pattern: () => undefined,
  };
}

function run({ name, example, definition }: NeuronModel, preset?: string): Result {
  const variables = Object.keys(definition.initial ?? {}).slice(0, 1);
  const what = preset === undefined ? example : { preset };
  return simulate(parseExperiment({ model: name, ...what, record: { variables } }));
}

function figure({ name }: NeuronModel, result: Result, caption: string, height: number): string {
  const [trace] = result.traces.variables;
  const end = result.traces.times.at(-1) ?? 1;
  const x = (time: number): string => ((760 * time) / end).toFixed(1);
  const values = trace?.values ?? [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = Array.from(values, (value, k) => {
    const y = height - 4 - ((height - 20) * (value - low)) / (high - low || 1);
    return `${x(result.traces.times[k]!)},${y.toFixed(1)}`;
  });
  const spikes = Array.from(result.spikes.times, (time) => `M${x(time)} 0v10`).join("");
  return `<figure><svg viewBox="0 0 760 ${height}" role="img" aria-label="${name}"><path d="${spikes}" stroke="currentColor"/><polyline points="${points.join(" ")}" fill="none" stroke="currentColor"/></svg><figcaption>${caption}</figcaption></figure>`;
}

void modelNamed;
