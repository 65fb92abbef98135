import * as Comlink from "comlink";
import {
  estimateLif,
  hiddenNeuron,
  type Probe,
  parseExperiment,
  parseQuantity,
  prepareExperiment,
  recordedTraces,
  stepFamily,
} from "rheobase";
import type { Observation } from "../worker/contract.ts";
import { buffersOf, observationOf } from "../worker/observe.ts";
import { options, outcome, stop } from "../worker/outcome.ts";
import { asked, type Dealer, type Name, type Six } from "./contract.ts";

const dealer: Dealer = {
  async probe(seed, probe) {
    const result = await outcome(() => probed(seed, probe as Probe));
    return result.kind === "done" ? Comlink.transfer(result, buffersOf(result.value)) : result;
  },
  estimate: (seed) =>
    outcome(() => {
      const found = estimateLif(recordedTraces(hiddenNeuron(seed).probe(stepFamily, options)));
      return sixOf((name) => found[name]);
    }),
  reveal: (seed) =>
    outcome(() => {
      const truth = hiddenNeuron(seed).reveal();
      return sixOf((name) => parseQuantity(truth[name]).value);
    }),
  stop,
};

/** The recording, without the lines of threshold and reset: these are asked for. */
function probed(seed: number, probe: Probe): Observation {
  const result = hiddenNeuron(seed).probe(probe, { ...options, clock: () => performance.now() });
  const document = parseExperiment({ duration: "50 ms", ...probe, model: "lif", record: { variables: ["v", "I"] } });
  const observation = observationOf(document, prepareExperiment(document, options), result);
  return { ...observation, levels: { variable: "v", threshold: undefined, reset: undefined, isCut: false } };
}

/** From SI to the units of the boxes. */
function sixOf(si: (name: Name) => number): Six {
  const entries = Object.entries(asked).map(([name, unit]) => [
    name,
    Number((si(name as Name) / parseQuantity(`1 ${unit}`).value).toPrecision(12)),
  ]);
  return Object.fromEntries(entries) as Six;
}

Comlink.expose(dealer);
