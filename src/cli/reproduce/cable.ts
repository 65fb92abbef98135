import {
  type CableDocument,
  type CableResult,
  cableConstants,
  simulateCable,
  transferResistance,
} from "../../index.ts";
import { drawCable } from "../../plot/index.ts";
import { type Canvas, digits, type Item } from "./item.ts";

const dendrite = {
  length: "800 um",
  diameter: "2 um",
  compartments: 200,
  R_m: "1.25 ohm*m^2",
  R_i: "0.5 ohm*m",
  C_m: "0.8 uF/cm^2",
  E_L: "-70 mV",
} as const;

const constants = cableConstants({
  diameter: 2e-6,
  membraneResistance: 1.25,
  axialResistivity: 0.5,
  membraneCapacitance: 0.008,
});

/** 0.8 nA from a time in ms on, for 0.1 ms, at a place in um. */
const pulse = (start: number, place: number, length = 0.1) => ({
  at: `${place} um`,
  stimulus: "step",
  amplitude: "0.8 nA",
  start: `${start} ms`,
  stop: `${digits(start + length)} ms`,
});

const draw = (result: CableResult, canvas: Canvas, title: string) => drawCable(result, { ...canvas, title });

/** The depolarisations of a recorded place over time, in mV, with those of the closed form. */
function depolarisation({ traces, closedForm, rest }: CableResult, place: number) {
  const { times, values } = traces;
  const column = (all: Float64Array) =>
    Array.from(all.subarray(place * times.length, (place + 1) * times.length), (v) => 1000 * (v - rest));
  const solved = "whyNot" in closedForm ? new Float64Array(values.length).fill(Number.NaN) : closedForm.traces;
  return { times: Array.from(times, (t) => 1000 * t), own: column(values), solved: column(solved) };
}

/** The highest value, when it was, and the closed form's highest. */
function peak(result: CableResult, place: number) {
  const { times, own, solved } = depolarisation(result, place);
  const top = Math.max(...own);
  return { time: digits(times[own.indexOf(top)]!), height: digits(top), exact: digits(Math.max(...solved)) };
}

const onePulse: Item = {
  name: "cable-pulse",
  title: "Questions 1 to 4: one pulse spreads along a dendrite",
  text:
    "0.8 nA for 0.1 ms at 200 um. The highest depolarisation is where and when the pulse ends; farther away it is lower, later and " +
    "broader, like ink that spreads in water. The sealed end at 0 throws back what arrives there. After half a millisecond all of " +
    "the dendrite is nearly at one potential, which decays with the time constant of the membrane, 10 ms.",
  make(canvas) {
    const places = [0, 100, 200, 300, 400, 500, 600];
    const result = simulateCable({
      cable: dendrite,
      electrodes: [pulse(1, 200)],
      duration: "3 ms",
      dt: "0.005 ms",
      record: {
        at: places.map((place) => `${place} um`),
        profiles: ["1.05 ms", "1.1 ms", "1.2 ms", "1.4 ms", "1.6 ms"],
      },
    });
    return {
      figures: [draw(result, canvas, "0.8 nA at 200 um, from 1 to 1.1 ms")],
      tables: [
        {
          headings: ["place (um)", "highest (mV above rest)", "cable equation", "at (ms)"],
          rows: places.map((place, k) => {
            const { height, exact, time } = peak(result, k);
            return [place, height, exact, time];
          }),
        },
      ],
    };
  },
};

const order: Item = {
  name: "cable-order",
  title: "Questions 5 and 6: the soma can tell in which order inputs come",
  text:
    "Three pulses, half a millisecond apart, at 100, 200 and 300 um. Towards the soma they arrive together and add up; away from it each " +
    "is over before the next arrives. A dendrite detects a direction.",
  make(canvas) {
    const run = (...places: number[]) => {
      const electrodes = places.map((place, k) => pulse(1 + k / 2, place));
      return simulateCable({
        cable: dendrite,
        electrodes,
        duration: "5 ms",
        dt: "0.005 ms",
        record: { at: ["0 um"], profiles: ["1.1 ms", "1.6 ms", "2.1 ms", "3 ms"] },
      });
    };
    const [away, towards] = [run(100, 200, 300), run(300, 200, 100)];
    const row = (name: string, result: CableResult) => {
      const { height, exact, time } = peak(result, 0);
      return [name, height, exact, time];
    };
    return {
      figures: [draw(towards, canvas, "Towards the soma"), draw(away, canvas, "Away from the soma")],
      tables: [
        {
          headings: ["order", "highest at the soma (mV above rest)", "cable equation", "at (ms)"],
          rows: [row("towards the soma", towards), row("away from it", away)],
        },
      ],
      remarks: [
        "Away from the soma the three peaks, 7.03, 6.62 and 6.91 mV, are nearly as high as each other: steps of 0.01 ms of first order make the third the highest.",
      ],
    };
  },
};

