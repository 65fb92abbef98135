import { expect, test } from "vitest";
import { runProtocol, simulate, spikesOf } from "../../src/index.ts";
import { withReference } from "../shared.ts";

const constant = <const A>(amplitude: A) => [{ stimulus: "constant", amplitude }] as const;
const fitzHughNagumo = (I: number) => ({ model: "fitzhugh-nagumo", input: constant(I) }) as const;

interface Row {
  readonly I: number;
  readonly v: number;
  readonly w: number;
  readonly eig_re: readonly number[];
  readonly eig_im: readonly number[];
}

withReference("neurodynex/fhn.json", ({ read }) => {
  const { rows } = read<{ rows: readonly Row[] }>("FHN-01-fixed-points").expected;
  test.each([
    [0, "stable node"],
    [1, "stable focus"],
    [1.3, "unstable focus"],
    [2, "unstable node"],
  ])(
    "FitzHugh and Nagumo's neuron at I = %s has one fixed point, a %s, with the eigenvalues of the quadratic",
    (I, kind) => {
      const row = rows.find((own) => own.I === I)!;
      const { fixedPoints, inputs } = runProtocol({ protocol: "phase-plane", experiment: fitzHughNagumo(I) });
      expect(inputs).toEqual([{ name: "I", value: I, unit: "1" }]);
      expect(fixedPoints.map((point) => point.kind)).toEqual([kind]);
      const [{ x, y, eigenvalues, imaginary }] = fixedPoints as [(typeof fixedPoints)[number]];
      expect([x.value, y!.value]).toEqual([expect.closeTo(row.v, 9), expect.closeTo(row.w, 9)]);
      expect(eigenvalues.unit).toBe("1/ms");
      expect(eigenvalues.values).toEqual(row.eig_re.toSorted((a, b) => b - a).map((own) => expect.closeTo(own, 9)));
      expect(imaginary.values).toEqual(row.eig_im.map((own) => expect.closeTo(own, 9)));
    },
  );
});

test("nullclines are a cubic and a straight line, and the flow is the field", () => {
  const { nullclines, flow } = runProtocol({ protocol: "phase-plane", experiment: fitzHughNagumo(1.3) });
  const on = (name: string) => nullclines!.filter((own) => own.name === name);
  for (const { x, y } of on("dv/dt = 0"))
    for (const [k, v] of x.values.entries()) expect(Math.abs(y.values[k]! - (v - v ** 3 + 1.3))).toBeLessThan(1e-9);
  for (const { x, y } of on("dw/dt = 0"))
    for (const [k, v] of x.values.entries()) expect(y.values[k]).toBeCloseTo(2 * v + 2, 9);
  expect(flow!.dx.unit).toBe("1/ms");
  for (const [k, v] of flow!.x.values.entries()) {
    expect(flow!.dx.values[k]).toBeCloseTo(v - v ** 3 - flow!.y.values[k]! + 1.3, 9);
    expect(flow!.dy.values[k]).toBeCloseTo(0.1 * (v - 0.5 * flow!.y.values[k]! + 1), 9);
  }
});

test("the trajectory's spikes are those of the experiment, with and without a reset of what is compared", () => {
  const more = { duration: "200 ms", tolerance: 1e-10 } as const;
  for (const experiment of [
    { ...fitzHughNagumo(1.3), ...more },
    { model: "adex", input: constant("1 nA"), ...more },
  ] as const) {
    const { spikes, time } = runProtocol({ protocol: "phase-plane", experiment }).trajectory;
    const run = spikesOf(simulate(experiment), 0);
    expect(time.values.at(-1)).toBeCloseTo(200, 9);
    expect(spikes.values.length).toBeGreaterThan(4);
    expect(spikes.values).toEqual(Array.from(run, (own) => expect.closeTo(1000 * own, 5)));
  }
});

