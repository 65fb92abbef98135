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

/** Largest distance of a sample from the exponential distribution of mean 1, times sqrt(n): above 1.95 in one case of a thousand. */
function distanceFromExponential(sample: readonly number[]): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const n = sorted.length;
  const distances = sorted.map((value, k) => {
    const below = 1 - Math.exp(-value);
    return Math.max(below - k / n, (k + 1) / n - below);
  });
  return Math.max(...distances) * Math.sqrt(n);
}

describe("Poisson trains", () => {
  test("of one rate have exponential intervals", () => {
    const trains = trainsOf({ source: "poisson", size: 500, rate: "20 Hz" }, "10 s");
    const count = mean(trains.map(({ length }) => length));
    expect(Math.abs(count - 200)).toBeLessThan(4 * Math.sqrt(200 / 500));
    // an interval is not seen where it passes the end: of each train the first ones are looked at
    const intervals = trains.flatMap((train) => intervalsOf(train).slice(0, 100));
    expect(distanceFromExponential(intervals.map((interval) => 20 * interval))).toBeLessThan(1.95);
  });

  /** Each with its integral from 0 to t. */
  const courses = [
    ["30*Hz*(1 + sin(2*pi*4*Hz*t))", (t: number) => 30 * t + (30 * (1 - Math.cos(8 * Math.PI * t))) / (8 * Math.PI)],
    ["200*Hz*exp(-t/(300*ms))", (t: number) => 60 * (1 - Math.exp(-t / 0.3))],
    ["100*Hz*int(t > 250*ms)", (t: number) => 100 * Math.max(0, t - 0.25)],
    ["50*Hz*(1 + sqrt(t/second))*floor(2 + 8*t/second)/4", undefined],
    // below zero it is none: from 0.5 to 1 s
    ["60*Hz*sin(2*pi*Hz*t)", (t: number) => (60 * (1 - Math.cos(2 * Math.PI * Math.min(t, 0.5)))) / (2 * Math.PI)],
  ] as const;
  const integrals = courses.map(([expression, integral]) => {
    if (integral) return [expression, integral] as const;
    const rate = (t: number) => (50 * (1 + Math.sqrt(t)) * Math.floor(2 + 8 * t)) / 4;
    const sums = [0];
    for (let k = 0; k < 100_000; k++) sums.push(sums[k]! + rate((k + 0.5) * 1e-5) * 1e-5);
    return [expression, (t: number) => sums[Math.round(t * 1e5)]!] as const;
  });

  test.each(integrals)(
    "of the rate %s have intervals that are exponential in the integral of the rate",
    (expression, integral) => {
      const size = 400;
      const trains = trainsOf({ source: "poisson", size, rate: { expression } }, "1 s");
      const whole = integral(1);
      expect(Math.abs(mean(trains.map(({ length }) => length)) - whole)).toBeLessThan(4 * Math.sqrt(whole / size));
      // all trains one after the other are a Poisson process of rate 1 in the integral
      const events = trains.flatMap((train, neuron) => Array.from(train, (time) => neuron * whole + integral(time)));
      const intervals = events.map((event, k) => event - (events[k - 1] ?? 0));
      expect(distanceFromExponential(intervals)).toBeLessThan(1.95);
    },
  );

  test("of a rate that jumps begin at the jump", () => {
    const rate = { expression: "r*int(t >= begin)", parameters: { r: "1000 Hz", begin: "33 ms" } };
    const times = trainsOf({ source: "poisson", size: 1000, rate }, "40 ms").flatMap((train) => Array.from(train));
    const first = Math.min(...times);
    // of 1,000 trains of 1 kHz together
    expect(first - 0.033).toBeGreaterThanOrEqual(0);
    expect(first - 0.033).toBeLessThan(10e-6);
  });

  test("a wave goes through the neurons, each of which has a phase of its own", () => {
    const size = 8;
    const rate = { expression: "200*Hz*(1 + cos(2*pi*(t/second - i/8)))" };
    const trains = trainsOf({ source: "poisson", size, rate }, "20 s");
    trains.forEach((train, neuron) => {
      const [x, y] = [Math.cos, Math.sin].map((wave) => mean(Array.from(train, (time) => wave(2 * Math.PI * time))));
      // the mean direction of a cosine of full depth has the length 1/2
      expect(
        Math.hypot(x! - 0.5 * Math.cos((2 * Math.PI * neuron) / 8), y! - 0.5 * Math.sin((2 * Math.PI * neuron) / 8)),
      ).toBeLessThan(4.5 / Math.sqrt(train.length));
    });
  });

  test.each(["exact", "grid"] as const)(
    "of the sources of a projection arrive as their rate says: %s",
    (spikeTimes) => {
      const size = 2000;
      const counter = { equations: "dn/dt = 0*Hz : 1", threshold: "n > 1e9", reset: "n = 0" };
      const poisson = {
        expression: "r*(1 + sin(2*pi*f*t + phase*int(i >= 1000)))",
        parameters: { r: "3 Hz", f: "2 Hz", phase: Math.PI },
      };
      const { traces } = simulateNetwork({
        populations: { counters: { model: counter, size, record: { variables: ["n"], every: "50 ms" } } },
        projections: [{ from: { poisson, sources: 10 }, to: "counters", synapse: { onPre: "n += w" }, weight: 1 }],
        ...{ duration: "1 s", dt: "1 ms", spikeTimes },
      });
      const { times, variables } = traces.get("counters")!;
      const { values } = variables[0]!;
      for (const [half, sign] of [1, -1].entries())
        times.forEach((time, k) => {
          const counts = Array.from(
            { length: size / 2 },
            (_, own) => values[(half * (size / 2) + own) * times.length + k]!,
          );
          const expected = 30 * time + (sign * 30 * (1 - Math.cos(4 * Math.PI * time))) / (4 * Math.PI);
          expect(Math.abs(mean(counts) - expected)).toBeLessThanOrEqual(4.5 * Math.sqrt(expected / (size / 2)));
          if (expected > 1)
            expect(Math.abs(variance(counts) / expected - 1)).toBeLessThan(
              4.5 * Math.sqrt((2 + 1 / expected) / (size / 2)),
            );
        });
    },
  );
});

