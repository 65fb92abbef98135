import { describe, expect, test } from "vitest";
import { models } from "../../src/index.ts";
import { measureGolden } from "../golden.ts";

describe.each(models.map((model) => [model.name, model] as const))("%s", (name, { golden }) => {
  test("something is known of it", () => expect(golden.length).toBeGreaterThan(0));

  test.each(golden.map((number) => [number.what, number.source, number] as const))("%s (%s)", (_, __, number) => {
    for (const { what, found, wanted, within } of measureGolden(name, number)) {
      expect(Math.abs(found - wanted), `${what} is ${found} where ${wanted} is wanted`).toBeLessThanOrEqual(within);
    }
  });
});
