import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { createViteServer } from "vitest/node";
import { simulate, simulateCable, simulateNetwork } from "../../src/index.ts";
import { sources } from "../repository/sources.ts";
import { cables, documents, networks } from "./documents.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

const all = { ...documents, ...cables, ...networks };
const here = Object.fromEntries([
  ...Object.entries(documents).map(([name, doc]) => [name, simulate(doc).fingerprint] as const),
  ...Object.entries(cables).map(([name, doc]) => [name, simulateCable(doc).fingerprint] as const),
  ...Object.entries(networks).map(([name, doc]) => [name, simulateNetwork(doc).fingerprint] as const),
]);
/** The same as text, for other machines. */
const fingerprintOf = `(doc) => ("cable" in doc ? simulateCable : "populations" in doc ? simulateNetwork : simulate)(doc).fingerprint`;

test.each(Object.keys(documents))("%s: the same bits on every target, interleave and chunk", (name) => {
  const document = documents[name]!;
  const reference = simulate(document);
  expect(reference.target).toBe("wasm-simd");
  expect(reference.spikes.times.length, "spikes to compare").toBeGreaterThan(0);
  const variants = [
    { target: "wasm" },
    { target: "interpreter" },
    { interleave: 1 },
    { interleave: 4 },
    { chunk: 1 },
    { chunk: 7 },
    { target: "wasm", chunk: 1000 },
  ] as const;
  for (const options of variants) {
    expect(simulate(document, options).fingerprint, JSON.stringify(options)).toBe(reference.fingerprint);
  }
});

test.each(Object.keys(networks))("%s: the same bits on every target and chunk", (name) => {
  const document = networks[name]!;
  const reference = simulateNetwork(document);
  expect(reference.target).toBe("wasm-simd");
  const spikes = [...reference.spikes.values()].reduce((sum, { times }) => sum + times.length, 0);
  expect(spikes, "spikes to compare").toBeGreaterThan(100);
  for (const options of [{ target: "wasm" }, { target: "interpreter" }, { chunk: 1 }, { chunk: 7 }] as const)
    expect(simulateNetwork(document, options).fingerprint, JSON.stringify(options)).toBe(reference.fingerprint);
});

/** Node 24 where npx can find it, on the built package. */
test("Node 24 gives the same fingerprints", async (context) => {
  const program = await run("npx", ["--yes", "node@24", "-p", "process.execPath"], {
    cwd: tmpdir(),
    timeout: 50_000,
    // Without a network the answer comes at once, and not after several tries.
    env: { ...process.env, npm_config_fetch_retries: "0" },
  }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
  if (!program || !existsSync(program)) {
    console.warn("SKIPPED: Node 24 is not to be had here; its fingerprints were not compared");
    return context.skip();
  }
  const script = `
    const { simulate, simulateCable, simulateNetwork } = await import(${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)});
    const { readFileSync } = await import("node:fs");
    const documents = JSON.parse(readFileSync(process.argv[1], "utf8"));
    const of = Object.entries(documents).map(([name, doc]) => [name, (${fingerprintOf})(doc)]);
    console.log(JSON.stringify({ version: process.version, of: Object.fromEntries(of) }));`;
  const folder = mkdtempSync(join(tmpdir(), "rheobase-documents-"));
  const file = join(folder, "documents.json");
  writeFileSync(file, JSON.stringify(all));
  const { stdout } = await run(program, ["--input-type=module", "-e", script, file]);
  rmSync(folder, { recursive: true });
  const there = JSON.parse(stdout) as { version: string; of: Record<string, string> };
  expect(there.version).toMatch(/^v24/);
  expect(there.of).toEqual(here);
});

/** Those of the library without its command line and figures. */
const packages = [
  ...new Set(
    sources
      .filter(({ path }) => !/^src\/(cli|plot)\//.test(path))
      .flatMap(({ imports }) => imports.filter((name) => !/^(src\/|node:)/.test(name))),
  ),
];

test("Chromium gives the same fingerprints", async (context) => {
  const executablePath = "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    console.warn("SKIPPED: /usr/bin/chromium is not installed; its fingerprints were not compared");
    return context.skip();
  }
  // Resolves packages as any bundler does, those in CommonJS too.
  const profile = mkdtempSync(join(tmpdir(), "rheobase-chromium-"));
  const server = await createViteServer({
    configFile: false,
    root,
    cacheDir: join(profile, "vite"),
    logLevel: "error",
    appType: "custom",
    server: { host: "127.0.0.1", hmr: false, watch: null, fs: { allow: [root, profile] } },
    optimizeDeps: { noDiscovery: true, include: packages },
  });
  server.middlewares.use("/blank", (_, response) => {
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html>");
  });
  await server.listen(0);
  const port = (server.httpServer!.address() as AddressInfo).port;
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/blank`);
    // As text: a function would carry the test runner's own way to import.
    const there = await page.evaluate(`(async () => {
      const { simulate, simulateCable, simulateNetwork } = await import("/dist/index.js");
      const all = Object.entries(${JSON.stringify(all)});
      return Object.fromEntries(all.map(([name, doc]) => [name, (${fingerprintOf})(doc)]));
    })()`);
    expect(there).toEqual(here);
  } finally {
    await browser.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
