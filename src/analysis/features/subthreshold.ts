import { firstFrom } from "../train.ts";
import type { TraceFeature } from "./feature.ts";
import { isMissing, type Missing } from "./landmarks.ts";
import {
  amplitudeOf,
  baseOf,
  type Level,
  levelDuring,
  levelOver,
  ofLevel,
  rise,
  steadyOf,
  wholeBaseOf,
} from "./levels.ts";
import { at, type Outcome, type TracePoint } from "./measurement.ts";
import { duringStimulus, inMs, noStimulus, once, type Response, sample } from "./response.ts";

/** Features of the voltage before, during and after the stimulus. Means are over time, so samples may be unevenly spaced. */
export const subthreshold = {
  voltage_base: {
    unit: "V",
    meaning: "mean over the last tenth of the time before the stimulus",
    measure: (response) => once(ofLevel(baseOf(response))),
  },
  steady_state_voltage_stimend: {
    unit: "V",
    meaning: "mean over the last tenth of the stimulus",
    measure: (response) => once(ofLevel(steadyOf(response))),
  },
  steady_state_voltage: {
    unit: "V",
    meaning: "mean of all that comes after the stimulus",
    measure: (response) =>
      duringStimulus(response, ({ stop }) =>
        ofLevel(levelOver(response, stop, response.trace.time.at(-1)!, "the time after the stimulus")),
      ),
  },
  voltage_after_stim: {
    unit: "V",
    meaning: "mean over the middle half of the time after the stimulus",
    measure: (response) =>
      duringStimulus(response, ({ stop }) => {
        const rest = response.trace.time.at(-1)! - stop;
        return ofLevel(levelOver(response, stop + 0.25 * rest, stop + 0.75 * rest, "the time after the stimulus"));
      }),
  },
  minimum_voltage: {
    unit: "V",
    meaning: "lowest sample during the stimulus; of the part that is on the trace",
    measure: (response) => once(extreme(response, -1)),
  },
  maximum_voltage: {
    unit: "V",
    meaning: "highest sample during the stimulus; of the part that is on the trace",
    measure: (response) => once(extreme(response, 1)),
  },
  voltage_deflection: {
    unit: "V",
    meaning: "from the mean of all that is before the stimulus to the mean from 1 to 0.5 ms before it stops",
    measure: (response) => once(deflection(response)),
  },
  voltage_deflection_begin: {
    unit: "V",
    meaning: "from the mean of all that is before the stimulus to the mean over 5 to 15 % of the stimulus",
    measure: (response) =>
      once(rise(wholeBaseOf(response), levelDuring(response, 0.05, 0.15, "5 to 15 % of the stimulus"))),
  },
  voltage_deflection_vb_ssse: {
    unit: "V",
    meaning: "from voltage_base to steady_state_voltage_stimend",
    measure: (response) => once(rise(baseOf(response), steadyOf(response))),
  },
  ohmic_input_resistance: {
    unit: "ohm",
    meaning: "voltage_deflection over the amplitude of the stimulus",
    measure: (response) => once(resistance(response, deflection(response))),
  },
  ohmic_input_resistance_vb_ssse: {
    unit: "ohm",
    meaning: "voltage_deflection_vb_ssse over the amplitude of the stimulus",
    measure: (response) => once(resistance(response, rise(baseOf(response), steadyOf(response)))),
  },
  sag_amplitude: {
    unit: "V",
    meaning: "from minimum_voltage up to steady_state_voltage_stimend, under a hyperpolarising stimulus",
    measure: (response) =>
      once(sag(response, ({ steady, lowest }) => at(steady.voltage - lowest.voltage, lowest, level(lowest, steady)))),
  },
  sag_ratio1: {
    unit: "1",
    meaning: "sag_amplitude over the largest deflection, voltage_base - minimum_voltage",
    measure: (response) =>
      once(
        sag(response, ({ base, steady, lowest }) =>
          at((steady.voltage - lowest.voltage) / (base.voltage - lowest.voltage), lowest, level(lowest, steady)),
        ),
      ),
  },
  sag_ratio2: {
    unit: "1",
    meaning: "steady over largest deflection: (voltage_base - steady state)/(voltage_base - minimum_voltage)",
    measure: (response) =>
      once(
        sag(response, ({ base, steady, lowest }) =>
          at((base.voltage - steady.voltage) / (base.voltage - lowest.voltage), lowest, level(lowest, steady)),
        ),
      ),
  },
} as const satisfies Record<string, TraceFeature>;

/** The samples during the stimulus, as [first, end); a reason where there is none. */
export function samplesDuring({ trace: { time, stimulus } }: Response): [number, number] | Missing {
  if (!stimulus) return noStimulus;
  const first = firstFrom(time, stimulus.start);
  const atStop = firstFrom(time, stimulus.stop);
  const end = time[atStop] === stimulus.stop ? atStop + 1 : atStop;
  const window = `${inMs(stimulus.start)} to ${inMs(stimulus.stop)}`;
  return first < end ? [first, end] : `no sample falls into the stimulus, ${window}`;
}

function extremeDuring(response: Response, sign: 1 | -1): TracePoint | Missing {
  const range = samplesDuring(response);
  if (isMissing(range)) return range;
  const { voltage } = response.trace;
  let best = range[0];
  for (let k = best; k < range[1]; k++) if (sign * voltage[k]! > sign * voltage[best]!) best = k;
  return sample(response.trace, best);
}

function extreme(response: Response, sign: 1 | -1): Outcome {
  const point = extremeDuring(response, sign);
  return isMissing(point) ? point : at(point.voltage, point);
}

function deflection(response: Response): Outcome {
  const { stimulus } = response.trace;
  if (!stimulus) return noStimulus;
  const { start, stop } = stimulus;
  if (stop - start < 1e-3) return `the stimulus is shorter than the 1 ms before its end that this reads`;
  return rise(wholeBaseOf(response), levelOver(response, stop - 1e-3, stop - 0.5e-3, "the end of the stimulus"));
}

function resistance(response: Response, deflection: Outcome): Outcome {
  const amplitude = amplitudeOf(response);
  if (isMissing(deflection)) return deflection;
  if (isMissing(amplitude)) return amplitude;
  const stop = response.trace.stimulus?.stop ?? Number.POSITIVE_INFINITY;
  if (response.spikes.some(({ time }) => time <= stop))
    return "there are spikes: the deflection is not that of the passive membrane";
  return { ...deflection, value: deflection.value / amplitude };
}

interface Sag {
  readonly base: Level;
  readonly steady: Level;
  readonly lowest: TracePoint;
}

function sag(response: Response, outcome: (sag: Sag) => Outcome): Outcome {
  const [base, steady, lowest] = [baseOf(response), steadyOf(response), extremeDuring(response, -1)];
  if (isMissing(base)) return base;
  if (isMissing(steady)) return steady;
  if (isMissing(lowest)) return lowest;
  if (steady.voltage > base.voltage || lowest.voltage >= base.voltage)
    return "the stimulus does not hyperpolarise, so there is no sag";
  return outcome({ base, steady, lowest });
}

/** A point at another voltage, for a line from one to the other. */
function level({ time }: TracePoint, { voltage }: Level): TracePoint {
  return { time, voltage };
}
