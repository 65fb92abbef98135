import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { realFourierTransform } from "../../src/analysis/fourier.ts";
import {
  coherence,
  planSpectrum,
  populationSpectrum,
  spectralWindows,
  spikeTrainSpectrum,
  welchSpectrum,
} from "../../src/index.ts";
import { withReference } from "../shared.ts";
import { clock, ms, normal, poisson, seeded } from "./trains.ts";

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

test("the transform of any length is the sum that defines it", () => {
  for (let n = 1; n <= 70; n++) {
    const signal = normal(n, n);
    const found = realFourierTransform(n)(signal);
    expect(found).toHaveLength(2 * (Math.floor(n / 2) + 1));
    for (let k = 0; 2 * k <= n; k++) {
      const wave = (f: (x: number) => number): number =>
        signal.reduce((total, value, j) => total + value * f((2 * Math.PI * ((j * k) % n)) / n), 0);
      expect(found[2 * k]).toBeCloseTo(wave(Math.cos), 11);
      expect(found[2 * k + 1]).toBeCloseTo(-wave(Math.sin), 11);
    }
  }
});

test("the transform of a long wave of prime length is one line, to thirteen digits", () => {
  const n = 100_003;
  const found = realFourierTransform(n)(
    Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * ((7 * j) % n)) / n)),
  );
  const errors = found.map((value, k) => Math.abs(value - (k === 14 ? n / 2 : 0)) / n);
  expect(errors.reduce((a, b) => Math.max(a, b))).toBeLessThan(1e-13);
});

describe("as SciPy 1.17 computes it", () => {
  const x = Float64Array.from({ length: 100 }, (_, n) => Math.sin((0.3 * n * n) / 10) + Math.cos(n) + 0.25 * (n % 7));
  const y = Float64Array.from({ length: 100 }, (_, n) => Math.cos(0.7 * n) + 0.5 * Math.sin((n * n) / 5));
  const near = (expected: readonly number[]): unknown[] => expected.map((value) => expect.closeTo(value, 12));

  test.each([
    [
      "boxcar",
      [0, 0.00826938058151, 0.0856946144947, 0.0147027289348, 0.0123846395884, 0.016650744736, 0.00129847200377],
    ],
    [
      "hann",
      [
        0.00256799589574, 0.0261847067356, 0.061393500743, 0.0231454815524, 0.0137594995511, 0.0133986975612,
        0.00444719996144,
      ],
    ],
    [
      "hamming",
      [
        0.0020510364804, 0.0234656983328, 0.0664160382428, 0.0207719727162, 0.0134849213913, 0.0140374623,
        0.00387831296836,
      ],
    ],
    [
      "blackman",
      [
        0.00459240704965, 0.0294685699365, 0.0554111876094, 0.0263538206887, 0.0143086840907, 0.0130607111382,
        0.00510223599953,
      ],
    ],
    [
      "blackman-harris",
      [
        0.00725468133464, 0.0317517325568, 0.0498598681738, 0.0287974237536, 0.015224203041, 0.012948099408,
        0.00566630368568,
      ],
    ],
    [
      "flat-top",
      [
        0.0184532294711, 0.0351663585868, 0.0332824611319, 0.0320170728391, 0.0207313109144, 0.014109873665,
        0.00728642604739,
      ],
    ],
  ] as const)("the density under the %s window", (window, expected) => {
    const { density, frequencies, segments } = welchSpectrum(x, 0.01, { segment: 12, overlap: 6, window });
    expect(Array.from(density)).toEqual(near(expected));
    expect(frequencies[1]).toBeCloseTo(100 / 12, 12);
    expect(segments).toBe(15);
  });

  test("the density of odd segments, and with the mean left in", () => {
    expect(Array.from(welchSpectrum(x, 0.01, { segment: 15, overlap: 4 }).density)).toEqual(
      near([
        0.00255659600627, 0.0102056927044, 0.0646226312201, 0.0471230686271, 0.0171521285748, 0.0134528929671,
        0.0180050022958, 0.00896608252522,
      ]),
    );
    expect(Array.from(welchSpectrum(x, 0.01, { segment: 16, overlap: 8, subtractMean: false }).density)).toEqual(
      near([
        0.0662444590623, 0.0426918060085, 0.057754872681, 0.059082833049, 0.0116681207582, 0.0148388219265,
        0.0140316132037, 0.0135038586494, 0.00092872738141,
      ]),
    );
  });

  test("the coherence of two signals", () => {
    expect(Array.from(coherence(x, y, 0.01, { segment: 16, overlap: 8 }).coherence)).toEqual(
      near([
        0.230377364421, 0.0394456994833, 0.0211520879102, 0.0334090221746, 0.293681488367, 0.0387626218823,
        0.228193813802, 0.144824480425, 0.132036943277,
      ]),
    );
  });
});

