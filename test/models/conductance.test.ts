import { expect, test } from "vitest";
import { type ExperimentDocument, simulate, spikesOf } from "../../src/index.ts";

/** A neuron in milliseconds and millivolts as its paper writes it, without units; state 0 is the potential. */
interface Neuron {
  readonly start: readonly number[];
  /** Where a spike is counted. */
  readonly spike: number;
  slopes(x: readonly number[]): number[];
}

const { exp, tanh, cosh } = Math;

/** dx/dt = alpha (1 - x) - beta x. */
const gate = (x: number, alpha: number, beta: number) => alpha * (1 - x) - beta * x;

function wangBuzsaki(I: number): Neuron {
  const alphaN = (v: number) => (-0.01 * (v + 34)) / (exp(-0.1 * (v + 34)) - 1);
  const betaN = (v: number) => 0.125 * exp(-(v + 44) / 80);
  const alphaH = (v: number) => 0.07 * exp(-(v + 58) / 20);
  const betaH = (v: number) => 1 / (exp(-0.1 * (v + 28)) + 1);
  const v0 = -64.0175649;
  return {
    start: [v0, alphaH(v0) / (alphaH(v0) + betaH(v0)), alphaN(v0) / (alphaN(v0) + betaN(v0))],
    spike: 0,
    slopes: ([v, h, n]: number[]) => {
      const alpha = (-0.1 * (v! + 35)) / (exp(-0.1 * (v! + 35)) - 1);
      const m = alpha / (alpha + 4 * exp(-(v! + 60) / 18));
      return [
        I - 35 * m ** 3 * h! * (v! - 55) - 9 * n! ** 4 * (v! + 90) - 0.1 * (v! + 65),
        5 * gate(h!, alphaH(v!), betaH(v!)),
        5 * gate(n!, alphaN(v!), betaN(v!)),
      ];
    },
  };
}

/** In pF, nS, pA. */
function traubMiles(I: number): Neuron {
  const rates = (v: number) => {
    const u = v + 63;
    return {
      m: [(0.32 * (13 - u)) / (exp((13 - u) / 4) - 1), (0.28 * (u - 40)) / (exp((u - 40) / 5) - 1)] as const,
      h: [0.128 * exp((17 - u) / 18), 4 / (1 + exp((40 - u) / 5))] as const,
      n: [(0.032 * (15 - u)) / (exp((15 - u) / 5) - 1), 0.5 * exp((10 - u) / 40)] as const,
    };
  };
  const { m, h, n } = rates(-60);
  return {
    start: [-60, ...[m, h, n].map(([alpha, beta]) => alpha / (alpha + beta))],
    spike: -20,
    slopes: ([v, m, h, n]: number[]) => {
      const rate = rates(v!);
      return [
        (I - 20000 * m! ** 3 * h! * (v! - 50) - 6000 * n! ** 4 * (v! + 90) - 10 * (v! + 60)) / 200,
        gate(m!, ...rate.m),
        gate(h!, ...rate.h),
        gate(n!, ...rate.n),
      ];
    },
  };
}

interface MorrisLecar {
  readonly gCa: number;
  readonly V: readonly [Ca: number, K: number, L: number];
  readonly v: readonly [number, number, number, number];
  readonly phi: number;
}

function morrisLecar(I: number, { gCa, V, v: [v1, v2, v3, v4], phi }: MorrisLecar): Neuron {
  const settled = (v: number) => (1 + tanh((v - v3) / v4)) / 2;
  return {
    start: [V[2], settled(V[2])],
    spike: 0,
    slopes: ([v, n]: number[]) => [
      (I - (gCa / 2) * (1 + tanh((v! - v1) / v2)) * (v! - V[0]) - 8 * n! * (v! - V[1]) - 2 * (v! - V[2])) / 20,
      phi * cosh((v! - v3) / (2 * v4)) * (settled(v!) - n!),
    ],
  };
}

const barnacle = { gCa: 4, V: [100, -70, -50], v: [10, 15, -1, 14.5], phi: 1 / 15 } as const;
const classOne = { gCa: 4, V: [120, -84, -60], v: [-1.2, 18, 12, 17.4], phi: 0.067 } as const;
const classTwo = { gCa: 4.4, V: [120, -84, -60], v: [-1.2, 18, 2, 30], phi: 0.04 } as const;

/** Spike times by classical Runge-Kutta steps of 0.005 ms, the crossing placed by bisection of its step. */
function judged({ start, spike, slopes }: Neuron, until: number): number[] {
  const h = 0.005;
  const moved = (x: readonly number[], by: readonly number[], dt: number) => x.map((own, k) => own + dt * by[k]!);
  const advanced = (x: readonly number[], dt: number) => {
    const a = slopes(x);
    const b = slopes(moved(x, a, dt / 2));
    const c = slopes(moved(x, b, dt / 2));
    const d = slopes(moved(x, c, dt));
    return x.map((own, k) => own + (dt * (a[k]! + 2 * b[k]! + 2 * c[k]! + d[k]!)) / 6);
  };
  const times: number[] = [];
  let x = start;
  for (let step = 0; step * h < until; step++) {
    const next = advanced(x, h);
    if (x[0]! <= spike && next[0]! > spike) {
      let [low, high] = [0, h];
      while (high - low > 1e-9) {
        const middle = (low + high) / 2;
        if (advanced(x, middle)[0]! > spike) high = middle;
        else low = middle;
      }
      times.push(step * h + high);
    }
    x = next;
  }
  return times;
}

