import {
  type ExperimentDocument,
  type GoldenNumber,
  parseExperiment,
  parseQuantity,
  simulate,
  traceOf,
} from "../src/index.ts";

/** One comparison of a run with what is known. */
export interface Comparison {
  readonly what: string;
  readonly found: number;
  readonly wanted: number;
  readonly within: number;
}

/** Runs the experiment of a golden number with a model of the catalogue, or one of one's own. */
export function measureGolden(
  model: ExperimentDocument["model"],
  { experiment, expected }: GoldenNumber,
): Comparison[] {
  const document = (record: object = {}) => parseExperiment({ model, ...experiment, ...record });
  if (expected.kind === "value") {
    const { variable, at, is, within } = expected;
    const result = simulate(document({ record: { variables: [variable], every: at } }));
    const found = traceOf(result, variable, 0)[1]!;
    return [{ what: variable, found, wanted: parseQuantity(is).value, within: parseQuantity(within).value }];
  }
  const times = Array.from(simulate(document()).spikes.times, (seconds) => 1000 * seconds);
  if (expected.kind === "rate") {
    const late = times.filter((time) => time > expected.after);
    const found = (1000 * (late.length - 1)) / (late.at(-1)! - late[0]!);
    return [{ what: "the rate in Hz", found, wanted: expected.hertz, within: expected.within }];
  }
  const { first, count, last, within } = expected;
  const spike = (what: string, found: number | undefined, wanted: number) => ({
    what,
    found: found ?? Number.NaN,
    wanted,
    within,
  });
  return [
    ...first.map((wanted, k) => spike(`spike ${k}`, times[k], wanted)),
    ...(count === undefined ? [] : [{ what: "the number of spikes", found: times.length, wanted: count, within: 0 }]),
    ...(last === undefined ? [] : [spike("the last spike", times.at(-1), last)]),
  ];
}
