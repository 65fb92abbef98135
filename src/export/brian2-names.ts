import { findUnit } from "../quantity/units.ts";

/** Names that mean something else to Brian2 or to Python, so that no variable may be called so. */
const taken = new Set(
  (
    "and or not in is if else elif for while lambda def class return import from as with pass global try except finally raise " +
    "yield del assert break continue nonlocal async await None True False " +
    "t dt i j N xi lastspike not_refractory refractory t_in_timesteps t_edge e pi inf " +
    "exp expm1 exprel log log1p log10 sqrt abs sin cos tan sinh cosh tanh arcsin arccos arctan clip floor ceil sign int " +
    "rand randn poisson binomial randint timestep logical_not ones ones_like mod smaller larger"
  ).split(" "),
);

/** What a variable is called in a script: its own name, or `own_lambda` where that is taken. */
export function brianName(name: string): string {
  return taken.has(name) || name.startsWith("_") || findUnit(name, "equations")
    ? `own_${name.replace(/^_+/, "")}`
    : name;
}

/** Units that Brian2 knows by their symbol. */
const symbols = new Set(
  "mV mA uA nA pA pF uF nF nS uS mS ms us Hz kHz MHz cm cm2 cm3 mm mm2 mm3 um um2 um3 mM uM nM".split(" "),
);

/** A unit as Brian2 has it: `mV`, `Mohm` of MOhm, `volt` of V, `umetre` of um3's base. */
export function brianUnit(name: string): string {
  if (symbols.has(name)) return name;
  const unit = findUnit(name, "quantity");
  if (!unit) return name;
  const base = unit.symbol;
  const power = unit.degree === 1 ? "" : `${unit.degree}`;
  const long = Object.entries(longNames).find(
    ([symbol]) =>
      base.endsWith(symbol) && findUnit(symbol, "quantity") !== undefined && isPrefix(base.slice(0, -symbol.length)),
  );
  return long ? `${base.slice(0, -long[0].length)}${long[1]}${power}` : name;
}

/** Longer symbols first: `Pa` before `A` would read pA as a pascal, so each must leave a prefix. */
const longNames: Readonly<Record<string, string>> = {
  Ohm: "ohm",
  mol: "mole",
  rad: "radian",
  Hz: "hertz",
  Pa: "pascal",
  Wb: "weber",
  cd: "candela",
  m: "metre",
  g: "gram",
  s: "second",
  A: "amp",
  K: "kelvin",
  V: "volt",
  S: "siemens",
  F: "farad",
  C: "coulomb",
  N: "newton",
  J: "joule",
  W: "watt",
  T: "tesla",
  H: "henry",
  l: "litre",
  M: "molar",
};

function isPrefix(text: string): boolean {
  return /^(da|[yzafpnumcdhkMGTPEZY])?$/.test(text);
}
