import { parentPort } from "node:worker_threads";
import { type ShareAnswer, type ShareMessage, serveShare } from "../index.ts";

const post = (answer: ShareAnswer): void => parentPort?.postMessage(answer);
parentPort?.on("message", (message: ShareMessage) => post(serveShare(message, post)));
