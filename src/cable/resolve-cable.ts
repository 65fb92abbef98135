import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { type Dimension, dimensions, multiply, power } from "../quantity/dimension.ts";
import { formatQuantity } from "../quantity/quantity.ts";
import { didYouMean } from "../quantity/spelling.ts";
import type { BranchDocument, CableDocument, PlaceDocument, SectionDocument } from "./cable-document.ts";
import { type CableTree, cableTree, type Place, placeOn, type SectionPlan } from "./cable-tree.ts";

const { metre, ohm, farad, volt } = dimensions;
const area = power(metre, 2);
const units = {
  R_m: multiply(ohm, area),
  R_i: multiply(ohm, metre),
  C_m: multiply(farad, power(area, -1)),
} satisfies Record<string, Dimension>;

/** So many nodes are laid out at most: what a run keeps for each of them fits into memory. */
const mostNodes = 2_000_000;

/** The circuit of a document's cable, and its potential at rest in volt. Throws an ExperimentError naming the place. */
export function resolveCable({ cable }: CableDocument): { readonly tree: CableTree; readonly rest: number } {
  const material = (own: Partial<Record<keyof typeof units, string | number>>, path: string) => {
    const value = (name: keyof typeof units) =>
      own[name] === undefined
        ? positive(cable[name], `cable.${name}`, units[name])
        : positive(own[name], `${path}.${name}`, units[name]);
    return { membraneResistance: value("R_m"), axialResistivity: value("R_i"), membraneCapacitance: value("C_m") };
  };
  const branches = Object.entries(cable.branches ?? {});
  const trunk = sectionPlan("", cable, material({}, "cable"), "cable");
  const plans: SectionPlan[] = [{ ...trunk, start: cable.start ?? "sealed" }];
  for (const [name, branch] of inOrder(branches)) {
    const path = pathOf(name);
    const joint = jointOf(branch, plans, path);
    const own = sectionPlan(name, branch, material(branch, path), path);
    plans.push({ ...own, start: "joined", joint });
    meet(plans, joint, path);
  }
  const nodes = plans.reduce((sum, { compartments }) => sum + compartments, 1);
  if (nodes > mostNodes)
    throw new ExperimentError(
      `its ${nodes - 1} compartments are more than ${mostNodes}`,
      "cable",
      "divide it into fewer",
    );
  const rest = cable.E_L === undefined ? -0.07 : quantityAt(cable.E_L, "cable.E_L", volt).value;
  return { tree: checkedTree(cableTree(plans)), rest };
}

/** Rates of 10^30 a second and more are no longer those of a cable, and their products no longer numbers. */
const fastest = 1e30;

function checkedTree(tree: CableTree): CableTree {
  const { axial, leak, capacitance } = tree;
  const isUsable = capacitance.every((c, i) => c > 1e-60 && (axial[i]! + leak[i]!) / c < fastest && c < 1 / 1e-60);
  if (isUsable) return tree;
  throw new ExperimentError(
    "its compartments are too small, too large, or too well connected to compute with",
    "cable",
    "check the units of its lengths and of R_m, R_i and C_m",
  );
}

/** The point that a document names. Throws an ExperimentError at `path`. */
export function resolvePlace(place: PlaceDocument, { sections }: CableTree, path: string): Place {
  const isObject = typeof place === "object";
  const at = quantityAt(isObject ? place.at : place, isObject ? `${path}.at` : path, metre).value;
  const name = isObject ? (place.branch ?? "") : "";
  const section = sections.find((own) => own.name === name);
  if (!section)
    throw unknownBranch(
      name,
      sections.slice(1).map((own) => own.name),
      `${path}.branch`,
    );
  // A sum of decimals may pass the end by a rounding.
  if (at < 0 || at > section.length * (1 + 1e-12))
    throw new ExperimentError(
      `${formatQuantity(at, metre)} is not on ${titleOf(name)}, which is ${formatQuantity(section.length, metre)} long`,
      isObject ? `${path}.at` : path,
      `give a length from 0 um to ${formatQuantity(section.length, metre)}`,
    );
  return placeOn(section, Math.min(at, section.length));
}

/** `the trunk`, or the branch by its name. */
export function titleOf(section: string): string {
  return section === "" ? "the trunk" : `branch "${section}"`;
}

