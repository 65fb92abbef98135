import type { Objective } from "../objective.ts";
import type { ObjectiveName } from "../objective-document.ts";
import { features } from "./features.ts";
import { gamma } from "./gamma.ts";
import { latency } from "./latency.ts";
import { likelihood } from "./likelihood.ts";
import { rates } from "./rates.ts";
import { spikeTimes } from "./spike-times.ts";
import { trace } from "./trace.ts";
import { vanRossum } from "./van-rossum.ts";
import { victorPurpura } from "./victor-purpura.ts";

/** What a fit can make small. */
export const objectives: Readonly<Record<ObjectiveName, Objective>> = {
  gamma,
  "victor-purpura": victorPurpura,
  "van-rossum": vanRossum,
  "spike-times": spikeTimes,
  trace,
  features,
  rates,
  latency,
  likelihood,
};
