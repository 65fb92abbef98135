import { type ExperimentDocument, parseQuantity } from "rheobase";
import { type Path, valueAt } from "../document/at-place.ts";
import { factsOf, standardValue } from "../document/facts.ts";
import {
  including,
  type Kind,
  placeOf,
  type SliderRange,
  sliderRange,
  valueAt as valueOn,
} from "../document/slider-range.ts";
import { quantityText, writtenOf } from "../document/written.ts";
import { unitText } from "../plots/numbers.ts";
import { element } from "./parts.ts";

/** A parameter that an element lets move. */
export interface Slider {
  readonly name: string;
  readonly meaning: string;
  readonly path: Path;
  readonly unit: string;
  readonly range: SliderRange;
  readonly value: string | number;
}

/**
 * The sliders of some names: parameters of the model, or of the first stimulus that has one called so.
 *
 * @returns the names that are neither, in `unknown`
 */
export function slidersOf(
  document: ExperimentDocument,
  names: readonly string[],
): { readonly sliders: readonly Slider[]; readonly unknown: readonly string[] } {
  const made = names.map((name) => sliderOf(document, name));
  return {
    sliders: made.filter((slider) => slider !== undefined),
    unknown: names.filter((_, k) => made[k] === undefined),
  };
}

function sliderOf(document: ExperimentDocument, name: string): Slider | undefined {
  const { definition, meanings } = factsOf(document.model);
  const stimulus = (document.input ?? []).findIndex((own) => Object.hasOwn(own, name));
  const isOfModel = Object.hasOwn(definition.parameters ?? {}, name);
  if (!isOfModel && stimulus < 0) return undefined;
  const path: Path = isOfModel ? ["parameters", name] : ["input", stimulus, name];
  const value = valueAt(document, path) ?? standardValue(document, name);
  const written = writtenOf(value);
  if (!written) return undefined;
  const quantity = parseQuantity(quantityText(written.number, written.unit));
  const range = including(
    sliderRange(written, quantity, isOfModel ? { kind: "parameter" } : kindOf(document, name)),
    written.number,
  );
  return { name, meaning: meanings[name] ?? "", path, unit: written.unit, range, value: value as string | number };
}

function kindOf(document: ExperimentDocument, name: string): Kind {
  const duration = writtenOf(document.duration);
  if (["amplitude", "mean", "from"].includes(name)) return { kind: "input" };
  return (name === "start" || name === "stop") && duration ? { kind: "within", duration } : { kind: "parameter" };
}

/** A slider with its name and its value, which says where it is moved to. */
export function controlOf(slider: Slider, onmove: (path: Path, value: string | number) => void): HTMLElement {
  const { name, meaning, path, unit, range, value } = slider;
  const [label, title, shown] = [
    element("label", { title: meaning }),
    element("span", { class: "name" }),
    element("span", { class: "value" }),
  ];
  const input = element("input", { type: "range", min: "0", max: String(range.places), step: "1" });
  const say = (text: string | number): void => {
    shown.textContent = unitText(String(text));
    input.setAttribute("aria-valuetext", String(text));
  };
  title.textContent = name;
  input.value = String(placeOf(range, writtenOf(value)!.number));
  say(value);
  input.addEventListener("input", () => {
    const next = quantityText(valueOn(range, Number(input.value)), unit);
    say(next);
    onmove(path, next);
  });
  label.append(title, shown, input);
  return label;
}
