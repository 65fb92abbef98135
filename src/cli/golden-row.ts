import type { Expected, GoldenNumber } from "../index.ts";

/** A golden number in words: what is measured and how, what comes out how exactly, and who says so. */
export function goldenRow({ what, expected, experiment, source }: GoldenNumber): string[] {
  const { preset, method } = experiment;
  const how = [
    preset !== undefined && !what.includes(preset) ? `preset ${preset}` : undefined,
    method,
    experiment.spikeTimes === "grid" ? "spikes on the grid" : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
  return [how === "" ? what : `${what} (${how})`, expectedText(expected), source];
}

/** `11.7916, 25.3761 ms, 8 in all; within 0.001 ms` */
function expectedText(expected: Expected): string {
  switch (expected.kind) {
    case "spikes": {
      const { first, count, last, within } = expected;
      if (count === 0) return "none";
      const more = count !== undefined && count > first.length;
      const times = [...first.map(shortened), ...(more ? ["…"] : []), ...(last === undefined ? [] : [shortened(last)])];
      const all = more ? `, ${count} in all` : "";
      return `${times.join(", ")} ms${all}; within ${shortened(within)} ms`;
    }
    case "rate":
      return `${shortened(expected.hertz)} Hz; within ${shortened(expected.within)} Hz`;
    case "value":
      return `${expected.is}; within ${expected.within}`;
  }
}

/** Closed forms to as many digits as anybody reads. */
function shortened(value: number): string {
  return String(Number(value.toPrecision(8)));
}