test("the density of one boxcar integrates to the mean square, one-sided or as half of two sides (Parseval)", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
      const signal = Float64Array.from(values);
      const options = { segment: signal.length, overlap: 0, window: "boxcar", subtractMean: false } as const;
      const step = 1 / (signal.length * 0.5);
      const square = sum(signal.map((value) => value * value)) / signal.length;
      const one = welchSpectrum(signal, 0.5, options).density;
      expect(sum(one) * step).toBeCloseTo(square, 9);
      const two = welchSpectrum(signal, 0.5, { ...options, sides: 2 }).density;
      const twice = two.map((value, k) => (k === 0 || 2 * k === signal.length ? value : 2 * value));
      expect(sum(twice) * step).toBeCloseTo(square, 9);
    }),
    seeded,
  );
});

test("a sine of amplitude A has the power A²/2 at its frequency under every window", () => {
  const signal = Float64Array.from({ length: 4096 }, (_, n) => 3 * Math.sin(2 * Math.PI * 62.5 * n * 0.001));
  for (const window of spectralWindows) {
    const { frequencies, density } = welchSpectrum(signal, 0.001, { segment: 512, overlap: 256, window });
    expect(frequencies[density.indexOf(Math.max(...density))]).toBeCloseTo(62.5, 9);
    expect(sum(density) / (512 * 0.001)).toBeCloseTo(9 / 2, 9);
  }
});

test("white noise of variance s² has the flat density 2 s² dt, and s² dt two-sided", () => {
  const signal = normal(2 ** 18, 4).map((value) => 0.5 * value);
  const options = { segment: 64, overlap: 32 };
  // 8191 segments
  const one = welchSpectrum(signal, 0.002, options).density.slice(2, -1);
  for (const value of one) expect(Math.abs(value / (2 * 0.25 * 0.002) - 1)).toBeLessThan(0.06);
  const two = welchSpectrum(signal, 0.002, { ...options, sides: 2 }).density.slice(2, -1);
  two.forEach((value, k) => {
    expect(value).toBeCloseTo(one[k]! / 2, 15);
  });
});

test("a filtered signal is coherent with itself, an independent one is not", () => {
  const [x, other] = [normal(40_000, 1), normal(40_000, 2)];
  const filtered = x.map((value, n) => value - 0.6 * (x[n - 1] ?? 0) + 0.2 * (x[n - 2] ?? 0));
  const options = { segment: 100, overlap: 50 };
  for (const value of coherence(x, filtered, 1, options).coherence.slice(2)) expect(value).toBeGreaterThan(0.98);
  for (const value of coherence(x, other, 1, options).coherence) expect(value).toBeLessThan(0.02);
});

withReference("neurodynex/tools.json", ({ read }) => {
  test("the resolution of the exercise on spectra: 5 Hz to 5 kHz needs 2000 samples five times, 1.1 s in all", () => {
    type Numbers = Record<string, number>;
    const { settings, expected } = read<Numbers, Numbers>("TOOL-psd-params");
    const plan = planSpectrum({
      interval: settings.delta_t_ms! / 1000,
      frequencyStep: settings.delta_f_hz!,
      repetitions: settings.k!,
      settling: settings.T_init_ms! / 1000,
    });
    expect(plan.samples).toBe(expected.N);
    expect(plan.highestFrequency).toBeCloseTo(expected.f_max_hz!, 9);
    expect(plan.repetition * 1000).toBeCloseTo(expected.T_signal_ms!, 9);
    expect(plan.duration * 1000).toBeCloseTo(expected.T_simulation_ms!, 9);
  });
});

