/** A number as people read it: four significant digits, a true minus sign. */
export function shortNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return "–";
  return String(Number(value.toPrecision(digits))).replaceAll("-", "\u2212");
}

/** `2 nA`; the number alone where there is no unit. */
export function withUnit(value: number, unit: string, digits = 4): string {
  return unit === "1" || unit === "" ? shortNumber(value, digits) : `${shortNumber(value, digits)} ${unitText(unit)}`;
}

/** `MΩ` of `MOhm`, `µm` of `um`, `µA/cm²` of `uA/cm^2`. */
export function unitText(unit: string): string {
  if (unit === "1") return "";
  return unit
    .replaceAll("Ohm", "Ω")
    .replace(/\bu(?=[A-Za-z])/g, "µ")
    .replaceAll("^2", "²")
    .replaceAll("^3", "³")
    .replaceAll("*", "·");
}
