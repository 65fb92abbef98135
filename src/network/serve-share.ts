import { readCheckpoint } from "./checkpoint.ts";
import { packed } from "./error-message.ts";
import { identityOf } from "./identity.ts";
import { resolveNetwork, sizesOf } from "./network.ts";
import { parseNetwork } from "./network-schema.ts";
import { planNetwork } from "./plan-network.ts";
import { runNetwork } from "./run-network.ts";
import { abortShares, SharedExchange, Stopped } from "./shared-exchange.ts";
import type { ShareAnswer, ShareMessage } from "./thread.ts";

/**
 * What a thread does with its message: runs its share to the end.
 *
 * @param post sends an answer on the way
 */
export function serveShare(
  { document, share, buffers, options, leg, resume }: ShareMessage,
  post: (answer: ShareAnswer) => void,
): ShareAnswer {
  try {
    const network = resolveNetwork(parseNetwork(document));
    const shared = new SharedExchange(buffers, sizesOf(network), share);
    const paths = network.projections.map(({ path }) => path);
    const plan = planNetwork(network, options, share, (delays) => shared.agree(delays, paths));
    post({ kind: "planned" });
    const chunks = runNetwork(
      plan,
      (own) => shared.exchange(own),
      { ...leg, resume: resume && readCheckpoint(resume, identityOf(network.document)) },
      (state, step) => post({ kind: "kept", state, step }),
    );
    for (;;) {
      const { done, value } = chunks.next();
      if (!done) {
        shared.note(value);
        continue;
      }
      const { counts, target, methods } = plan;
      return { kind: "done", ...value, counts, about: { methods, target } };
    }
  } catch (error) {
    if (error instanceof Stopped) return { kind: "stopped" };
    abortShares(buffers);
    return { kind: "failed", error: packed(error) };
  }
}
