import { parentPort } from "node:worker_threads";
import { type ShareAnswer, type ShareMessage, serveShare } from "../network/threads.ts";

const post = (answer: ShareAnswer): void => parentPort?.postMessage(answer);
parentPort?.on("message", (message: ShareMessage) => post(serveShare(message, post)));
