import { couplingAbout, ExperimentError } from "../index.ts";
import { type Climbed, type ClimbOptions, climbGif, climbRung } from "./fit-climb.ts";
import { type FitData, precisionOf } from "./fit-data.ts";
import { ladderJson, ladderPage } from "./fit-ladder-page.ts";
import { rungsFor } from "./fit-request.ts";
import { drawTable, wrap } from "./table.ts";
import type { Terminal } from "./terminal.ts";

export interface LadderOptions extends ClimbOptions {
  readonly only?: string;
  readonly json?: boolean;
}

/**
 * Fits every model of the ladder to the same data, and tables what each keeps of the cell and what it costs. The page is written anew
 * after each model, so that what there is can be read, and is kept where the rest is interrupted.
 */
export async function fitLadder(data: FitData, options: LadderOptions, terminal: Terminal): Promise<void> {
  const rungs = rungsFor(data);
  const names = [...rungs.map(({ name }) => name), "gif", "gif-coupled"];
  const wanted = options.only?.split(",").map((name) => name.trim()) ?? names;
  const stray = wanted.find((name) => !names.includes(name));
  if (stray !== undefined)
    throw new ExperimentError(`the ladder has no model "${stray}"`, "--only", `it has ${names.join(", ")}`);
  const climbed: Climbed[] = [];
  const failed: string[] = [];
  let isInterrupted = false;
  let page: string | undefined;
  const attempt = async (name: string, climb: () => Promise<Climbed> | Climbed): Promise<void> => {
    if (!wanted.includes(name)) return;
    try {
      climbed.push(await climb());
    } catch (error) {
      const isOfTheModel = error instanceof RangeError || error instanceof ExperimentError;
      if (isInterrupted || !isOfTheModel) throw error;
      failed.push(`${name}: ${error.message}`);
    }
    if (options.report !== undefined)
      page = await ladderPage(options.report, data, climbed, failed, precisionOf(options.precision));
  };
  for (const rung of rungs)
    await attempt(rung.name, () =>
      climbRung(rung, data, options, terminal, {
        label: `${wanted.indexOf(rung.name) + 1} of ${wanted.length}, ${rung.name}: `,
        onInterrupt: () => {
          isInterrupted = true;
        },
      }),
    );
  const gif = (name: string, keeps: string, how: Parameters<typeof climbGif>[4]) =>
    climbGif(name, keeps, data, options, how);
  let plain: Climbed | undefined;
  const withoutCoupling = (): Climbed => {
    plain ??= gif("gif", "spikes by chance, five exponentials of adaptation", {});
    return plain;
  };
  await attempt("gif", withoutCoupling);
  await attempt("gif-coupled", () =>
    gif("gif-coupled", "and a threshold that follows the potential", {
      coupling: couplingAbout(withoutCoupling().values.v_T!.value / 1e3),
    }),
  );
  if (options.json) terminal.write(`${JSON.stringify(ladderJson(data, climbed, failed))}\n`);
  else
    terminal.write(
      `${ladderLines(data, climbed, failed, terminal).join("\n")}\n${page === undefined ? "" : `written to ${page}\n`}`,
    );
}

function ladderLines(
  data: FitData,
  climbed: readonly Climbed[],
  failed: readonly string[],
  { colours, columns }: Terminal,
): string[] {
  const digits = (value: number | undefined, count = 3): string =>
    value !== undefined && Number.isFinite(value) ? `${Number(value.toPrecision(count))}` : "";
  const rows = climbed.map(({ name, free, train, test, operations, nanoseconds }) => [
    name,
    `${free}`,
    digits(train.gamma),
    digits(test?.gamma),
    test && Number.isFinite(test.share) ? `${digits(100 * test.share)} %` : "",
    Number.isFinite((test ?? train).rates) ? `${digits(100 * (test ?? train).rates, 2)} %` : "",
    `${operations}`,
    digits(nanoseconds),
  ]);
  const headings = ["model", "free", "fitted", "new data", "of intrinsic", "rates off", "operations", "ns/step"];
  return [
    colours.bold(data.name),
    ...wrap(`${data.split}; coincidence factors`, columns),
    "",
    ...drawTable(headings, rows, colours, [0]),
    ...failed.flatMap((text) => ["", ...wrap(text, columns)]),
  ];
}