test("a population spectrum is |FFT|² dt/N of each repetition, averaged, without what came before", () => {
  const options = { interval: 0.01, frequencyStep: 5, repetitions: 3, settling: 0.05 };
  const activity = normal(70, 9).map((value) => 4 + value);
  const { frequencies, density, meanActivity } = populationSpectrum(activity, options);
  expect(Array.from(frequencies)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45].map((f) => expect.closeTo(f, 9)));
  const used = activity.subarray(5, 65);
  expect(meanActivity).toBeCloseTo(sum(used) / 60, 12);
  density.forEach((found, k) => {
    let power = 0;
    for (const row of [0, 1, 2]) {
      const part = (f: (x: number) => number): number =>
        used
          .subarray(20 * row, 20 * row + 20)
          .reduce((total, value, n) => total + value * f((2 * Math.PI * k * n) / 20), 0);
      power += (part(Math.cos) ** 2 + part(Math.sin) ** 2) * (0.01 / 20) * (1 / 3);
    }
    expect(found).toBeCloseTo(power, 12);
  });
  expect(populationSpectrum(activity, { ...options, subtractMean: true }).density[3]).toBeCloseTo(density[3]!, 12);
  expect(() => populationSpectrum(activity.subarray(0, 64), options)).toThrow(/needs 65 samples/);
});

test("Poisson trains have their rate at all frequencies, a clock its rate squared times T at multiples of it", () => {
  const trains = Array.from({ length: 400 }, (_, seed) => poisson(40, 1, seed));
  const { density } = spikeTrainSpectrum(trains, 0.001, { stop: 1 }, { subtractMean: true });
  expect(density[0]).toBeCloseTo(0, 9);
  const mean = sum(density.slice(1)) / (density.length - 1);
  expect(Math.abs(mean - 40)).toBeLessThan(1);
  const ticks = spikeTrainSpectrum([clock(0.02, { stop: 1 })], 0.001, { stop: 1 });
  ticks.density.forEach((value, k) => {
    expect(value).toBeCloseTo(k % 50 === 0 ? 2500 : 0, 6);
  });
  expect(spikeTrainSpectrum([ms()], 0.001, { stop: 1 }).density).toEqual(new Float64Array(501));
});

test("signals that have no spectrum, and segments that do not fit, are refused", () => {
  const signal = normal(100, 1);
  expect(() => welchSpectrum(new Float64Array(0), 1)).toThrow(/without samples/);
  expect(() => welchSpectrum(Float64Array.of(0, Number.NaN), 1)).toThrow(/sample 1 of the signal is NaN/);
  expect(() => welchSpectrum(signal, 0)).toThrow(/sampling interval/);
  expect(() => welchSpectrum(signal, 1, { segment: 101 })).toThrow(/1 to 100 samples/);
  expect(() => welchSpectrum(signal, 1, { segment: 10, overlap: 10 })).toThrow(/overlap by 0 to 9/);
  expect(() => welchSpectrum(signal, 1, { window: "bartlett" as "hann" })).toThrow(/there are boxcar, hann/);
  expect(() => coherence(signal, signal.subarray(1), 1)).toThrow(/100 and 99/);
  expect(() => coherence(signal, signal, 1, { segment: 100 })).toThrow(/single segment/);
  expect(() => planSpectrum({ interval: 0.3, frequencyStep: 1, repetitions: 1 })).toThrow(RangeError);
  expect(() => planSpectrum({ interval: 0.1, frequencyStep: 1, repetitions: 0 })).toThrow(/repetitions/);
  expect(() => spikeTrainSpectrum([], 0.1, { stop: 1 })).toThrow(/at least one train/);
});
