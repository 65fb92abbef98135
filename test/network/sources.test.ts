import { describe, expect, test } from "vitest";
import {
  type DrawnSourceDocument,
  type NetworkDocument,
  simulateNetwork,
  trainsOfPopulation,
} from "../../src/index.ts";

const listener = { model: "lif", size: 1 };

/** The trains of a source, in seconds. */
function trainsOf(
  source: DrawnSourceDocument,
  duration: string,
  options: Partial<NetworkDocument> = {},
): Float64Array[] {
  const { spikes } = simulateNetwork({ populations: { source, listener }, duration, ...options });
  return trainsOfPopulation(spikes.get("source")!);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
};
const intervalsOf = (train: Float64Array): number[] => Array.from(train.subarray(1), (time, k) => time - train[k]!);

describe("gamma trains", () => {
  test.each([1, 4, 25])("of order %i have their rate, and intervals with a CV of 1/sqrt(k)", (order) => {
    const rate = 20;
    const trains = trainsOf({ source: "gamma", size: 500, rate: `${rate} Hz`, order }, "10 s");
    const intervals = trains.flatMap(intervalsOf);
    const n = intervals.length;
    const cv = Math.sqrt(variance(intervals)) / mean(intervals);
    // of n intervals: the mean to CV/sqrt(n), the CV to about CV sqrt((1/2 + CV^2)/n); four of these, and that the end of the run
    // cuts off rather long ones than short ones, in 200 intervals
    expect(Math.abs(mean(intervals) * rate - 1)).toBeLessThan((4 / Math.sqrt(order)) * Math.sqrt(1 / n) + 1 / 200);
    expect(Math.abs(cv * Math.sqrt(order) - 1)).toBeLessThan(4 * Math.sqrt((0.5 + 1 / order) / n) + 1 / 200);
  });

  test("of order 4 are those of a stationary process: the rate is the same from the first millisecond on", () => {
    const size = 20_000;
    const trains = trainsOf({ source: "gamma", size, rate: "20 Hz", order: 4 }, "10 ms");
    const counts = Array.from({ length: 10 }, (_, bin) =>
      mean(trains.map((train) => train.filter((time) => Math.floor(time * 1000) === bin).length)),
    );
    // 0.02 spikes in a millisecond, of so many neurons
    for (const count of counts) expect(Math.abs(count - 0.02)).toBeLessThan(4.5 * Math.sqrt(0.02 / size));
  });

  test("have rates and orders of their own", () => {
    const trains = trainsOf(
      { source: "gamma", size: 3, rate: ["0 Hz", "50 Hz", "100 Hz"], order: [1, 100, 10_000] },
      "10 s",
    );
    // the variance of a count is that of a Poisson process divided by the order
    expect(trains.map(({ length }) => length)).toEqual([0, expect.any(Number), expect.any(Number)]);
    expect(Math.abs(trains[1]!.length - 500)).toBeLessThan(4 * Math.sqrt(500 / 100) + 1);
    expect(Math.abs(trains[2]!.length - 1000)).toBeLessThan(4 * Math.sqrt(1000 / 10_000) + 1);
  });
});

/** Numbers of spikes of each train in windows of a length. */
function countsOf(trains: readonly Float64Array[], window: number, duration: number): number[][] {
  return trains.map((train) => {
    const counts = new Array<number>(Math.round(duration / window)).fill(0);
    for (const time of train) counts[Math.min(counts.length - 1, Math.floor(time / window))]!++;
    return counts;
  });
}

