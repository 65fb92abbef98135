import { expect, test } from "vitest";
import { equilibria, phasePlane, runProtocol, simulate, spikesOf, traceOf } from "../../src/index.ts";
import { fieldOf } from "../dynamics/field.ts";
import { withReference } from "../shared.ts";

type Converged = { readonly converged_spike_times_ms: readonly number[] };
type Bifurcations = {
  readonly I_saddle_node_pA: number;
  readonly hopf: { readonly I_pA: number; readonly is_hopf: boolean };
};
type Preset = "nd-tonic" | "nd-initial-burst" | "nd-bursting" | "nd-transient" | "nd-delayed";

/** Neuronal Dynamics, exercises of chapter 6: the adaptive exponential integrate-and-fire neuron. */
withReference("neurodynex/adex.json", ({ read }) => {
  const pattern = (preset: string) =>
    runProtocol({ protocol: "classify", experiment: { model: "adex", preset, dt: "0.05 ms" } as never }).pattern;

  test("A1: the default neuron bursts at first and then fires regularly", () => {
    expect(pattern("nd-initial-burst")).toBe("initial burst");
  });

  test("A2: two other rows of table 6.1 adapt and burst", () => {
    expect(pattern("nd-adapting")).toBe("adapting");
    expect(pattern("nd-bursting")).toBe("bursting");
    expect(pattern("nd-tonic")).toBe("tonic");
  });

  test.each([
    ["nd-tonic", "ADEX-tonic"],
    ["nd-initial-burst", "ADEX-init_burst"],
    ["nd-bursting", "ADEX-bursting"],
    ["nd-transient", "ADEX-transient"],
    ["nd-delayed", "ADEX-delayed"],
  ] as const)("A2: %s fires when the converged run does", (preset: Preset, id) => {
    const { expected } = read<Converged>(id);
    const times = spikesOf(simulate({ model: "adex", preset }), 0);
    expect(times).toHaveLength(expected.converged_spike_times_ms.length);
    expected.converged_spike_times_ms.forEach((time, k) => {
      expect(Math.abs(1000 * times[k]! - time)).toBeLessThan(0.001);
    });
  });

  const cell = (changes: Record<string, number> = {}) => fieldOf("adex", changes, "nd-initial-burst");
  const box = { x: [-0.075, -0.045], y: [-60e-12, 80e-12] } as const;

  test("A3, A4: the u-nullcline is lowest at v_rh, the w-nullcline is a line through rest", () => {
    const [u, w] = phasePlane(cell()).nullclines(box);
    const lowest = u[0]!.x[u[0]!.y.indexOf(Math.min(...u[0]!.y))]!;
    expect(Math.abs(lowest + 0.05)).toBeLessThan(0.001);
    for (const [k, v] of w[0]!.x.entries()) expect(w[0]!.y[k]! * 1e12).toBeCloseTo(0.5e3 * (v + 0.07), 8);
  });

  test("A5: the sign of a is the slope of the w-nullcline; A6: a current lifts the u-nullcline by itself", () => {
    const [, w] = phasePlane(cell({ a: -0.5e-9 })).nullclines(box);
    for (const [k, v] of w[0]!.x.entries()) expect(w[0]!.y[k]! * 1e12).toBeCloseTo(-0.5e3 * (v + 0.07), 8);
    const [rest, driven] = [cell(), cell({ I: 30e-12 })].map((field) => phasePlane(field).nullclines(box)[0]![0]!);
    const low = (line: { y: ArrayLike<number> }) => Math.min(...Array.from(line.y));
    expect((low(driven!) - low(rest!)) * 1e12).toBeCloseTo(30, 1);
  });

  test.each(["tonic", "init_burst", "bursting", "irregular", "transient", "delayed"])(
    "A5: rest of the row %s ends at its saddle-node, or before it at a Hopf point",
    (row) => {
      const { expected } = read<Bifurcations>(`ADEX-bif-${row}`);
      const field = fieldOf("adex", {}, `nd-${row.replace("init_", "initial-")}`);
      const region = { v: [-0.075, -0.04] } as const;
      const { branches } = equilibria(field, "I", [0, 80e-12], region);
      const found = branches.flatMap(({ bifurcations }) => bifurcations);
      const near = (pA: number) => Math.min(...found.map(({ value }) => Math.abs(value * 1e12 - pA)));
      expect(near(expected.I_saddle_node_pA)).toBeLessThan(1e-4);
      if (expected.hopf.is_hopf) expect(near(expected.hopf.I_pA)).toBeLessThan(1e-4);
    },
  );

  test("A7: a spike lifts w by b; A8: the flow of w is as much slower as tau_w is longer", () => {
    const result = simulate({ model: "adex", preset: "nd-initial-burst", record: { variables: ["w"] }, dt: "0.01 ms" });
    const w = traceOf(result, "w", 0);
    const first = Math.floor(spikesOf(result, 0)[0]! / 1e-5);
    expect((w[first + 1]! - w[first]!) * 1e12).toBeCloseTo(7, 1);
    const speed = new Float64Array(2);
    const slope = (tau_w: number) => {
      cell({ tau_w }).f([-0.06, 2e-12], speed);
      return speed[1]!;
    };
    expect(slope(0.3) / slope(0.1)).toBeCloseTo(1 / 3, 9);
  });

  test("A9: small b and tau_w make nearly tonic, fast firing; large ones few spikes far apart", () => {
    const { expected } = read<Converged & { converged_n: number }>("ADEX-a0.01-small-b-small-tauw");
    const fire = (b: "1 pA" | "20 pA", tau_w: "10 ms" | "300 ms") =>
      spikesOf(simulate({ model: "adex", preset: "nd-initial-burst", parameters: { a: "0.01 nS", b, tau_w } }), 0);
    const fast = fire("1 pA", "10 ms");
    expect(fast).toHaveLength(expected.converged_n);
    expect(Math.abs(1000 * fast[0]! - expected.converged_spike_times_ms[0]!)).toBeLessThan(0.001);
    const slow = [16.44, 21.46, 141.83, 310.7, 479.58]; // converged to 0.01 ms
    Array.from(fire("20 pA", "300 ms"), (time, k) => expect(Math.abs(1000 * time - slow[k]!)).toBeLessThan(0.03));
  });

  test("A10: the cells of Naud et al. show eight patterns", () => {
    const naud = [
      "tonic",
      "adaptation",
      "initial-burst",
      "regular-bursting",
      "delayed-accelerating",
      "delayed-regular-bursting",
      "transient",
      "irregular",
    ];
    expect(new Set(naud.map(pattern)).size).toBe(8);
  });
});
