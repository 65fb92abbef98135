import { runProtocol, simulate, spikesOf, traceOf } from "../../index.ts";
import { drawCurve } from "../../plot/index.ts";
import { drawExperiment } from "./experiment.ts";
import { digits, type Item } from "./item.ts";

const highest = (values: Float64Array): number => 1000 * values.reduce((most, value) => Math.max(most, value));

const minimalCurrent: Item = {
  name: "minimal-current",
  title: "Exercise 1.1: the minimal current is 2 nA, and does not fire the neuron",
  text:
    "(v_th - E_L)/R = 20 mV/10 MOhm = 2 nA brings the membrane to the threshold after an infinite time. However long the step " +
    "lasts, no spike comes; 2.0001 nA fire it, 79 ms after the onset.",
  make(canvas) {
    const currents = [2, 2.0001, 2.01];
    const document = {
      model: "lif",
      input: [
        {
          stimulus: "step",
          amplitude: currents.map((current) => `${current} nA` as const),
          start: "5 ms",
          stop: "195 ms",
        },
      ],
      duration: "200 ms",
      record: { variables: ["v"] },
    } as const;
    const result = simulate(document);
    const exact = (current: number) =>
      current <= 2 ? "never" : digits(8 * Math.log((10 * current) / (10 * current - 20)), 8);
    return {
      figures: [drawExperiment(document, { ...canvas, title: "Steps of 2, 2.0001 and 2.01 nA" })],
      tables: [
        {
          headings: ["current (nA)", "spikes in 190 ms", "first after (ms)", "exact", "highest v (mV)"],
          rows: currents.map((current, k) => {
            const [first] = spikesOf(result, k);
            const after = first === undefined ? "never" : digits(1000 * first - 5, 8);
            return [
              current,
              spikesOf(result, k).length,
              after,
              exact(current),
              digits(highest(traceOf(result, "v", k)), 8),
            ];
          }),
        },
      ],
      remarks: ["The notes say that 2 nA make a spike if the step is long enough: none ever comes."],
    };
  },
};

const fiCurve: Item = {
  name: "lif-fi-curve",
  title: "Exercise 1.2: the f-I curve with a refractory period of 3 ms",
  text: "Zero up to 2 nA, then steep as the inverse of a logarithm, and never above 1/t_ref = 333.3 Hz.",
  make(canvas) {
    const experiment = { model: "lif", parameters: { t_ref: "3 ms" }, duration: "500 ms" } as const;
    const values = { from: "0 nA", to: "100 nA", count: 1001 } as const;
    const curve = runProtocol({ protocol: "fi-curve", experiment, values });
    const at = (current: number) => curve.rate.values[10 * current]!;
    const exact = (I: number) => (10 * I <= 20 ? 0 : 1000 / (3 + 8 * Math.log((10 * I - 5) / (10 * I - 20))));
    const formula = { unit: "Hz", values: curve.varied.values.map(exact) };
    return {
      figures: [
        drawCurve(
          {
            x: curve.varied,
            label: "current",
            guides: [{ at: 2, text: "rheobase" }],
            panels: [
              {
                label: "rate",
                guides: [{ at: 1000 / 3, text: "1/t_ref" }],
                curves: [
                  { name: "1001 neurons in one run", y: curve.rate },
                  { name: "closed form", y: formula, look: "line" },
                ],
              },
            ],
          },
          { ...canvas, title: "f-I curve, t_ref = 3 ms" },
        ),
      ],
      tables: [
        {
          headings: ["current (nA)", "rate (Hz)", "closed form"],
          rows: [2, 3, 5, 10, 20, 50, 100].map((I) => [I, digits(at(I), 9), digits(exact(I), 9)]),
        },
      ],
      remarks: [
        "The notes find 44 Hz at 10 nA instead of 228.6: their step lasts 96 ms, but the count is divided by the 500 ms of the run.",
      ],
    };
  },
};

