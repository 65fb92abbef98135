import { quantityAt } from "../experiment-axes.ts";
import { dimensionless, dimensions, divide } from "../quantity/dimension.ts";
import { type Measure, measure } from "../quantity/measure.ts";
import { degrees } from "./degrees.ts";
import { stimulusIndex } from "./observed.ts";
import { type Answer, type Course, protocol } from "./protocol.ts";
import type { Read, Settings } from "./setting.ts";
import { sineRun, sineSettings } from "./sine-run.ts";
import type { Subject } from "./subject.ts";

export interface SineResponse extends Answer {
  /** Hz. */
  readonly frequency: Measure;
  /** Of the stimulus. */
  readonly stimulus: Measure;
  readonly amplitude: Measure;
  /** deg: negative where the response lags behind the stimulus. */
  readonly phase: Measure;
  /** ms by which it lags. */
  readonly lag: Measure;
  /** Amplitude over that of the stimulus. */
  readonly gain: Measure;
  readonly mean: Measure;
  /** Total harmonic distortion: what is not a sine of this frequency, as part of what is. */
  readonly distortion: Measure;
  /** ms before the response was measured. */
  readonly settle: Measure;
  /** Amplitude and phase by the linear theory about rest. */
  readonly closedForm?: Measure;
  readonly closedFormPhase?: Measure;
}

const settings = {
  frequency: { kind: "frequency", meaning: "Of the sine. Default: the experiment's." },
  ...sineSettings,
} as const satisfies Settings;

/** Amplitude and phase of the response to a sine, below threshold. */
export const sineResponse = protocol({
  name: "sine-response",
  title: "Response to a sine",
  description:
    "A sine drives the neuron below threshold. When the transient has died away a sine of the same frequency, its harmonics " +
    "and a constant are fitted to the response by least squares: amplitude, phase, and how far the response is from a sine. " +
    "Beside them stands the linear theory of the equations about their rest, exact where they are linear.",
  settings,
  defaults: { input: [{ stimulus: "sine", amplitude: 0, frequency: "10 Hz" }], duration: "1000 ms" },
  *ask(subject: Subject, asked: Read<typeof settings>): Course<SineResponse> {
    const frequency = asked.frequency ?? frequencyOf(subject);
    const { fits, amplitude, input, output, theory, settle, notes } = yield* sineRun(subject, asked, [frequency]);
    const fit = fits[0]!;
    const expected = theory?.at(frequency);
    return {
      frequency: measure(frequency, dimensions.hertz),
      stimulus: measure(amplitude, input),
      amplitude: measure(fit.amplitude, output),
      phase: degrees(fit.phase),
      lag: measure(-fit.phase / (2 * Math.PI * frequency), dimensions.second),
      gain: measure(fit.amplitude / amplitude, divide(output, input)),
      mean: measure(fit.mean, output),
      distortion: measure(fit.distortion, dimensionless),
      settle: measure(settle, dimensions.second),
      ...(expected
        ? {
            closedForm: measure(amplitude * Math.hypot(expected.re, expected.im), output),
            closedFormPhase: degrees(Math.atan2(expected.im, expected.re)),
          }
        : {}),
      notes,
    };
  },
});

function frequencyOf(subject: Subject): number {
  const index = stimulusIndex(subject, "sine");
  const written = subject.document.input![index]!.frequency as string | number;
  return quantityAt(written, `experiment.input[${index}].frequency`, dimensions.hertz).value;
}
