import { test } from "vitest";
import { withSharedFile } from "../shared.ts";
import { realFiles, survives } from "./accidents.ts";

for (const path of Object.keys(realFiles))
  withSharedFile(`data/${path}`, (file) => {
    test(`${path} survives 1,000 accidents`, () => survives(new Uint8Array(file), 1000, 2), 1_200_000);
  });
