/** `v (mV)`; the name alone where there is no unit. */
export function withUnit(name: string, unit: string): string {
  return unit === "1" || unit === "" ? name : `${name} (${unitText(unit)})`;
}

/** A unit as it is printed: `µA/cm²` of `uA/cm^2`, `MΩ` of `MOhm`. */
export function unitText(unit: string): string {
  return unit
    .replace(/\bu(?=[A-Za-z])/g, "µ")
    .replace(/Ohm\b|ohm\b/g, "Ω")
    .replace(/(?:\^|\*\*)(-?\d+)/g, (_, digits: string) => superscript(digits))
    .replace(/\*/g, "·");
}

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("0123456789-", (digit, k) => [digit, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"[k]!]),
);

/** `⁻⁷` of `-7` */
export function superscript(digits: string): string {
  return Array.from(digits, (digit) => raised[digit] ?? digit).join("");
}

/**
 * How wide a text is at most, in units of its font size: there is no page to measure it on. The widths are those of DejaVu Sans,
 * the widest font that figures are drawn with; in Helvetica, and in a PNG, texts are about a tenth shorter.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += widths.get(letter) ?? (isWide.test(letter) ? 1 : otherwise);
  return width;
}

/** Chinese, Japanese, Korean, and pictures. */
const isWide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;

/** Of Greek, Cyrillic and accented letters. */
const otherwise = 0.72;

const widths: ReadonlyMap<string, number> = new Map(
  (
    [
      [0.2, "\u2009"],
      [0.3, "ijlIJ'"],
      [0.33, " ,.·"],
      [0.36, "/:;\\|f-"],
      [0.41, "()[]t!r²³¹⁰⁴⁵⁶⁷⁸⁹"],
      [0.53, '"*_`–°sz?⁻'],
      [0.56, "cL"],
      [0.6, "FkvxyPτγ"],
      [0.64, "TYaoeESbdghnpqu$0123456789{}µ"],
      [0.7, "KAVΔBRXZC"],
      [0.77, "UHNΩDG"],
      [0.79, "&OQ"],
      [0.84, "w∞#+<=>^~×−→"],
      [0.95, "M%"],
      [1, "mW@"],
    ] as const
  ).flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width] as const)),
);

/** The text in lines of at most `width` font sizes, broken at spaces and after hyphens; a longer word is cut. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [, space, word] of text.trim().matchAll(/(\s*)([^\s-]*-|[^\s-]+)/g)) {
    const glue = line === "" || space === "" ? "" : " ";
    if (line !== "" && textWidth(line + glue + word) > width) {
      lines.push(line);
      line = "";
    } else line += glue;
    for (const letter of word!) {
      if (line !== "" && textWidth(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return line === "" ? lines : [...lines, line];
}
