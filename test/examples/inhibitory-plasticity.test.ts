import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type NetworkDocument,
  parseNetwork,
  setNetworkPlace,
  simulateNetwork,
  summarizePopulation,
  trainsOfPopulation,
} from "../../src/index.ts";

const document = JSON.parse(
  readFileSync(new URL("../../examples/inhibitory-plasticity.json", import.meta.url), "utf8"),
);

/** A fifth of the neurons of Vogels et al. (2011), Science 334:1569, each with as many synapses, which learn faster. */
function learning(rho: string, duration: string, eta = "0.2 nS"): NetworkDocument {
  const changes = { "learning.parameters.rho": rho, "learning.parameters.eta": eta, duration };
  return parseNetwork(
    Object.entries(changes).reduce((changed, [place, value]) => setNetworkPlace(changed, place, value), document),
  );
}

function excitatory(network: NetworkDocument, start: number, stop: number) {
  return summarizePopulation(trainsOfPopulation(simulateNetwork(network).spikes.get("e")!), { start, stop });
}

test("without inhibition that has been learned, excitatory neurons fire as fast as they can", () => {
  const { meanRate, meanCv } = excitatory(learning("3 Hz", "0.5 s", "0 nS"), 0.1, 0.5);
  // synchronously, with hardly more than the refractory period of 5 ms between two spikes
  expect(meanRate).toBeGreaterThan(100);
  expect(meanCv).toBeLessThan(0.5);
});

test("inhibitory synapses that learn lead excitatory neurons to their target rate, and to irregular firing", () => {
  const { meanRate, meanCv } = excitatory(learning("12 Hz", "4 s"), 2, 4);
  expect(Math.abs(meanRate / 12 - 1)).toBeLessThan(0.1);
  expect(meanCv).toBeGreaterThan(0.6);
});
