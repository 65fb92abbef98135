import { expect, test } from "vitest";
import { quickFor, withRates } from "../../lab/src/insights/fi-moving.ts";
import { type FiAnswer, familyOf } from "../../lab/src/insights/fi-question.ts";
import { ratesOf } from "../../lab/src/worker/rates.ts";
import { type ExperimentDocument, runProtocol } from "../../src/index.ts";

const constant = [{ stimulus: "constant", amplitude: 0 }] as const;
const adex = { model: "adex", duration: "500 ms", dt: "0.1 ms", input: constant } as ExperimentDocument;
const curve = runProtocol({ protocol: "fi-curve", points: 26, experiment: adex } as never) as FiAnswer;
const ratesWith = (settings: object) => ratesOf(familyOf({ ...adex, ...settings }, curve), {});

test("the rates of a family are those of the f-I curve", async () => {
  expect(await ratesWith({})).toEqual(curve.rate.values);
});

test("a moved AdEx is followed by a method of fixed steps that is off by a hundredth of the highest rate at most", async () => {
  const quick = (await quickFor(adex, curve, async (own) => ({ kind: "done", value: await ratesWith(own) })))!;
  expect(["midpoint", "rk4"]).toContain(quick.settings.method);
  const off = (await ratesWith(quick.settings)).map((rate, k) => Math.abs(rate - curve.rate.values[k]!));
  expect(Math.max(...off)).toBe(quick.off);
  expect(quick.off).toBeLessThanOrEqual(0.01 * curve.highestRate.value);
});

test("without a method that comes near, or once it is given up, the experiment's own follows", async () => {
  const silent = async () => ({ kind: "done", value: curve.rate.values.map(() => 0) }) as const;
  expect(await quickFor(adex, curve, silent)).toBeUndefined();
  let asked = 0;
  const stopped = async () => {
    asked++;
    return { kind: "stopped" } as const;
  };
  expect([await quickFor(adex, curve, stopped), asked]).toEqual([undefined, 1]);
});

test("other rates move where the neuron fires from", () => {
  const { values } = curve.varied;
  const moved = withRates(
    curve,
    values.map((_, k) => (k < 10 ? 0 : 10 * k)),
  );
  expect([moved.silentUpTo.value, moved.firesFrom.value, moved.highestRate.value]).toEqual([
    values[9],
    values[10],
    250,
  ]);
  expect(
    withRates(
      curve,
      values.map(() => 0),
    ).firesFrom.value,
  ).toBeNaN();
});
