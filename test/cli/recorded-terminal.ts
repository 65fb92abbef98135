import { rheobase } from "../../src/cli/rheobase.ts";
import { coloursFor, type Terminal } from "../../src/cli/terminal.ts";

/** What a command wrote, and its exit code. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly complaints: string;
}

/** Runs the command line in this process, without colours, in a terminal of 80 columns. */
export async function runCommand(args: readonly string[], input = ""): Promise<Outcome> {
  let [out, complaints] = ["", ""];
  const terminal: Terminal = {
    write: (text) => {
      out += text;
    },
    complain: (text) => {
      complaints += text;
    },
    read: () => input,
    columns: 80,
    colours: coloursFor(false),
    errorColours: coloursFor(false),
    interactive: false,
  };
  return { code: await rheobase(args, terminal), out, complaints };
}