const neurons: [string, string | undefined, string, Neuron][] = [
  ["wang-buzsaki", undefined, "2 uA/cm^2", wangBuzsaki(2)],
  ["wang-buzsaki", undefined, "0.2 uA/cm^2", wangBuzsaki(0.2)],
  ["traub-miles", undefined, "0 nA", traubMiles(0)],
  ["traub-miles", "cobahh", "0.5 nA", traubMiles(500)],
  ["morris-lecar", "barnacle", "300 uA/cm^2", morrisLecar(300, barnacle)],
  ["morris-lecar", "class-1", "45 uA/cm^2", morrisLecar(45, classOne)],
  ["morris-lecar", "homoclinic", "60 uA/cm^2", morrisLecar(60, { ...classOne, phi: 0.23 })],
  ["morris-lecar", "class-2", "100 uA/cm^2", morrisLecar(100, classTwo)],
];

test.each(neurons)("%s %s under %s fires when the equations of its paper do", (model, preset, amplitude, neuron) => {
  const wanted = judged(neuron, 250);
  const document = { model, ...(preset ? { preset } : {}), input: [{ stimulus: "constant", amplitude }] };
  const times = [...spikesOf(simulate({ ...document, duration: "250 ms" }), 0)].map((time) => time * 1000);
  expect(wanted.length).toBeGreaterThan(1);
  expect(times).toHaveLength(wanted.length);
  times.forEach((time, k) => {
    expect(Math.abs(time - wanted[k]!)).toBeLessThan(1e-4);
  });
});

/** The rate in Hz of the last interval of `duration` ms for every amplitude; 0 for less than three spikes. */
function rates(
  document: Pick<ExperimentDocument, "model" | "preset" | "parameters">,
  duration: number,
  amplitude: readonly (string | number)[],
): number[] {
  const input = [{ stimulus: "constant", amplitude }];
  const result = simulate({ ...document, input, duration: `${duration} ms` });
  return amplitude.map((_, member) => {
    const times = spikesOf(result, member);
    return times.length < 3 ? 0 : 1 / (times.at(-1)! - times.at(-2)!);
  });
}

const density = (values: readonly number[]) => values.map((value) => `${value} uA/cm^2`);

test("class 1 begins to fire at 39.96 uA/cm^2 as slowly as you like", () => {
  const [below, slow, faster, fast] = rates(
    { model: "morris-lecar", preset: "class-1" },
    5000,
    density([39.95, 40, 40.12, 41]),
  );
  expect(below).toBe(0);
  expect(slow!).toBeGreaterThan(0);
  expect(slow!).toBeLessThan(2);
  // On the limit cycle of a saddle-node the rate grows as the root of the distance: (40.12 - 39.96)/(40 - 39.96) = 4.
  expect(faster! / slow!).toBeGreaterThan(1.8);
  expect(faster! / slow!).toBeLessThan(2.2);
  expect(fast!).toBeGreaterThan(4.5);
});

test("class 2 begins to fire with a jump, below the Hopf point at 93.86 uA/cm^2", () => {
  const all = rates({ model: "morris-lecar", preset: "class-2" }, 3000, density([85, 90, 95, 200, 260]));
  expect(all[0]).toBe(0);
  expect(all[1]).toBeGreaterThan(9);
  expect(all[2]).toBeGreaterThan(all[1]!);
  expect(all[4]).toBe(0);
});

test("at rest class 2 stays where it is up to the Hopf point, though it could fire", () => {
  const ramp = (to: number) => ({
    model: "morris-lecar",
    preset: "class-2",
    input: [{ stimulus: "ramp", amplitude: `${to} uA/cm^2` }],
    duration: "20000 ms",
  });
  expect(spikesOf(simulate(ramp(93.5)), 0)).toHaveLength(0);
  expect(spikesOf(simulate(ramp(110)), 0).length).toBeGreaterThan(0);
});

test("the Wang-Buzsaki neuron begins at 0.160 uA/cm^2 with any rate, and is fast", () => {
  const [below, slow, faster, fast] = rates({ model: "wang-buzsaki" }, 4000, density([0.16, 0.161, 0.165, 20]));
  expect(below).toBe(0);
  expect(slow!).toBeLessThan(2);
  expect(faster!).toBeGreaterThan(slow!);
  expect(fast!).toBeGreaterThan(400);
});

test("the Traub-Miles neuron fires by itself, and a lower leak is the same as an outward current", () => {
  const [alone, silent] = rates({ model: "traub-miles" }, 2000, ["0 nA", "-0.05 nA"]);
  expect(alone).toBeGreaterThan(0);
  expect(silent).toBe(0);
  const [lower] = rates({ model: "traub-miles", parameters: { E_L: "-65 mV" } }, 2000, ["0.05 nA"]);
  expect(lower).toBeCloseTo(alone!, 6);
});

test.each([
  ["neuronal-dynamics", [1.2, 1.3, 2.7, 2.8]],
  ["textbook", [0.3, 0.34, 1.4, 1.45]],
])("FitzHugh and Nagumo's neuron (%s) fires between its two Hopf points", (preset, inputs) => {
  const all = rates({ model: "fitzhugh-nagumo", preset }, 1500, inputs);
  expect(all.map((rate) => rate > 15)).toEqual([false, true, true, false]);
});

test.each(["neuronal-dynamics", "textbook", "fitzhugh-1961"] as const)(
  "the initial point of %s is its rest",
  (preset) => {
    const record = { variables: ["v", "w"], every: "10 ms" } as const;
    const { traces } = simulate({ model: "fitzhugh-nagumo", preset, duration: "100 ms", record });
    for (const { values } of traces.variables) expect(Math.abs(values.at(-1)! - values[0]!)).toBeLessThan(1e-12);
  },
);
