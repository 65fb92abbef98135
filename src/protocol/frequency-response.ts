import { settingAt } from "../experiment-axes.ts";
import { dimensionless, dimensions, divide } from "../quantity/dimension.ts";
import { type Column, column, type Measure, measure } from "../quantity/measure.ts";
import { degreesColumn } from "./degrees.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { sineRun, sineSettings } from "./sine-run.ts";
import type { Subject } from "./subject.ts";
import type { Varied } from "./varied.ts";

export interface FrequencyResponse extends Answer {
  readonly frequency: Varied;
  /** Amplitude of the response over that of the stimulus: an impedance, where v follows a current. */
  readonly gain: Column;
  /** deg: negative where the response lags behind the stimulus. */
  readonly phase: Column;
  readonly amplitude: Column;
  /** Total harmonic distortion. */
  readonly distortion: Column;
  /** Of the stimulus. */
  readonly stimulus: Measure;
  /** Gain and phase by the linear theory about rest. */
  readonly closedForm?: Column;
  readonly closedFormPhase?: Column;
  /** Hz, by theory: where the gain is largest, 0 where that is at 0 Hz; above the cut-off it stays below 1/sqrt(2) of that. */
  readonly resonance?: Measure;
  readonly cutOff?: Measure;
  /** The largest gain over that at 0 Hz, by theory. */
  readonly strength?: Measure;
}

const settings = {
  frequencies: {
    kind: "values",
    default: { from: "1 Hz", to: "1000 Hz", count: 25, scale: "log" },
    meaning: "Of the sines.",
  },
  ...sineSettings,
} as const satisfies Settings;

/** Gain and phase over frequency, one ensemble of sines: the Bode plot of a neuron below threshold. */
export const frequencyResponse = protocol({
  name: "frequency-response",
  title: "Frequency response",
  description:
    "Sines of many frequencies drive the neuron side by side, below threshold; gain and phase of each response come from a fit " +
    "by least squares, as in sine-response. A leaky membrane is a low-pass; adaptation that grows with v makes it resonate. " +
    "Beside the curve stands the linear theory of the equations about their rest, with its resonance and cut-off.",
  settings,
  defaults: { input: [{ stimulus: "sine", amplitude: 0, frequency: "10 Hz" }], duration: "1000 ms" },
  figure: {
    form: "curve",
    x: "frequency",
    scale: "log",
    panels: [
      {
        curves: [
          { y: "gain", name: "simulation" },
          { y: "closedForm", look: "line" },
        ],
        scale: "log",
      },
      {
        curves: [
          { y: "phase", name: "simulation" },
          { y: "closedFormPhase", name: "closed form", look: "line" },
        ],
        including: [0],
      },
    ],
    marks: ["resonance", { at: "cutOff", name: "cut-off" }],
  },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<FrequencyResponse> {
    const setting = settingAt(asked.frequencies, "frequencies", dimensions.hertz);
    const frequencies = setting.kind === "axis" ? Array.from(setting.values) : [setting.value];
    const { fits, amplitude, input, output, theory, notes } = yield* sineRun(subject, asked, frequencies);
    const gain = divide(output, input);
    const expected = theory && frequencies.map(theory.at);
    const resonance = theory?.resonance();
    return {
      frequency: { name: "frequency", ...column(frequencies, dimensions.hertz) },
      gain: column(
        fits.map((fit) => fit.amplitude / amplitude),
        gain,
      ),
      phase: degreesColumn(fits.map((fit) => fit.phase)),
      amplitude: column(
        fits.map((fit) => fit.amplitude),
        output,
      ),
      distortion: column(
        fits.map((fit) => fit.distortion),
        dimensionless,
      ),
      stimulus: measure(amplitude, input),
      ...(expected
        ? {
            closedForm: column(
              expected.map(({ re, im }) => Math.hypot(re, im)),
              gain,
            ),
            closedFormPhase: degreesColumn(expected.map(({ re, im }) => Math.atan2(im, re))),
          }
        : {}),
      ...(resonance
        ? {
            resonance: measure(resonance.frequency, dimensions.hertz),
            cutOff: measure(resonance.cutOff, dimensions.hertz),
            strength: measure(resonance.strength, dimensionless),
          }
        : {}),
      notes,
    };
  },
});
