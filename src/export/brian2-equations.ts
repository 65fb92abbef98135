import { namesIn } from "../language/calculus.ts";
import type { Drive } from "../language/definition.ts";
import { parseEquations, parseExpression } from "../language/parse.ts";
import { brianName } from "./brian2-names.ts";
import type { BrianSubject } from "./brian2-subject.ts";
import { brianDimension, brianExpression, type Names, unitOfDimension } from "./brian2-text.ts";

/** The window that most stimuli share, as their expressions end. */
const window = "*int(t >= start and t < stop)";

/** The equations with the stimuli in the place of the inputs, and a line for each parameter that differs between neurons. */
export function brianEquations(subject: BrianSubject): string[] {
  const { experiment, names, recorded } = subject;
  const axes = new Map(experiment.axes.map(({ parameter, dimension }) => [parameter, dimension]));
  const own = parseEquations(experiment.definition.equations);
  const held = subject.method.isExact ? " (constant over dt)" : "";
  const lines = own.map((line) => {
    const flags = line.flags.map(({ name }) => name).filter((name) => name !== "input");
    const unit = brianDimension(line.unit);
    const name = brianName(line.name);
    const behind = flags.length > 0 ? ` (${flags.join(", ")})` : "";
    if (line.kind === "differential") return `d${name}/dt = ${brianExpression(line.value, names)} : ${unit}${behind}`;
    if (line.kind === "subexpression") return `${name} = ${brianExpression(line.value, names)} : ${unit}${behind}`;
    if (!line.flags.some(({ name }) => name === "input"))
      return axes.has(line.name) ? `${name} : ${unit} (constant)` : `${name} : ${unit}${behind}`;
    const drives = experiment.drives.filter(({ to }) => (to ?? line.name) === line.name);
    if (recorded.has(line.name)) return `${name} = ${recorded.get(line.name)} : ${unit}${held}`;
    const sum = drives.map((drive) => driveText(drive, drive.expression, subject)).join(" + ");
    return `${name} = ${sum || (unit === "1" ? "0" : `0*${unit}`)} : ${unit}${drives.some(({ noise }) => noise) ? "" : held}`;
  });
  const declared = new Set(own.map(({ name }) => name));
  const used = subject.drives.flatMap((drive) =>
    drive.state
      ? [`d${brianName(names.get(drive.state.name)!)}/dt = ${driveText(drive, drive.state.derivative, subject)} : 1`]
      : [],
  );
  const differing = [...axes]
    .filter(([parameter]) => !declared.has(parameter))
    .map(([parameter, dimension]) => `${names.get(parameter)} : ${unitOfDimension(dimension)} (constant)`);
  const all = [...lines, ...used, ...differing];
  const isTimed = all.some((line) => /\bt_edge\b/.test(line));
  return isTimed ? [...all, "t_edge = t + dt/2**20 : second (constant over dt)"] : all;
}

/** A text of a drive in the script's names; a window that holds the whole run is left out. */
export function driveText(drive: Drive, source: string, subject: BrianSubject): string {
  return brianExpression(parseExpression(withoutWindow(drive, source, subject)), driveNames(drive, subject.names));
}

/** Its parameters that its texts still name. */
export function usedParameters(drive: Drive, subject: BrianSubject): Drive["parameters"] {
  const used = new Set(
    [withoutWindow(drive, drive.expression, subject), drive.state?.derivative ?? "0"].flatMap((one) => [
      ...namesIn(parseExpression(one)),
    ]),
  );
  return drive.parameters.filter(({ local }) => used.has(local));
}

function withoutWindow(drive: Drive, source: string, subject: BrianSubject): string {
  return source.endsWith(window) && isWhole(drive, subject) ? source.slice(0, -window.length) : source;
}

function driveNames(drive: Drive, names: Names): Names {
  return new Map([
    ...drive.parameters.map(({ local, name }) => [local, names.get(name)!] as const),
    ...(drive.state ? [[drive.state.local, names.get(drive.state.name)!] as const] : []),
    ...(drive.noise === undefined ? [] : [["xi", names.get(drive.noise)!] as const]),
  ]);
}

function isWhole({ parameters }: Drive, { experiment }: BrianSubject): boolean {
  const [start, stop] = ["start", "stop"].map((local) => parameters.find((own) => own.local === local)) as [
    Drive["parameters"][number],
    Drive["parameters"][number],
  ];
  const isAxis = [start, stop].some(({ name }) => experiment.axes.some(({ parameter }) => parameter === name));
  return !isAxis && start.value <= 0 && stop.value >= experiment.steps * experiment.dt * (1 - 1e-12);
}
