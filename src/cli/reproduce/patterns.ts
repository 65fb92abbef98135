import { simulate, spikesOf } from "../../index.ts";
import { drawExperiment } from "./experiment.ts";
import { digits, half, type Item } from "./item.ts";

const cells = {
  RS: { name: "regular spiking", a: 0.02, b: 0.2, c: -65, d: 8, printed: "3.4, 27.1, 72.2, 117.3, 162.4" },
  IB: { name: "intrinsically bursting", a: 0.02, b: 0.2, c: -55, d: 4, printed: "2.2, 5.3, 38.9 ..." },
  CH: { name: "chattering", a: 0.02, b: 0.2, c: -50, d: 2, printed: "1.6, 3.4, 5.4 ..." },
  FS: { name: "fast spiking", a: 0.1, b: 0.2, c: -65, d: 2, printed: "3.4, 8.0, 14.3 ..." },
  LTS: { name: "low-threshold spiking", a: 0.02, b: 0.25, c: -65, d: 2, printed: "" },
} as const;

type Cell = (typeof cells)[keyof typeof cells];

function experiment({ a, b, c, d }: Cell) {
  const input = [{ stimulus: "constant", amplitude: 10 }] as const;
  return { model: "izhikevich", parameters: { a, b, c, d }, input, duration: "200 ms" } as const;
}

const fivePatterns: Item = {
  name: "izhikevich-patterns",
  title: "One model, five firing patterns",
  text:
    "v' = 0.04 v^2 + 5 v + 140 - u + I, u' = a (b v - u); where v reaches 30, v becomes c and u grows by d. Four numbers turn " +
    "regular spiking into bursting, chattering, fast and low-threshold spiking. All start at v = c, u = b c and get I = 10.",
  make(canvas) {
    const all = Object.entries(cells);
    return {
      figures: all.map(([key, cell]) =>
        drawExperiment(experiment(cell), {
          ...half(canvas),
          title: `${key}, ${cell.name}: a ${cell.a}, b ${cell.b}, c ${cell.c}, d ${cell.d}`,
        }),
      ),
      tables: [
        {
          headings: ["", "spikes in 200 ms", "first spikes (ms)", "the lesson's, Euler with steps of 0.1 ms"],
          rows: all.map(([key, cell]) => {
            const times = spikesOf(simulate(experiment(cell)), 0);
            const first = Array.from(times.subarray(0, 5), (time) => digits(1000 * time)).join(", ");
            return [key, times.length, first, cell.printed || "not drawn"];
          }),
        },
      ],
      remarks: [
        "The lesson's Euler steps lag behind: after one second by up to 46 ms, and fast spiking loses 6 of 137 spikes. Its " +
          "highest points are drawn by hand at 30, some of them one sample beside the spike.",
        "v = c is not the resting point: the first spike belongs to the start, not to the pattern.",
      ],
    };
  },
};

const published: Item = {
  name: "izhikevich-2003",
  title: "The steps of the original paper, and the equations themselves",
  text:
    "Izhikevich's program of 2003 takes two half steps of v for one of u, 1 ms long. That is another neuron than its " +
    "equations: the pattern is alike, the times are not.",
  make() {
    const converged = spikesOf(simulate(experiment(cells.RS)), 0);
    const halved = spikesOf(simulate(halfSteps), 0).map((start) => start + 0.5e-3);
    const times = (values: Float64Array) => Array.from(values.subarray(0, 5), (time) => digits(1000 * time)).join(", ");
    return {
      figures: [],
      tables: [
        {
          headings: ["regular spiking, I = 10", "first spikes (ms)"],
          rows: [
            ["the equations", times(converged)],
            ["steps of 1 ms, v in two halves", times(halved)],
          ],
        },
      ],
    };
  },
};

/** Two half steps of v, then one of u: u moves in every second step of 0.5 ms. The grid stamps the step's start. */
const halfSteps = {
  model: {
    equations: `dv/dt = (0.04*v*v + 5*v + 140 - u + I)/ms : 1
du/dt = 2*int(t % (1*ms) >= 0.5*ms)*a*(b*v - u)/ms : 1
I : 1 (input)`,
    parameters: { a: 0.02, b: 0.2, c: -65, d: 8 },
    threshold: "v >= 30 and abs(t % (1*ms) - 0.5*ms) > 0.25*ms",
    reset: "v = c; u += d",
    initial: { v: -65, u: -13 },
  },
  input: [{ stimulus: "constant", amplitude: 10 }],
  duration: "200 ms",
  dt: "0.5 ms",
  method: "sequential-euler",
  spikeTimes: "grid",
} as const;

export const patternItems: readonly Item[] = [fivePatterns, published];
