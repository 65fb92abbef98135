// A thread of bench/networks.js: runs a network by itself whenever it is told to, and says how many seconds its steps took. Two of
// these at once show what the machine has to give to two threads.
import { parentPort, workerData } from "node:worker_threads";
import { simulateNetwork } from "../dist/index.js";
import { networks } from "./network-workloads.js";

const clock = () => performance.now();
parentPort.on("message", (seconds) => {
  const { timing } = simulateNetwork(networks[workerData].document(seconds), { clock });
  parentPort.postMessage(timing.run / 1000);
});
