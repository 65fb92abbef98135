import { parentPort } from "node:worker_threads";
import { serveShare } from "../network/serve-share.ts";
import type { ShareAnswer, ShareMessage } from "../network/thread.ts";

const post = (answer: ShareAnswer): void => parentPort?.postMessage(answer);
parentPort?.on("message", (message: ShareMessage) => post(serveShare(message, post)));
