import { runProtocol, simulate, spikesOf } from "../../index.ts";
import { drawCurve } from "../../plot/index.ts";
import { exactly, lesson, lifRate, range, withLeak, withoutLeak } from "./curves.ts";
import { drawExperiment } from "./experiment.ts";
import { digits, half, type Item } from "./item.ts";

const leakPanels: Item = {
  name: "lif-panels",
  title: "With and without leak: traces and f-I curves",
  text:
    "The same current into both neurons; then the rate of both against the current, and that of the leaky one for three " +
    "membrane time constants. All leaky curves begin at 1.5 nA, (v_th - E_L)/R, and end at 1/t_ref = 500 Hz.",
  make(canvas) {
    const at = (current: number) => [{ stimulus: "constant", amplitude: `${current} nA` }] as const;
    const currents = range(0, 30, 61);
    const [integrator, leaky] = [withoutLeak(currents), withLeak(currents)];
    const taus = [10, 20, 40];
    const curves = taus.map((tau) => withLeak(currents, tau));
    const strong = simulate({ ...lesson, input: at(15), duration: "100 ms" });
    const weak = simulate({ ...lesson, input: at(3), duration: "100 ms" });
    const first = (times: Float64Array) => Array.from(times.subarray(0, 3), (t) => digits(1000 * t, 7)).join(", ");
    return {
      figures: [
        drawExperiment(
          { model: "if", input: at(3), duration: "100 ms" },
          { ...half(canvas), title: "(a) 3 nA without leak" },
        ),
        drawExperiment(
          { ...lesson, input: at(3), duration: "100 ms" },
          { ...half(canvas), title: "(a) 3 nA with leak" },
        ),
        drawExperiment(
          { ...lesson, input: at(15), duration: "100 ms" },
          { ...half(canvas), title: "(b) 15 nA with leak" },
        ),
        drawCurve(
          {
            x: integrator.varied,
            label: "current",
            panels: [
              {
                label: "rate",
                curves: [
                  { name: "without leak", y: integrator.rate, look: "line" },
                  { name: "with leak", y: leaky.rate },
                  { name: "closed form", y: exactly(currents, (I) => lifRate(I, 20)), look: "line" },
                ],
              },
            ],
          },
          { ...half(canvas), title: "(c) f-I curves" },
        ),
        drawCurve(
          {
            x: integrator.varied,
            label: "current",
            guides: [{ at: 1.5, text: "rheobase" }],
            panels: [
              {
                label: "rate",
                guides: [{ at: 500, text: "1/t_ref" }],
                curves: taus.map((tau, k) => ({
                  name: `tau_m = ${tau} ms`,
                  y: curves[k]!.rate,
                  look: "line" as const,
                })),
              },
            ],
          },
          { ...half(canvas), title: "(d) f-I curves for three membrane time constants" },
        ),
      ],
      tables: [
        {
          headings: ["leaky neuron", "spikes in 100 ms", "the lesson's", "first spikes (ms)"],
          rows: [
            ["3 nA", spikesOf(weak, 0).length, 6, first(spikesOf(weak, 0))],
            ["15 nA", spikesOf(strong, 0).length, 24, first(spikesOf(strong, 0))],
          ],
        },
        {
          headings: ["tau_m (ms)", "rate at 30 nA (Hz)", "closed form", "the lesson's"],
          rows: taus.map((tau, k) => [
            tau,
            digits(curves[k]!.rate.values.at(-1)!, 8),
            digits(lifRate(30, tau), 8),
            [386, 322, 244][k],
          ]),
        },
      ],
      remarks: [
        'The lesson calls panel (a) "subthreshold", but 3 nA is twice the rheobase: both neurons fire.',
        "Its axis says pA. With R = 10 MOhm the rheobase is 15 mV/10 MOhm = 1.5 nA, 1500 pA.",
        "Its rates are too low: each interval is rounded up to whole steps, and spikes are counted in a window.",
      ],
    };
  },
};

const rheobase: Item = {
  name: "lif-rheobase",
  title: "Exercise 1: steady state and smallest current",
  text:
    "With dv/dt = 0 the membrane stays at v = E_L + R I. It reaches the threshold if R I = v_th - E_L: the rheobase is " +
    "(v_th - E_L)/R = 1.5 nA, and at that very current the neuron never fires.",
  make() {
    const found = runProtocol({ protocol: "threshold", experiment: { ...lesson, duration: "2000 ms" } });
    const input = [{ stimulus: "constant", amplitude: "1 nA" }] as const;
    const settled = simulate({ ...lesson, input, duration: "600 ms", record: { variables: ["v"] } });
    return {
      figures: [],
      tables: [
        {
          headings: ["", "measured", "exact"],
          rows: [
            ["v at 1 nA after 600 ms (mV)", digits(1000 * settled.traces.variables[0]!.values.at(-1)!, 9), -60],
            ["rheobase (nA)", digits(found.threshold.value, 9), 1.5],
          ],
        },
      ],
    };
  },
};

const adaptation: Item = {
  name: "lif-with-adaptation",
  title: "Exercise 2: a leaky neuron that adapts",
  text:
    "A current w that each spike increases by b, and that decays with tau_w, makes the intervals grow to a limit. Without it " +
    "(a = b = 0) the neuron is the leaky one, spike for spike.",
  make(canvas) {
    const input = [{ stimulus: "constant", amplitude: "4 nA" }] as const;
    const adapting = { model: "adaptive-lif", preset: "spike-triggered", input, duration: "300 ms" } as const;
    const times = spikesOf(simulate(adapting), 0);
    const without = spikesOf(simulate({ ...adapting, preset: "none" }), 0);
    const plain = spikesOf(simulate({ model: "lif", input, duration: "300 ms" }), 0);
    const apart = Math.max(...Array.from(without, (time, k) => Math.abs(time - plain[k]!)));
    const intervals = Array.from(times.subarray(1), (time, k) => digits(1000 * (time - times[k]!), 6));
    return {
      figures: [
        drawExperiment(
          { ...adapting, record: { variables: ["v", "w", "I"] } },
          { ...canvas, title: "Spike-triggered adaptation" },
        ),
      ],
      tables: [
        {
          headings: ["interval", "1", "2", "3", "4", "last"],
          rows: [["ms", ...intervals.slice(0, 4), intervals.at(-1)]],
        },
        {
          headings: ["", "spikes", "largest difference from the leaky neuron (ms)"],
          rows: [["a = b = 0", without.length, digits(1000 * apart, 2)]],
        },
      ],
    };
  },
};

export const leakyItems: readonly Item[] = [leakPanels, rheobase, adaptation];
