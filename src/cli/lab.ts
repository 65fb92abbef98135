import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Command, InvalidArgumentError } from "commander";
import { ExperimentError } from "../index.ts";
import { serveLab } from "./lab-server.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase lab
  rheobase lab --port 8000 --no-open

The page computes everything itself: no data leave the machine. Ctrl+C ends it.`;

const standardPort = 7421;

/** `rheobase lab`: serves the lab on this machine and opens it in the browser. */
export function addLab(program: Command, terminal: Terminal): void {
  program
    .command("lab")
    .summary("open the lab in a browser")
    .description("Serves the lab, a page with every control live, on this machine only, and opens it in the browser.")
    .option(
      "--port <number>",
      `where to listen; 0 for any free port (default: ${standardPort}, or the next that is free)`,
      portOf,
    )
    .option("--no-open", "do not open the browser")
    .addHelpText("after", examples)
    .action(async ({ port, open }: { readonly port?: number; readonly open: boolean }) => {
      const folder = fileURLToPath(new URL("../lab", import.meta.url));
      if (!existsSync(join(folder, "index.html")))
        throw new ExperimentError("the lab is not built", "lab", 'in a working copy "npm run build" makes it');
      const server = await serveLab(folder, port ?? standardPort, port === undefined);
      terminal.write(`The lab is at ${server.address} (Ctrl+C ends it)\n`);
      if (open) openInBrowser(server.address);
      await new Promise<void>((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
      });
      await server.close();
    });
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
}

/** Where no browser can be opened the address is still on the screen. */
function openInBrowser(address: string): void {
  const commands: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ["open", address],
    win32: ["cmd", "/c", "start", "", address],
  };
  const [command, ...args] = commands[process.platform] ?? ["xdg-open", address];
  spawn(command, args, { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
