import { expect, test } from "vitest";
import { ladderRungs, prepareFit, spikingSweeps } from "../../src/fit/index.ts";
import { scoreResponses } from "../../src/fit/judge/index.ts";
import { cellScale } from "../../src/fit/ladder/cell-scale.ts";
import { fitGifRung, noiselessResponses } from "../../src/fit/ladder/gif-rung.ts";
import { cell, recorded } from "./gif/synthetic.ts";

const sweeps = recorded(cell, 4, 3).map(({ rate, current, voltage, spikes }, k) => ({
  name: `repeat ${k + 1}`,
  current: { values: current, rate },
  voltage: { values: voltage, rate },
  spikes: [spikes],
}));
const scale = cellScale(spikingSweeps(sweeps));

test("the scale of a cell is that of its membrane, and its threshold lies where it fires", () => {
  expect(Math.abs(scale.E_L - cell.E_L)).toBeLessThan(1e-3);
  expect(Math.abs(scale.R * cell.g_L - 1)).toBeLessThan(0.05);
  expect(Math.abs((scale.tau * cell.g_L) / cell.C - 1)).toBeLessThan(0.05);
  expect(scale.threshold).toBeGreaterThan(cell.v_T);
  expect(scale.threshold).toBeLessThan(cell.v_T + 20e-3);
  expect(() => cellScale([{ ...spikingSweeps(sweeps)[0]!, spikes: new Float64Array() }])).toThrow("fires in no sweep");
});

test.each(ladderRungs(scale).map((rung) => [rung.name, rung] as const))(
  "%s of the ladder runs in the middle of its ranges",
  (_, rung) => {
    const { free, experiment } = rung;
    const fit = { free, objective: { name: "gamma" as const } };
    const problem = prepareFit({ fit, experiment }, sweeps.slice(0, 1));
    const middle = problem.free.map(({ from, to, scale: kind }) =>
      kind === "log" ? Math.sqrt(from * to) : (from + to) / 2,
    );
    const [{ loss, failure }] = problem.evaluate([middle]) as [ReturnType<typeof problem.evaluate>[0]];
    expect(failure).toBeUndefined();
    expect(loss).toBeLessThan(1.5);
  },
);

test("the noiseless reading of a GIF neuron agrees with its repeats better than they with each other", () => {
  const [first] = sweeps;
  const data = [{ ...first!, spikes: sweeps.flatMap(({ spikes }) => spikes) }];
  const basis = { eta: cell.eta.basis, gamma: cell.gamma.basis, t_ref: cell.t_ref };
  const { fit, rate } = fitGifRung(spikingSweeps(sweeps), data, 4e-3, basis);
  const { gamma, intrinsic } = scoreResponses(data, noiselessResponses(fit.parameters, [rate], data)[0]!, 4e-3);
  expect(gamma).toBeGreaterThan(intrinsic);
});
