import { findUnit } from "../quantity/units.ts";
import type { Expression } from "./ast.ts";

const greek = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

/** Names that stand for something else than themselves: `dt` is the length of a step. */
const special: ReadonlyMap<string, string> = new Map([
  ["inf", "\\infty"],
  ["dt", "\\Delta t"],
]);

/**
 * A name as a symbol: `tau_m` is `\tau_{\mathrm{m}}`, `g_Na` is `g_{\mathrm{Na}}`, `theta_inf` is `\theta_{\infty}`. A
 * subscript that is itself a name of the model is set as that name is, others upright (ISO 80000-1, 7.1.4): where there is
 * a gate m, `alpha_m` is `\alpha_{m}`. `delta_v`, with v a name, is `\delta v`.
 */
export function latexOfName(name: string, names: ReadonlySet<string> = new Set()): string {
  const known = names.has(name) ? undefined : special.get(name);
  if (known) return known;
  const [, head, rest] = /^([^_]+)_(.+)$/.exec(name) ?? [undefined, name, ""];
  if ((head === "delta" || head === "Delta") && names.has(rest!)) return `\\${head} ${latexOfName(rest!, names)}`;
  const [, letters, digits] = /^(.*?)(\d*)$/.exec(head!)!;
  const symbol = greek.has(letters!) || letters!.length === 1 ? letterOf(letters!) : `\\textit{${escaped(head!)}}`;
  const own = greek.has(letters!) || letters!.length === 1 ? digits! : "";
  const below = [own, rest && subscript(rest, names)].filter((part) => part !== "").join(",");
  return below === "" ? symbol : `${symbol}_{${below}}`;
}

function letterOf(name: string): string {
  return name.length === 1 ? escaped(name) : `\\${name}`;
}

function subscript(text: string, names: ReadonlySet<string>): string {
  if (names.has(text)) return latexOfName(text, names);
  return text
    .split("_")
    .filter((part) => part !== "")
    .map((part) => {
      if (names.has(part)) return latexOfName(part, names);
      if (special.has(part)) return special.get(part)!;
      if (greek.has(part)) return `\\${part}`;
      return /^\d+$/.test(part) ? part : `\\mathrm{${escaped(part)}}`;
    })
    .join(",");
}

function escaped(text: string): string {
  return text.replaceAll("_", "\\_");
}

/** Where a unit may be written: in equations one-letter names are variables. */
type Context = Parameters<typeof findUnit>[1];

/**
 * A product of powers of units, each upright: `\mathrm{mS}\,\mathrm{cm}^{-2}` of `mS/cm**2`. Undefined for an expression that
 * has anything else in it.
 */
export function latexOfUnits(
  e: Expression,
  names: ReadonlySet<string>,
  context: Context,
  sign: 1 | -1 = 1,
): string | undefined {
  const factors = unitFactors(e, names, context, sign);
  return factors?.map(([symbol, power]) => `\\mathrm{${symbol}}${power === 1 ? "" : `^{${power}}`}`).join("\\,");
}

function unitFactors(
  e: Expression,
  names: ReadonlySet<string>,
  context: Context,
  power: number,
): readonly (readonly [symbol: string, power: number])[] | undefined {
  if (e.kind === "number" && e.value === 1) return [];
  if (e.kind === "name") {
    const unit = names.has(e.name) ? undefined : findUnit(e.name, context);
    return unit && [[symbolOf(unit.symbol), power * unit.degree]];
  }
  if (e.kind !== "binary") return undefined;
  const left = (by: number) => unitFactors(e.left, names, context, by);
  if (e.operator === "**") {
    const exponent = numberIn(e.right);
    return exponent === undefined ? undefined : left(power * exponent);
  }
  if (e.operator !== "*" && e.operator !== "/") return undefined;
  const first = left(power);
  const second = first && unitFactors(e.right, names, context, e.operator === "*" ? power : -power);
  return second && [...first, ...second];
}

function numberIn(e: Expression): number | undefined {
  if (e.kind === "number") return e.value;
  return e.kind === "unary" && e.operator === "-" && e.operand.kind === "number" ? -e.operand.value : undefined;
}

function symbolOf(symbol: string): string {
  return symbol.replace("Ohm", "\\Omega").replace(/^u/, "\\mu ");
}
