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

test.each([
  [3, 10],
  [8, 5],
])(
  "inhibitory synapses that learn lead excitatory neurons to the rate rho of %i Hz, and to irregular firing",
  (rho, duration) => {
    const { meanRate, meanCv } = excitatory(learning(`${rho} Hz`, `${duration} s`), duration - 2, duration);
    expect(Math.abs(meanRate / rho - 1)).toBeLessThan(0.25);
    expect(meanCv).toBeGreaterThan(0.6);
  },
);
