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
 * How wide a text is about, in units of its font size: there is no page to measure it on. The widths are those of DejaVu Sans
 * Condensed, which is a little wider than Helvetica.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

function letterWidth(letter: string): number {
  if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(letter))
    return 1;
  if (/[ijlI.,:;'|!()[\] ]/.test(letter)) return 0.33;
  if (/[mwMW%@\u2212+=<>]/.test(letter)) return 0.82;
  return /[A-Z_]/.test(letter) ? 0.64 : 0.56;
}

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