const membranes: Item = {
  name: "cable-membranes",
  title: "Question 7: the same time constant, another speed",
  text:
    "Two membranes with τ = 10 ms: 1.25 MOhm mm² with 0.8 uF/cm², and 5 MOhm mm² with 0.2 uF/cm². The second charges faster along the " +
    "dendrite, as its length constant is twice as long: the same charge arrives at 500 um sooner, and more of it.",
  make(canvas) {
    const run = (R_m: string, C_m: string) => {
      const document: CableDocument = {
        cable: { ...dendrite, compartments: 400, R_m, C_m },
        electrodes: [pulse(0.05, 400, 0.01)],
        duration: "0.2 ms",
        dt: "0.001 ms",
        record: { at: ["500 um"], profiles: ["0.06 ms", "0.07 ms", "0.1 ms", "0.2 ms"] },
      };
      return simulateCable(document);
    };
    const sets = [run("1.25 ohm*m^2", "0.8 uF/cm^2"), run("5 ohm*m^2", "0.2 uF/cm^2")];
    return {
      figures: sets.map((result, k) => draw(result, canvas, `Parameter set ${k + 1}: 0.8 nA for 10 us at 400 um`)),
      tables: [
        {
          headings: ["set", "λ (um)", "τ (ms)", "highest at 500 um (mV above rest)", "cable equation", "at (ms)"],
          rows: sets.map((result, k) => {
            const { lengthConstant, timeConstant } = result.sections[0]!;
            const { height, exact, time } = peak(result, 0);
            return [k + 1, digits(1e6 * lengthConstant), digits(1000 * timeConstant), height, exact, time];
          }),
        },
      ],
    };
  },
};

const lasting: Item = {
  name: "cable-steady",
  title: "Questions 8 to 12: a lasting current at one end",
  text:
    "0.1 nA at the start of a dendrite of 500 um. It is shorter than λ = 1118 um, so the far end follows closely: at last they are 42.41 and " +
    "38.49 mV above rest. In the steady state v - E_L = I r_a λ cosh((L - x)/λ)/sinh(L/λ).",
  make(canvas) {
    const result = simulateCable({
      cable: { ...dendrite, length: "500 um" },
      electrodes: [{ at: "0 um", stimulus: "constant", amplitude: "0.1 nA" }],
      duration: "100 ms",
      dt: "0.1 ms",
      record: { at: ["0 um", "500 um"], profiles: ["1 ms", "5 ms", "10 ms", "20 ms", "50 ms", "100 ms"] },
    });
    const cable = { ...constants, length: 5e-4, start: "sealed", end: "sealed" } as const;
    const [near, far] = [depolarisation(result, 0), depolarisation(result, 1)];
    const rows = [1, 5, 10, 20, 50].map((time) => {
      const k = Math.round(10 * time);
      return [time, near.own[k]!, near.solved[k]!, far.own[k]!, far.solved[k]!].map((value) => digits(value));
    });
    const steady = [0, 5e-4].map((x) => digits(1e-7 * transferResistance(cable, x, 0)));
    return {
      figures: [draw(result, canvas, "0.1 nA at the start, from 0 ms on")],
      tables: [
        {
          headings: ["time (ms)", "v - E_L at 0 (mV)", "cable equation", "v - E_L at 500 um (mV)", "cable equation"],
          rows: [...rows, ["steady", undefined, steady[0], undefined, steady[1]]],
        },
      ],
    };
  },
};

export const cableItems: readonly Item[] = [onePulse, order, membranes, lasting];
