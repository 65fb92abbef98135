import { readFileSync } from "node:fs";
import { NetworkThreads } from "rheobase";
import { spawnThread } from "rheobase/threads";

const brunel = JSON.parse(readFileSync(new URL("brunel-c.json", import.meta.url), "utf8"));
const threads = new NetworkThreads(spawnThread);
for (const seed of [1, 2, 3]) {
  const { spikes, duration } = await threads.simulate({ ...brunel, seed, duration: "200 ms" }, { threads: 2 });
  const { times, size } = spikes.get("e");
  console.log(`seed ${seed}: ${(times.length / size / duration).toFixed(1)} Hz`);
}
threads.close();