const both: readonly DrawnSourceDocument[] = [
  { source: "gamma", size: 30, rate: "40 Hz", order: 3 },
  { source: "correlated", size: 30, rate: "40 Hz", correlation: 0.2 },
  { source: "poisson", size: 30, rate: "40 Hz" },
  { source: "poisson", size: 30, rate: { expression: "40*Hz*(1 + sin(t/ms))" } },
];

describe.each(both)("$source, $rate", (source) => {
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
  [{ ...both[2], rate: [] }, "populations.source.rate: must have at least one value"],
  [{ ...both[2], rate: ["1 Hz", "2 Hz"] }, "populations.source.rate: there are 2 rates for 30 neurons"],
  [
    { ...both[3], rate: { expression: "20*mV" } },
    'populations.source.rate.expression: "20*mV" is in volt, but hertz is wanted',
  ],
  [{ ...both[3], rate: { expression: "20*Hz*v" } }, 'populations.source.rate.expression: unknown name "v"'],
  [
    { ...both[3], rate: { expression: "1/dt" } },
    'populations.source.rate.expression: "dt" cannot stand in a rate (it is an expression of the time t, the number i of the neuron and of parameters)',
  ],
  [
    { ...both[3], rate: { expression: "20*Hz*t/a", parameters: { a: "1 s", b: 3 } } },
    'populations.source.rate.parameters.b: "20*Hz*t/a" does not use "b"',
  ],
  [
    { ...both[3], rate: { expression: "20*Hz*t/i", parameters: { i: "1 s" } } },
    'populations.source.rate.parameters.i: "i" cannot be a parameter',
  ],
  [
    { ...both[3], rate: { expression: "20*Hz", paramters: {} } },
    'populations.source.rate.paramters: there is no key "paramters" (did you mean "parameters"?)',
  ],
  [
    { ...both[3], rate: { expression: "1/(t - 5*ms)" } },
    "populations.source.rate.expression: has no highest value about 4.999",
  ],
  [{ spikes: [["1 ms"]], position: 1 }, 'populations.source.position: there is no key "position"'],
])("the source %j is refused", (source, message) => {
  expect(() => trainsOf(source as never, "10 ms")).toThrow(message);
});
