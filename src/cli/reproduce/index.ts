import { cableItems } from "./cable.ts";
import { movingThreshold, tradeOff } from "./comparison.ts";
import { exerciseItems } from "./exercises.ts";
import { hiddenNeuronItem } from "./hidden-neuron.ts";
import { idealNeuronItems } from "./ideal-neuron.ts";
import { integrateAndFireItems } from "./integrate-and-fire.ts";
import type { Lesson } from "./item.ts";
import { leakyItems } from "./leaky.ts";
import { limitItems } from "./limits.ts";
import { patternItems } from "./patterns.ts";

/** The lessons in the order of their page. */
export const lessons: readonly Lesson[] = [
  {
    title: "Simplified models: IF, LIF and beyond",
    text: "A course day: which models are simpler than Hodgkin and Huxley's and still show what a neuron does?",
    items: [...integrateAndFireItems, ...leakyItems, ...patternItems, tradeOff],
  },
  {
    title: "The leaky integrate-and-fire neuron, and what it neglects",
    text: "Notes on chapter 1 of Neuronal Dynamics: the parts of a neuron, and what an ideal one leaves out.",
    items: [...idealNeuronItems, ...limitItems, movingThreshold],
  },
  {
    title: "Exercises on the leaky integrate-and-fire neuron",
    text: "Worked solutions of the exercises of Neuronal Dynamics, chapter 1.",
    items: [...exerciseItems.slice(0, 2), hiddenNeuronItem, ...exerciseItems.slice(2)],
  },
  {
    title: "Exercises on the passive cable",
    text: "Worked solutions of the exercises of Neuronal Dynamics, chapter 3.2: what becomes of a current on its way to the soma.",
    items: cableItems,
  },
];

export { lessonPage, type Shown } from "./page.ts";
