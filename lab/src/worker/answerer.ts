import * as Comlink from "comlink";
import { brian2Script, latexScript, nestScript, type ProtocolDocument, runProtocolAsync } from "rheobase";
import type { Answerer, ScriptFormat } from "./contract.ts";
import { options, outcome, stop } from "./outcome.ts";
import { planeOf } from "./plane.ts";
import { ratesOf } from "./rates.ts";
import { seldom } from "./seldom.ts";

const clock = () => performance.now();

const scripts: Readonly<Record<ScriptFormat, typeof brian2Script>> = {
  brian2: brian2Script,
  nest: nestScript,
  latex: latexScript,
};

/** The worker of the questions that take longer than a run. */
const answerer: Answerer = {
  ask: (question, onProgress) =>
    outcome((signal): Promise<unknown> => {
      const told = onProgress ? { onProgress: seldom(onProgress) } : {};
      return runProtocolAsync(question as ProtocolDocument, { ...options, ...told, signal, clock });
    }),
  rates: (document) => outcome((signal) => ratesOf(document, { ...options, signal })),
  script: (document, format) => outcome(() => scripts[format](document)),
  plane: (question) => outcome(() => planeOf(question, options)),
  stop,
};

Comlink.expose(answerer);
