import { expect, test } from "vitest";
import { fitModel } from "../../src/fit/fit.ts";
import { prepareFit } from "../../src/fit/fit-problem.ts";
import type { FitDocument } from "../../src/fit/fit-types.ts";
import { cellScale, joinRepeats, ladderRungs, spikingSweeps, withinWindow } from "../../src/fit/index.ts";
import { scoreResponses } from "../../src/fit/judge/score.ts";
import { withFrozenNoise } from "./gif/frozen-noise.ts";

// The least that ../shared/reference/data/baseline-fits.json and its issue ask of the kind of model.
const asked = [
  ["adaptive-lif", 0.67],
  ["amat", 0.69],
] as const;

withFrozenNoise((recorded) => {
  test.each(asked)(
    "%s of the ladder, fitted to 0 to 10 s of a cortical cell, foretells 10 to 20 s with a Γ of %f",
    async (name, least) => {
      const sweeps = (await recorded).map(({ rate, current, voltage, spikes }, k) => ({
        name: `repeat ${k + 1}`,
        current: { values: current, rate },
        voltage: { values: voltage, rate },
        spikes: [spikes],
      }));
      const part = (start: number, stop: number) => sweeps.map((sweep) => withinWindow(sweep, { start, stop }));
      const rung = ladderRungs(cellScale(spikingSweeps(part(0, 10)))).find((own) => own.name === name)!;
      // The objective was chosen by fits to 0 to 5 s, scored on 5 to 10 s.
      const fit = { free: rung.free, objective: { name: "van-rossum", tau: "10 ms" } } as const;
      const { state } = fitModel({ fit, experiment: rung.experiment }, joinRepeats(part(0, 10)));
      const held = joinRepeats(part(10, 20));
      const judged: FitDocument = { fit: { ...fit, objective: { name: "gamma" } }, experiment: rung.experiment };
      const responses = prepareFit(judged, held).respond(state.best!.values);
      if ("failure" in responses) throw new Error(responses.failure);
      expect(scoreResponses(held, responses, 4e-3).gamma).toBeGreaterThan(least);
    },
    600_000,
  );
});
