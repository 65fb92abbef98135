import { join } from "node:path";
import type { Command } from "commander";
import { writeText } from "./export.ts";
import { svgDocument } from "./figure-file.ts";
import type { Shown } from "./reproduce/index.ts";
import type { Terminal } from "./terminal.ts";

const examples = `
Examples:
  rheobase reproduce seeds -o lessons

Opens as lessons/index.html: every figure and table of the lessons on
integrate-and-fire neurons and the passive cable, beside the exact answers.`;

/** `rheobase reproduce seeds -o DIR`: the figures and tables of the lessons, as a folder with a page. */
export function addReproduce(program: Command, terminal: Terminal): void {
  const command = program
    .command("reproduce")
    .summary("make the figures and tables of the lessons again, beside the exact answers")
    .description("Makes every figure and table of a set of lessons again, into a folder with an HTML page.")
    .addHelpText("after", examples);
  command
    .command("seeds", { isDefault: true })
    .description("three lessons on integrate-and-fire neurons, one on the passive cable")
    .requiredOption("-o, --output <folder>", "the folder to write to")
    .action(({ output }: { readonly output: string }) => reproduce(output, terminal));
}

async function reproduce(folder: string, terminal: Terminal): Promise<void> {
  const { lessons, lessonPage } = await import("./reproduce/index.ts");
  const document = await svgDocument();
  const made = [];
  for (const lesson of lessons) {
    const shown: Shown[] = [];
    for (const item of lesson.items) {
      const result = await item.make({ document, size: "screen" });
      const files = result.figures.map((figure, k) => {
        const file = `${item.name}${result.figures.length > 1 ? `-${k + 1}` : ""}.svg`;
        writeText(join(folder, file), `${figure.outerHTML}\n`);
        return file;
      });
      shown.push({ item, made: result, files });
      terminal.write(`${item.title}\n`);
    }
    made.push({ lesson, shown });
  }
  terminal.write(`\n${writeText(join(folder, "index.html"), lessonPage(made))}\n`);
}
