import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { ExperimentError } from "../index.ts";
import { headers } from "./lab-headers.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** A server of the lab that only this machine can reach. */
export interface LabServer {
  /** `http://localhost:7421/` */
  readonly address: string;
  close(): Promise<void>;
}

/** Ports that are tried, one after the other, where nobody asked for one. */
const tries = 20;

/**
 * Serves the files of a folder on localhost.
 *
 * @param port 0 takes any that is free
 * @param orNext where the port is taken, one of the next 19 is as good
 * @throws ExperimentError where the port is taken
 */
export async function serveLab(folder: string, port: number, orNext = false): Promise<LabServer> {
  for (let next = port; orNext && next < Math.min(port + tries - 1, 65535); next++) {
    const server = await servedAt(folder, next).catch((error: unknown) => {
      if (error instanceof ExperimentError) return undefined;
      throw error;
    });
    if (server) return server;
  }
  return servedAt(folder, orNext ? Math.min(port + tries - 1, 65535) : port);
}

async function servedAt(folder: string, port: number): Promise<LabServer> {
  const server = createServer((request, response) => void answer(folder, request, response));
  await listening(server, port);
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const known: Readonly<Record<string, string>> = { EADDRINUSE: "is taken", EACCES: "is not allowed" };
      const problem = known[error.code ?? ""];
      reject(
        problem
          ? new ExperimentError(`port ${port} ${problem}`, "--port", "take another, or 0 for any that is free")
          : error,
      );
    });
    server.listen(port, "localhost", resolve);
  });
}

async function answer(folder: string, { method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
  const refuse = (code: number): void => {
    response.writeHead(code, { ...headers, "content-type": "text/plain" }).end();
  };
  if (method !== "GET" && method !== "HEAD") return refuse(405);
  const file = fileOf(folder, url ?? "/");
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !found?.isFile()) return refuse(404);
  response.writeHead(200, {
    ...headers,
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "content-length": found.size,
    // Names below assets/ hold a hash of what is in them.
    "cache-control": file.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-cache",
  });
  if (method === "HEAD") return void response.end();
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** The file of an address; undefined for one that would lie outside the folder. */
function fileOf(folder: string, url: string): string | undefined {
  try {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
    if (path.includes("\0")) return undefined;
    const file = join(folder, path.endsWith(sep) ? join(path, "index.html") : path);
    return file.startsWith(join(normalize(folder), sep)) ? file : undefined;
  } catch {
    return undefined;
  }
}
