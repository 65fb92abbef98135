import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { serveLab } from "../../src/cli/lab-server.ts";
import { root } from "../repository/sources.ts";
import { chromiumPath, flags } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built lab is served, and the browser that looks at it; undefined where there is no Chromium. */
    lab: { readonly address: string; readonly browser: string } | undefined;
  }
}

/** Serves the built lab once for all tests, and starts one browser for them. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = `${root}dist/lab`;
  if (!existsSync(folder)) throw new Error('the lab is not built: "npm run build" makes it');
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    console.warn("NO CHROMIUM: the tests of the lab are skipped; apt-get install chromium fonts-nanum");
    provide("lab", undefined);
    return async () => undefined;
  }
  const server = await serveLab(folder, 0);
  const browser = await chromium.launchServer({ executablePath, args: [...flags] });
  provide("lab", { address: server.address, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    await server.close();
  };
}