function sectionPlan(
  name: string,
  own: SectionDocument,
  material: Omit<SectionPlan["material"], "diameter">,
  path: string,
): Omit<SectionPlan, "start"> {
  const { diameter } = own;
  const isTaper = typeof diameter === "object";
  const from = positive(
    isTaper ? diameter.from : diameter,
    isTaper ? `${path}.diameter.from` : `${path}.diameter`,
    metre,
  );
  const to = isTaper ? positive(diameter.to, `${path}.diameter.to`, metre) : from;
  return {
    name,
    length: positive(own.length, `${path}.length`, metre),
    diameters: [from, to],
    material: { ...material, diameter: from },
    compartments: own.compartments,
    end: own.end ?? "sealed",
  };
}

/** The node of its parent at which a branch begins. */
function jointOf({ parent = "", from = "end" }: BranchDocument, plans: readonly SectionPlan[], path: string) {
  const section = plans.find(({ name }) => name === parent)!;
  if (from === "start") return { section: parent, node: 0 };
  if (from === "end") return { section: parent, node: section.compartments };
  const at = quantityAt(from, `${path}.from`, metre).value;
  const step = section.length / section.compartments;
  const node = Math.round(at / step);
  if (at >= 0 && node <= section.compartments && Math.abs(at / step - node) < 1e-6) return { section: parent, node };
  const nearest = Math.max(0, Math.min(section.compartments, node)) * step;
  throw new ExperimentError(
    `${formatQuantity(at, metre)} is not between two compartments of ${titleOf(parent)}, which are ${shortLength(step)} long`,
    `${path}.from`,
    `the nearest place is ${shortLength(nearest)}`,
  );
}

/** An end from which a branch goes on is no end. */
function meet(plans: SectionPlan[], joint: NonNullable<SectionPlan["joint"]>, path: string): void {
  const k = plans.findIndex(({ name }) => name === joint.section);
  const section = plans[k]!;
  const side = joint.node === 0 ? "start" : joint.node === section.compartments ? "end" : undefined;
  if (side === undefined || section[side] === "joined") return;
  if (section[side] !== "sealed")
    throw new ExperimentError(
      `it begins at the ${side} of ${titleOf(section.name)}, which is ${section[side]}`,
      path,
      `leave that ${side} out, or begin elsewhere`,
    );
  plans[k] = { ...section, [side]: "joined" };
}

/** Each branch after its parent. */
function inOrder(branches: readonly (readonly [string, BranchDocument])[]): (readonly [string, BranchDocument])[] {
  const names = branches.map(([name]) => name);
  for (const [name, { parent }] of branches)
    if (parent !== undefined && !names.includes(parent)) throw unknownBranch(parent, names, `${pathOf(name)}.parent`);
  const ordered: (readonly [string, BranchDocument])[] = [];
  const placed = new Set<string | undefined>([undefined]);
  for (let waiting = branches; waiting.length > 0; ) {
    const next = waiting.filter(([, { parent }]) => placed.has(parent));
    if (next.length === 0)
      throw new ExperimentError(
        `${waiting.map(([name]) => `"${name}"`).join(" and ")} grow out of each other`,
        `${pathOf(waiting[0]![0])}.parent`,
        "one of them must grow out of the trunk: leave its parent out",
      );
    ordered.push(...next);
    for (const [name] of next) placed.add(name);
    waiting = waiting.filter(([name]) => !placed.has(name));
  }
  return ordered;
}

function unknownBranch(name: string, names: readonly string[], path: string): ExperimentError {
  const list = names.length > 0 ? `there are ${names.join(", ")}` : "the cable has none";
  return new ExperimentError(`there is no branch "${name}"`, path, didYouMean(name, names, list));
}

function positive(text: string | number, path: string, dimension: Dimension): number {
  const { value } = quantityAt(text, path, dimension);
  if (value > 0) return value;
  throw new ExperimentError(`must be greater than zero, but is "${text}"`, path);
}

function pathOf(name: string): string {
  return `cable.branches.${name}`;
}

/** Without the digits of a division: 33.3333 um. */
function shortLength(si: number): string {
  return formatQuantity(Number(si.toPrecision(6)), metre);
}
