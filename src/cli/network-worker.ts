import { parentPort } from "node:worker_threads";
import { type ShareMessage, serveShare } from "../index.ts";

parentPort?.on("message", (message: ShareMessage) => parentPort?.postMessage(serveShare(message)));
