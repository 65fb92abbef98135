import * as Comlink from "comlink";
import { checkNetwork, type NetworkDocument, parseNetwork } from "rheobase";
import { options, outcome, stop } from "../worker/outcome.ts";
import { seldom } from "../worker/seldom.ts";
import { withExternalRate, withInhibition } from "./balanced.ts";
import type { MapQuestion, NetworkObservation, NetworkRunner } from "./contract.ts";
import { type MeanField, meanFieldOf, ratesAt } from "./mean-field.ts";
import { networkNpz } from "./network-npz.ts";
import { observationOf } from "./observe-network.ts";
import { runInThreads } from "./run-in-threads.ts";

const { memoryLimit } = options;

/** The worker of the network view. */
const runner: NetworkRunner = {
  open: (json) =>
    outcome(() => {
      const document = parseNetwork(json);
      checkNetwork(document);
      return document;
    }),
  async run(json, onProgress) {
    const result = await outcome(async (signal) => {
      const begin = performance.now();
      const document = parseNetwork(json);
      const watch = { signal, ...(onProgress ? { onProgress: seldom(onProgress) } : {}) };
      const recorded = await runInThreads(document, { memoryLimit, ...watch });
      const field = meanFieldOf(document);
      const theory = field && {
        rates: ratesAt(field, field.balanced.g, field.balanced.rate),
        thresholdRate: field.thresholdRate,
      };
      return observationOf(document, recorded, theory, performance.now() - begin);
    });
    return result.kind === "done" ? Comlink.transfer(result, buffersOf(result.value)) : result;
  },
  map: (question, onRow) =>
    outcome(async (signal) => {
      const field = meanFieldOf(question.document);
      if (!field)
        throw new RangeError("only a network of excitatory and inhibitory neurons with voltage jumps has this map");
      for (const [row, external] of question.external.entries()) {
        const rates: number[] = [];
        for (const g of question.g)
          rates.push(await rateAt(question, field, g, external * field.thresholdRate, signal));
        // a message that asks to stop is heard between two rows
        await new Promise((resolve) => setTimeout(resolve, 0));
        signal.throwIfAborted();
        onRow(row, Float64Array.from(rates));
      }
      return null;
    }),
  async npz(observation) {
    const bytes = networkNpz(observation);
    return Comlink.transfer(bytes, [bytes.buffer as ArrayBuffer]);
  },
  stop,
};

Comlink.expose(runner);

/** How long a network of the map runs, and what of it is left out. */
const mapRun = { duration: "200 ms", settled: 0.05, counted: 0.15 };

/** Of several self-consistent rates the lowest, which a network finds from rest. */
async function rateAt(
  { document, by }: MapQuestion,
  field: MeanField,
  g: number,
  external: number,
  signal: AbortSignal,
): Promise<number> {
  if (by === "theory") return ratesAt(field, g, external)[0] ?? 0;
  const { balanced } = field;
  const changed = withExternalRate(withInhibition(document, balanced, g), external);
  const { result } = await runInThreads(
    { ...withoutRecords(changed), duration: mapRun.duration },
    { memoryLimit, signal },
  );
  const { times, size } = result.spikes.get(balanced.excitatoryName)!;
  return times.filter((time) => time >= mapRun.settled).length / size / mapRun.counted;
}

function withoutRecords(document: NetworkDocument): NetworkDocument {
  const populations = Object.entries(document.populations).map(([name, own]) => {
    const { record: _, ...rest } = own as typeof own & { record?: unknown };
    return [name, rest];
  });
  return { ...document, populations: Object.fromEntries(populations) };
}

function buffersOf({ populations, traces, rateTimes }: NetworkObservation): ArrayBuffer[] {
  const arrays = [
    rateTimes,
    ...populations.flatMap(({ times, neurons, rate }) => [times, neurons, rate]),
    ...traces.flatMap(({ courses }) => courses),
  ];
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