const sine: Item = {
  name: "sine",
  title: "Exercise 1.4: a sine of 250 Hz",
  text:
    "The membrane follows 2.5 nA at 250 Hz with R I/sqrt(1 + (w tau)^2) = 1.983 mV, and lags by atan(w tau) = 85.45 degrees, " +
    "0.949 ms: nearly a quarter of a period.",
  make(canvas) {
    const document = {
      model: "lif",
      parameters: { v_th: "0 mV" },
      input: [{ stimulus: "sine", amplitude: "2.5 nA", frequency: "250 Hz", start: "20 ms", stop: "100 ms" }],
      duration: "120 ms",
    } as const;
    const { start: _, stop: __, ...endless } = document.input[0];
    const found = runProtocol({ protocol: "sine-response", experiment: { ...document, input: [endless] } });
    const [amplitude, phase] = response(250);
    return {
      figures: [drawExperiment({ ...document, dt: "0.05 ms" }, { ...canvas, title: "2.5 nA at 250 Hz" })],
      tables: [
        {
          headings: ["", "fitted", "exact", "the notes'"],
          rows: [
            ["amplitude (mV)", digits(found.amplitude.value, 8), digits(amplitude, 8), "about 2"],
            ["phase (degrees)", digits(found.phase.value, 8), digits(phase, 8), "about -90"],
            ["lag (ms)", digits(found.lag.value, 6), digits((-phase / 360) * 4, 6), "about 1"],
          ],
        },
      ],
    };
  },
};

/** Amplitude (mV) and phase (degrees) of v under 2.5 nA: R I/(1 + i w tau). */
function response(frequency: number): [number, number] {
  const turn = 2 * Math.PI * frequency * 8e-3;
  return [25 / Math.sqrt(1 + turn * turn), (-180 / Math.PI) * Math.atan(turn)];
}

const bode: Item = {
  name: "frequency-response",
  title: "Exercises 1.5 and 1.6: the membrane is a low-pass",
  text: "Amplitude and phase from 1 Hz to 1 kHz, with the closed form. The cut-off is 1/(2 pi tau) = 19.894 Hz.",
  make(canvas) {
    const found = runProtocol({
      protocol: "frequency-response",
      experiment: {
        model: "lif",
        parameters: { v_th: "0 mV" },
        input: [{ stimulus: "sine", amplitude: "2.5 nA", frequency: "10 Hz" }],
      },
      frequencies: ["1 Hz", "2 Hz", "5 Hz", "10 Hz", "20 Hz", "50 Hz", "100 Hz", "200 Hz", "500 Hz", "1000 Hz"],
    });
    const frequencies = found.frequency.values;
    const exact = frequencies.map(response);
    const curve = (name: string, y: { unit: string; values: readonly number[] }, look?: "line") => ({
      name,
      y,
      ...(look ? { look } : {}),
    });
    return {
      figures: [
        drawCurve(
          {
            x: found.frequency,
            label: "frequency",
            scale: "log",
            guides: [{ at: 1000 / (2 * Math.PI * 8), text: "cut-off" }],
            panels: [
              {
                label: "amplitude",
                scale: "log",
                curves: [
                  curve("fitted", found.amplitude),
                  curve("closed form", { unit: "mV", values: exact.map(([amplitude]) => amplitude) }, "line"),
                ],
              },
              {
                label: "phase",
                curves: [
                  curve("fitted", found.phase),
                  curve("closed form", { unit: found.phase.unit, values: exact.map(([, phase]) => phase) }, "line"),
                ],
              },
            ],
          },
          { ...canvas, title: "Frequency response of the leaky neuron" },
        ),
      ],
      tables: [
        {
          headings: ["frequency (Hz)", "amplitude (mV)", "exact", "phase (degrees)", "exact"],
          rows: frequencies.map((frequency, k) => [
            frequency,
            digits(found.amplitude.values[k]!, 7),
            digits(exact[k]![0], 7),
            digits(found.phase.values[k]!, 7),
            digits(exact[k]![1], 7),
          ]),
        },
      ],
      remarks: [
        "From 1 to 10 Hz, where the notes looked, the amplitude falls from 25.0 to 22.3 mV only: the cut-off lies above.",
      ],
    };
  },
};

export const exerciseItems: readonly Item[] = [minimalCurrent, fiCurve, sine, bode];
