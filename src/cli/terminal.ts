import { readFileSync } from "node:fs";
import picocolors from "picocolors";

/** What a command reads from and writes to. Commands take it as an argument, so that a test can watch them. */
export interface Terminal {
  /** Results: standard output. */
  write(text: string): void;
  /** Errors and progress: standard error. */
  complain(text: string): void;
  /** All of standard input. */
  read(): string;
  /** Width of a line in characters. */
  readonly columns: number;
  readonly colours: Colours;
  readonly errorColours: Colours;
  /** Whether standard error is a screen that a progress bar can be drawn on. */
  readonly interactive: boolean;
}

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours, or the same functions that leave a text as it is. */
export const coloursFor = (enabled: boolean): Colours => picocolors.createColors(enabled);

/** The terminal of this process. A reader that closes the pipe (`rheobase … | head`) ends it quietly. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
  return {
    write: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    // By its number: to mention process.stdin would make it non-blocking, and a slow writer an error.
    read: () => readFileSync(0, "utf8"),
    columns: Math.max(40, Math.min(stdout.columns || Number(env.COLUMNS) || 80, 120)),
    colours: coloursFor(isColourful(stdout)),
    errorColours: coloursFor(isColourful(stderr)),
    interactive: Boolean(stderr.isTTY) && env.TERM !== "dumb",
  };
}

/** Colours go to a screen, unless NO_COLOR forbids them; FORCE_COLOR sends them anywhere (no-color.org). */
function isColourful(stream: { readonly isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return Boolean(stream.isTTY) && TERM !== "dumb";
}
