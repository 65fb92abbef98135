import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LabServer, serveLab } from "../../src/cli/lab-server.ts";

const parent = mkdtempSync(join(tmpdir(), "lab-"));
const folder = join(parent, "lab");
let server: LabServer;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<p>lab</p>");
  writeFileSync(join(folder, "assets", "page-1234.js"), "export {};");
  writeFileSync(join(parent, "secret.txt"), "secret");
  mkdirSync(`${folder}-secret`);
  writeFileSync(join(`${folder}-secret`, "secret.txt"), "secret");
  server = await serveLab(folder, 0);
});
afterAll(() => server.close());

/** The answer to a path that is sent as it is: `fetch` would tidy it. */
function statusOf(path: string, method = "GET"): Promise<number> {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    request({ host: "localhost", port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on("error", reject)
      .end();
  });
}

test("the page comes with a policy that lets it run WebAssembly and nothing from elsewhere", async () => {
  const { headers, ...answer } = await fetch(server.address).then(async (response) => ({
    headers: response.headers,
    text: await response.text(),
    type: response.headers.get("content-type"),
  }));
  expect(answer).toEqual({ text: "<p>lab</p>", type: "text/html; charset=utf-8" });
  const policy = headers.get("content-security-policy")!.split("; ");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("files whose names hold a hash may be kept for ever, the page is asked for each time", async () => {
  const kept = await fetch(`${server.address}assets/page-1234.js`);
  expect([kept.headers.get("cache-control"), kept.headers.get("content-type")]).toEqual([
    "public, max-age=31536000, immutable",
    "text/javascript; charset=utf-8",
  ]);
  expect((await fetch(server.address)).headers.get("cache-control")).toBe("no-cache");
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/../../secret.txt",
  "/../lab-secret/secret.txt",
  "/..%5csecret.txt",
  "/assets",
  "/nothing.js",
  "/%00",
  "/%zz",
])("no file outside the folder, no folder, and no path that cannot be read is served: %s", async (path) => {
  expect(await statusOf(path)).toBe(404);
});

test("a server of files takes no other requests", async () => {
  expect(await statusOf("/", "POST")).toBe(405);
  expect(await statusOf("/", "HEAD")).toBe(200);
});

test("a port that is taken is named, with a way out", async () => {
  const { port } = new URL(server.address);
  await expect(serveLab(folder, Number(port))).rejects.toThrow(`--port: port ${port} is taken (take another`);
});

test("where nobody asked for a port, the next one that is free is taken", async () => {
  const taken = Number(new URL(server.address).port);
  const other = await serveLab(folder, taken, true);
  const port = Number(new URL(other.address).port);
  await other.close();
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThan(taken + 20);
});
