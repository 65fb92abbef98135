import { firstFrom } from "../train.ts";
import type { TraceFeature } from "./feature.ts";
import { fitExponential } from "./fit-exponential.ts";
import { slope } from "./intervals.ts";
import { isMissing } from "./landmarks.ts";
import type { Outcome } from "./measurement.ts";
import { duringStimulus, inMs, noStimulus, once, type Response } from "./response.ts";
import { samplesDuring } from "./subthreshold.ts";
import { type StimulusWindow, valueAt } from "./trace.ts";

/** Fewer samples are no fit. */
const leastSamples = 10;

/** Features of the passive membrane. */
export const timeConstants = {
  time_constant: {
    unit: "s",
    meaning:
      "of the exponential, with a free asymptote, through the response from the start of the stimulus to its largest deflection or the middle of the stimulus",
    measure: (response) => once(membraneTimeConstant(response)),
  },
  decay_time_constant_after_stim: {
    unit: "s",
    meaning:
      "of the return to the voltage at the start of the stimulus: line through ln|V - V(start)|, 1 to 10 ms after it",
    measure: (response) => duringStimulus(response, (stimulus) => decayAfter(response, stimulus)),
  },
} as const satisfies Record<string, TraceFeature>;

/** eFEL finds the stretch by two limits of dV/dt and fits ln(V + x); the exponential is the same where the response is one. */
function membraneTimeConstant(response: Response): Outcome {
  const range = samplesDuring(response);
  if (isMissing(range)) return range;
  const { time, voltage, stimulus } = response.trace;
  if (!stimulus) return noStimulus;
  const [first, end] = range;
  if (response.spikes.some(({ time: t }) => t >= stimulus.start && t <= stimulus.stop))
    return "the response has spikes: it is not that of the passive membrane";
  const middle = firstFrom(time, (stimulus.start + stimulus.stop) / 2);
  let last = first;
  for (let k = first; k < Math.min(end, middle + 1); k++)
    if (Math.abs(voltage[k]! - voltage[first]!) > Math.abs(voltage[last]! - voltage[first]!)) last = k;
  if (last - first + 1 < leastSamples)
    return `only ${last - first + 1} samples lead to the largest deflection; a fit needs ${leastSamples}`;
  const fit = fitExponential(time.slice(first, last + 1), voltage.slice(first, last + 1));
  if (!fit) return "the response to the stimulus is not an exponential";
  const place = { kind: "window", start: time[first]!, stop: time[last]!, voltage: fit.offset } as const;
  return { value: fit.tau, place };
}

function decayAfter(response: Response, { start, stop }: StimulusWindow): Outcome {
  const { time, voltage } = response.trace;
  const [from, to] = [stop + 1e-3, stop + 10e-3];
  if (start < time[0]! || to > time[time.length - 1]!)
    return `the trace does not hold ${inMs(start)} (the start) and ${inMs(from)} to ${inMs(to)} (after the stimulus)`;
  const reference = valueAt(time, voltage, start);
  const [first, end] = [firstFrom(time, from), firstFrom(time, to)];
  if (end - first < leastSamples) return `only ${end - first} samples; a fit needs ${leastSamples}`;
  if (response.spikes.some(({ time: t }) => t >= from && t <= to)) return "there are spikes after the stimulus";
  const above = Array.from(voltage.slice(first, end), (v) => v - reference);
  const side = Math.sign(above[0]!);
  if (side === 0 || above.some((v) => v * side <= 0))
    return "the voltage reaches its value at the start of the stimulus within 10 ms: the logarithm has no line";
  const rate = slope(
    Array.from(time.slice(first, end)),
    above.map((v) => Math.log(v * side)),
  );
  if (!(rate < 0)) return "the voltage does not return after the stimulus";
  return { value: -1 / rate, place: { kind: "window", start: from, stop: to, voltage: reference } };
}
