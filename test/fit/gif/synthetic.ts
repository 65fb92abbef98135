import { type GifParameters, gifDocument, type SpikingSweep } from "../../../src/fit/gif/index.ts";
import { simulate, spikesOf } from "../../../src/index.ts";
import { ornsteinUhlenbeck } from "../../analysis/cell/passive-cell.ts";

export const rate = 10_000;

/** A regular-spiking cell with two after-spike currents and a moving threshold. */
export const cell: GifParameters = {
  C: 0.2e-9,
  g_L: 10e-9,
  E_L: -65e-3,
  v_reset: -55e-3,
  t_ref: 4e-3,
  eta: { basis: { form: "exponentials", timeConstants: [10e-3, 100e-3] }, weights: [80e-12, 30e-12] },
  gamma: { basis: { form: "exponentials", timeConstants: [20e-3, 150e-3] }, weights: [6e-3, 2e-3] },
  coupling: { parts: [], weights: [] },
  v_T: -46e-3,
  Delta_v: 1.5e-3,
  lambda_0: 1,
};

/** Answers of the neuron to one fluctuating current, as recordings of it. */
export function recorded(parameters: GifParameters, seconds: number, repeats: number): SpikingSweep[] {
  const current = ornsteinUhlenbeck(seconds * rate, rate, 3e-3, 0.3e-9).map((value) => value + 0.25e-9);
  const document = gifDocument(parameters, { rate, current }, { trials: repeats, seed: 7 });
  const result = simulate({ ...document, record: { variables: ["v"] } });
  const { values } = result.traces.variables[0]!;
  return Array.from({ length: repeats }, (_, repeat) => ({
    rate,
    current,
    voltage: values.slice(repeat * current.length, (repeat + 1) * current.length),
    spikes: spikesOf(result, repeat),
  }));
}
