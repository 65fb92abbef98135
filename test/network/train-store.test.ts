import { expect, test } from "vitest";
import { SimulationError } from "../../src/errors.ts";
import { mergeTrains } from "../../src/network/merge-trains.ts";
import { TrainStore, type Trains } from "../../src/network/train-store.ts";

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pairsOf = ({ times, neurons }: Trains) => Array.from(times, (time, k) => [time, neurons[k]!] as const);
const sorted = (pairs: readonly (readonly [number, number])[]) => pairs.toSorted(([a, m], [b, n]) => a - b || m - n);

test.each([
  ["on the grid", 1e-4],
  ["at any time", undefined],
])("100,000 spikes %s come out in the order of time and neuron, window by window and at the end", (_, dt) => {
  const random = generator(7);
  const store = new TrainStore(1e6, dt);
  const all: (readonly [number, number])[] = [];
  for (let window = 0; window < 50; window++) {
    const own = Array.from({ length: 2000 }, () => {
      const time = window * 1e-3 + (dt === undefined ? random() * 1e-3 : Math.floor(random() * 10) * dt);
      return [time, Math.floor(random() * 500)] as const;
    });
    // of a step, neurons come in order
    const coming = dt === undefined ? own : own.toSorted(([, m], [, n]) => m - n);
    for (const [time, neuron] of coming) store.add(neuron, time);
    const shown = pairsOf(store.close());
    expect(shown).toEqual(sorted(own));
    all.push(...shown);
  }
  expect(store.close().times.length).toBe(0);
  expect(pairsOf(store.finish())).toEqual(all);
});

test("more spikes than the limit are refused, whether they come in one window or in several", () => {
  const fill = (windows: number) => () => {
    const store = new TrainStore(5000);
    for (let k = 0; k < 6000; k++) {
      store.add(k, k);
      if (k % (6000 / windows) === 0) store.close();
    }
    store.close();
  };
  for (const windows of [1, 2, 100]) expect(fill(windows)).toThrow(SimulationError);
});

test.each([0, 1, 2, 3, 8])("%s lists become one in the order of time and neuron", (count) => {
  const random = generator(count);
  const lists = Array.from({ length: count }, (_, k) => {
    const pairs = sorted(
      Array.from({ length: k === 1 ? 0 : 40 }, () => [Math.floor(random() * 9), Math.floor(random() * 1e6)] as const),
    );
    return { times: Float64Array.from(pairs, ([time]) => time), neurons: Uint32Array.from(pairs, ([, n]) => n) };
  });
  const room = { times: new Float64Array(500), neurons: new Uint32Array(500) };
  expect(pairsOf(mergeTrains(lists))).toEqual(sorted(lists.flatMap(pairsOf)));
  expect(pairsOf(mergeTrains(lists, room))).toEqual(sorted(lists.flatMap(pairsOf)));
});
