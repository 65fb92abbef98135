import { meanSquare, type Objective, type Target } from "../objective.ts";

export const trace: Objective = {
  name: "trace",
  description:
    "The mean square of the difference of the membrane potentials, in units of scale, but for what is near a spike of the data. Near a " +
    "spike that the model alone has it counts in full. It has residuals.",
  needs: ["voltage"],
  isSmooth: true,
  settings: {
    scale: { dimension: "volt", default: "1 mV", meaning: "a difference that counts as 1" },
    before: { dimension: "second", default: "3 ms", meaning: "how long before a spike of the data nothing counts" },
    after: { dimension: "second", default: "10 ms", meaning: "how long after it" },
  },
  comparison(targets, { scale, before, after }) {
    const samples = targets.map((target) => compared(target, before!, after!));
    const count = samples.reduce((sum, { length }) => sum + length, 0);
    const written = (valueAt: (k: number, place: number) => number) => {
      const residuals = new Float64Array(count);
      let r = 0;
      for (const [k, places] of samples.entries())
        for (const place of places) residuals[r++] = valueAt(k, place) / scale!;
      return residuals;
    };
    return (responses) =>
      meanSquare(
        written((k, place) => responses[k]!.voltage![place]! - targets[k]!.voltage!.values[place]!),
        (rates) => written((k, place) => rates[k]!.voltage![place]!),
      );
  },
};

/** The samples that count. */
function compared({ voltage, spikes, start, stop }: Target, before: number, after: number): Uint32Array {
  const { values, interval } = voltage!;
  const isNear = new Uint8Array(values.length);
  for (const train of spikes)
    for (const spike of train)
      isNear.fill(
        1,
        Math.max(0, Math.ceil((spike - before) / interval)),
        Math.max(0, Math.floor((spike + after) / interval) + 1),
      );
  const places = Array.from(values, (_, k) => k);
  return Uint32Array.from(places.filter((k) => !isNear[k] && k * interval >= start && k * interval < stop));
}
