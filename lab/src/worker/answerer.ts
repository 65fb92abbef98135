import * as Comlink from "comlink";
import { type ProtocolDocument, runProtocolAsync } from "rheobase";
import type { Answerer } from "./contract.ts";
import { options, outcome, stop } from "./outcome.ts";
import { planeOf } from "./plane.ts";

/** The worker of the questions that take longer than a run. */
const answerer: Answerer = {
  ask: (question) =>
    outcome((signal): Promise<unknown> => runProtocolAsync(question as ProtocolDocument, { ...options, signal })),
  plane: (question) => outcome(() => planeOf(question, options)),
  stop,
};

Comlink.expose(answerer);
