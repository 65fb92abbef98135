import { linkOf, readLink } from "../document/link.ts";
import { isTooDeep, kindOf } from "../document/showable.ts";
import type { Bench } from "../worker/bench.svelte.ts";
import type { Failure } from "../worker/contract.ts";

export type Opened =
  | { readonly kind: "none" | "opened" }
  /** It is the network view's to open. */
  | { readonly kind: "network"; readonly link: string }
  | {
      readonly kind: "refused";
      readonly reason: "linkBroken" | "linkHuge" | "documentDeep" | "documentCable" | "documentRefused";
      readonly failure?: Failure;
    };

/** Opens the experiment that a link holds. It is checked first; a link that holds none changes nothing. */
export async function openFromLink(hash: string, bench: Bench): Promise<Opened> {
  const read = readLink(hash);
  switch (read.kind) {
    case "none":
      return { kind: "none" };
    case "broken":
      return { kind: "refused", reason: "linkBroken" };
    case "huge":
      return { kind: "refused", reason: "linkHuge" };
    case "read":
      return openJson(read.json, bench);
  }
}

/** Opens a document that somebody else wrote, once it is known to be an experiment. */
export async function openJson(json: unknown, bench: Bench): Promise<Opened> {
  if (isTooDeep(json)) return { kind: "refused", reason: "documentDeep" };
  const kind = kindOf(json);
  if (kind === "cable") return { kind: "refused", reason: "documentCable" };
  if (kind === "network") return { kind, link: linkOf(json as object) };
  const outcome = await bench.simulator.open(json);
  if (outcome.kind === "stopped") return { kind: "none" };
  if (outcome.kind === "failed") return { kind: "refused", reason: "documentRefused", failure: outcome.failure };
  bench.experiment.open(outcome.value);
  return { kind: "opened" };
}
