import { type ShareAnswer, type ShareMessage, serveShare } from "rheobase";

/** A thread of a network. */
const post = (answer: ShareAnswer): void => postMessage(answer);
addEventListener("message", ({ data }: MessageEvent<ShareMessage>) => post(serveShare(data, post)));
