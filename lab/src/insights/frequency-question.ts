import type { AnswerOf, Column, ExperimentDocument, Measure } from "rheobase";
import { firstNeuron } from "../document/first-neuron.ts";

/** What both ways of measuring tell. */
export interface FrequencyAnswer {
  /** Hz. */
  readonly frequency: ArrayLike<number>;
  readonly gain: Column;
  readonly phase: Column;
  readonly theory: { readonly gain: Column; readonly phase: Column } | undefined;
  readonly resonance: Measure | undefined;
  readonly cutOff: Measure | undefined;
  readonly strength: Measure | undefined;
  readonly stimulus: Measure;
  readonly notes: readonly string[];
}

export const frequencyMethods = ["sines", "sweep"] as const;
export type FrequencyMethod = (typeof frequencyMethods)[number];

type Sines = AnswerOf<"frequency-response">;
type Sweep = AnswerOf<"impedance">;

/** The neuron at rest, driven below threshold through the input of its first stimulus; nothing else drives it. */
export function frequencyQuestion(document: ExperimentDocument, variable: string, method: FrequencyMethod): object {
  const { input, record: _, initial: __, spikeTimes: ___, ...experiment } = firstNeuron(document);
  const to = input?.[0]?.to;
  const target = to === undefined ? {} : { to };
  const driven = {
    sines: { stimulus: "sine", amplitude: 0, frequency: "10 Hz", ...target },
    sweep: { stimulus: "chirp", amplitude: 0, stopFrequency: "100 Hz", ...target },
  };
  return {
    protocol: method === "sines" ? "frequency-response" : "impedance",
    variable,
    experiment: { ...experiment, duration: "1000 ms", input: [driven[method]] },
  };
}

/** Either answer in one shape. */
export function frequencyAnswer(answer: unknown, method: FrequencyMethod): FrequencyAnswer {
  if (method === "sines") {
    const own = answer as Sines;
    return {
      ...own,
      frequency: own.frequency.values,
      theory: theoryOf(own),
      resonance: own.resonance,
      cutOff: own.cutOff,
      strength: own.strength,
    };
  }
  const own = answer as Sweep;
  return {
    frequency: own.frequency.values,
    gain: own.impedance,
    phase: own.phase,
    theory: theoryOf(own),
    resonance: own.closedFormResonance ?? own.resonance,
    cutOff: undefined,
    strength: own.closedFormStrength ?? own.strength,
    stimulus: own.stimulus,
    notes: own.notes,
  };
}

function theoryOf({ closedForm, closedFormPhase }: Sines | Sweep): FrequencyAnswer["theory"] {
  return closedForm && closedFormPhase ? { gain: closedForm, phase: closedFormPhase } : undefined;
}
