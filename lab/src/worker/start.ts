import * as Comlink from "comlink";
import type { Dealer } from "../hidden/contract.ts";
import type { Answerer, Simulator } from "./contract.ts";

/** A worker that has been started, and what it is asked with. */
export interface Started<T> {
  readonly worker: Worker;
  readonly remote: Comlink.Remote<T>;
}

export function startSimulator(): Started<Simulator> {
  return started(new Worker(new URL("./simulator.ts", import.meta.url), { type: "module" }));
}

export function startAnswerer(): Started<Answerer> {
  return started(new Worker(new URL("./answerer.ts", import.meta.url), { type: "module" }));
}

export function startDealer(): Started<Dealer> {
  return started(new Worker(new URL("../hidden/dealer.ts", import.meta.url), { type: "module" }));
}

function started<T>(worker: Worker): Started<T> {
  return { worker, remote: Comlink.wrap<T>(worker) };
}
