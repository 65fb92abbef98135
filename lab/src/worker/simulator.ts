import * as Comlink from "comlink";
import { type ExperimentDocument, methods, parseExperiment, prepareExperiment, simulatePrepared } from "rheobase";
import { checkShowable } from "../document/showable.ts";
import type { Observation, Simulator } from "./contract.ts";
import { buffersOf, observationOf } from "./observe.ts";
import { options, outcome, stop } from "./outcome.ts";
import { shown } from "./shown.ts";

const clock = () => performance.now();

/** The worker that runs the experiment itself; it holds no more than that takes, so that the first plot comes soon. */
const simulator: Simulator = {
  async run(json) {
    const result = await outcome(async (signal): Promise<Observation> => {
      const begin = clock();
      const document = parseExperiment(json);
      const prepared = prepareExperiment(document, options);
      const compile = clock() - begin;
      const recorded = await simulatePrepared(prepared, { ...options, signal, clock });
      return observationOf(document, prepared, { ...recorded, timing: { ...recorded.timing, compile } });
    });
    return result.kind === "done" ? Comlink.transfer(result, buffersOf(result.value)) : result;
  },
  open: (json) =>
    outcome((): ExperimentDocument => {
      const parsed = parseExperiment(json);
      checkShowable(parsed);
      const document = shown(parsed);
      prepareExperiment(document, options);
      return document;
    }),
  methods: () => methods.map(({ name }) => name),
  stop,
};

Comlink.expose(simulator);