test("Brette and Gerstner's neuron at rest has a node at E_L and a saddle, whose separatrix runs into it", () => {
  const plane = runProtocol({ protocol: "phase-plane", experiment: { model: "adex", input: constant("0 nA") } });
  expect(plane.fixedPoints.map(({ kind }) => kind)).toEqual(["stable node", "saddle"]);
  expect(plane.fixedPoints[0]!.x).toMatchObject({ unit: "mV", value: expect.closeTo(-70.6, 2) });
  for (const { x, y } of plane.separatrix!) {
    expect(x.values[0]).toBeCloseTo(plane.fixedPoints[1]!.x.value, 4);
    expect(y.values[0]).toBeCloseTo(plane.fixedPoints[1]!.y!.value, 4);
  }
});

test("threshold and reset of AdEx are lines at v_peak and v_reset, w higher by b", () => {
  const { threshold, reset } = runProtocol({
    protocol: "phase-plane",
    experiment: { model: "adex", input: constant("1 nA") },
  });
  for (const [k, v] of threshold[0]!.x.values.entries()) {
    expect(v).toBeCloseTo(0, 12);
    expect(reset[0]!.x.values[k]).toBe(-70.6);
    expect(reset[0]!.y.values[k]! - threshold[0]!.y.values[k]!).toBeCloseTo(0.0805, 12);
  }
});

test("a leaky neuron has a phase line: dv/dt = (E_L - v)/tau_m, with rest, threshold and reset on it", () => {
  const { y, slope, fixedPoints, threshold, reset } = runProtocol({
    protocol: "phase-plane",
    experiment: { model: "lif" },
  });
  expect(y).toBeUndefined();
  expect(slope!.y.unit).toBe("mV/ms");
  for (const [k, v] of slope!.x.values.entries()) expect(slope!.y.values[k]).toBeCloseTo((-70 - v) / 8, 9);
  expect(fixedPoints).toMatchObject([{ kind: "stable node", x: { value: -70 }, eigenvalues: { values: [-0.125] } }]);
  expect([threshold[0]!.x.values[0], reset[0]!.x.values]).toEqual([expect.closeTo(-50, 9), [-65]]);
});

test("two variables of a larger model move, and the others are held at their initial values", () => {
  const experiment = { model: "hodgkin-huxley", initial: { h: 0.4 } } as const;
  const { x, y, held } = runProtocol({ protocol: "phase-plane", experiment, y: "n" });
  expect([x.name, y!.name]).toEqual(["v", "n"]);
  expect(held.map(({ name }) => name)).toEqual(["m", "h"]);
  expect(held[1]!.value).toBe(0.4);
});

test("a drive that changes with time is refused, unless it is held at an instant", () => {
  const input = [{ stimulus: "sine", amplitude: 2, frequency: "50 Hz" }] as const;
  const asked = { protocol: "phase-plane", experiment: { model: "fitzhugh-nagumo", input } } as const;
  expect(() => runProtocol(asked)).toThrow(/changes with time \(sine\).*"time": "10 ms"/);
  // 2 sin(2 pi 50 Hz 5 ms)
  expect(runProtocol({ ...asked, time: "5 ms" }).inputs[0]!.value).toBeCloseTo(2, 12);
});

test("what is missing is named with what there is", () => {
  const asked = { protocol: "phase-plane", experiment: { model: "adex" } } as const;
  expect(() => runProtocol({ ...asked, y: "u" })).toThrow(/y: the model has no variable "u".*v, w/);
  expect(() => runProtocol({ ...asked, x: "w", y: "w" })).toThrow(/both axes are w/);
  expect(() => runProtocol({ ...asked, xRange: ["-50 mV", "-50 mV"] })).toThrow(/xRange: must have two ends/);
  expect(() => runProtocol({ ...asked, xRange: ["1 nA", "2 nA"] })).toThrow(/volt/);
  const still = { equations: "x = 2 : 1" };
  expect(() => runProtocol({ protocol: "phase-plane", experiment: { model: still } })).toThrow(
    /no variable that moves/,
  );
});

test("a separatrix is followed to the border of what is shown, however slow its saddle is", () => {
  const { x, y, separatrix } = runProtocol({ protocol: "phase-plane", experiment: { model: "izhikevich" } });
  for (const line of separatrix!) {
    const [v, u] = [line.x.values.at(-1)!, line.y.values.at(-1)!];
    const inside = v > x.values[0]! && v < x.values[1]! && u > y!.values[0]! && u < y!.values[1]!;
    expect(inside).toBe(false);
  }
});
