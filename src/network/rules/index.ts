import { allToAll } from "./all-to-all.ts";
import { distance } from "./distance.ts";
import { inDegree } from "./in-degree.ts";
import { list } from "./list.ts";
import { oneToOne } from "./one-to-one.ts";
import { outDegree } from "./out-degree.ts";
import { probability } from "./probability.ts";
import { total } from "./total.ts";

/** All rules, the simplest first. */
export const rules = [allToAll, oneToOne, probability, inDegree, outDegree, total, distance, list] as const;