describe("correlated trains; Kuhn, Aertsen & Rotter (2003), Neural Comput 15:67", () => {
  test.each([0, 0.05, 0.3, 1])("of correlation %d have their rate, and counts of this correlation", (correlation) => {
    const [size, rate, duration, window] = [50, 20, 100, 0.02];
    const trains = trainsOf({ source: "correlated", size, rate: `${rate} Hz`, correlation }, `${duration} s`);
    const counts = countsOf(trains, window, duration);
    const windows = counts[0]!.length;
    // each is Poisson: the sum over all of them has the variance of one, n (1 + (n - 1) c) times
    const spread = Math.sqrt((1 + (size - 1) * correlation) / (size * rate * duration));
    expect(Math.abs(mean(trains.map(({ length }) => length)) / (rate * duration) - 1)).toBeLessThan(4 * spread);
    const sums = counts[0]!.map((_, k) => counts.reduce((sum, own) => sum + own[k]!, 0));
    const single = mean(counts.map(variance));
    // Var(sum) = n Var + n (n - 1) Cov
    const found = (variance(sums) / single / size - 1) / (size - 1);
    const error = (Math.sqrt(2 / windows) * (1 + (size - 1) * correlation)) / (size - 1);
    expect(Math.abs(found - correlation)).toBeLessThan(5 * error);
  });

  test("are Poisson trains each", () => {
    const trains = trainsOf({ source: "correlated", size: 20, rate: "50 Hz", correlation: 0.2 }, "50 s");
    for (const train of trains) {
      const intervals = intervalsOf(train);
      const cv = Math.sqrt(variance(intervals)) / mean(intervals);
      expect(Math.abs(cv - 1)).toBeLessThan(4.5 / Math.sqrt(intervals.length));
    }
  });

  test("of correlation 1 are one train", () => {
    const [first, ...others] = trainsOf({ source: "correlated", size: 4, rate: "20 Hz", correlation: 1 }, "1 s");
    expect(first!.length).toBeGreaterThan(5);
    for (const other of others) expect(other).toEqual(first);
  });
});

const both: readonly DrawnSourceDocument[] = [
  { source: "gamma", size: 30, rate: "40 Hz", order: 3 },
  { source: "correlated", size: 30, rate: "40 Hz", correlation: 0.2 },
];

describe.each(both)("$source", (source) => {
  test("fires from start on, before stop", () => {
    const times = trainsOf({ ...source, start: "100 ms", stop: "200 ms" }, "1 s").flatMap((train) => Array.from(train));
    expect(times.length).toBeGreaterThan(50);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...times)).toBeLessThan(0.2);
  });

  test("on the grid it fires the same spikes at the starts of their steps", () => {
    const exact = trainsOf(source, "500 ms");
    const grid = trainsOf(source, "500 ms", { spikeTimes: "grid" });
    grid.forEach((train, neuron) => {
      expect(Array.from(train, (time) => Math.round(time * 1e4))).toEqual(
        Array.from(exact[neuron]!, (time) => Math.floor(time * 1e4)),
      );
    });
  });

  test("a longer run begins with the shorter one, and another seed is another run", () => {
    const [short, long, other] = [
      trainsOf(source, "200 ms"),
      trainsOf(source, "400 ms"),
      trainsOf(source, "200 ms", { seed: 2 }),
    ];
    expect(long.map((train) => train.filter((time) => time < 0.2))).toEqual(short);
    expect(other).not.toEqual(short);
  });
});

test.each([
  [{ source: "gama", size: 3 }, 'populations.source.source: there is no source "gama" (did you mean "gamma"?)'],
  [{ ...both[0], rate: "3 mV" }, 'populations.source.rate: "3 mV" is in volt, but hertz is wanted'],
  [{ ...both[0], rate: "-3 Hz" }, "populations.source.rate: a rate must not be negative"],
  [{ ...both[0], order: [2, 2] }, "populations.source.order: there are 2 orders for 30 neurons"],
  [{ ...both[1], rate: "-3 Hz" }, "populations.source.rate: a rate must not be negative"],
  [{ ...both[1], correlation: -0.1 }, "populations.source.correlation: must not be negative, but is -0.1"],
  [{ ...both[1], corelation: 0.1 }, 'populations.source.corelation: there is no key "corelation"'],
  [{ spikes: [["1 ms"]], position: 1 }, 'populations.source.position: there is no key "position"'],
])("the source %j is refused", (source, message) => {
  expect(() => trainsOf(source as never, "10 ms")).toThrow(message);
});
