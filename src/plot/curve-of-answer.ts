import type { CurveForm, Mark } from "../protocol/figure.ts";
import { type Answer, wordsOf } from "../protocol/protocol.ts";
import { type Column, isColumn, isMeasure } from "../quantity/measure.ts";
import type { Curve, CurveFigure, CurvePanel } from "./curve.ts";
import type { Guide } from "./guides.ts";
import { numberText } from "./scale.ts";
import { unitText } from "./text.ts";

type Entries = Readonly<Record<string, unknown>>;

/** The curves that a form names, as far as the answer has them; undefined where it has none, or no number in them. */
export function curveOf(form: CurveForm<string>, answer: Answer): CurveFigure | undefined {
  const entries = answer as unknown as Entries;
  const x = entries[form.x];
  if (!isColumn(x)) return undefined;
  const panels = form.panels.flatMap(({ curves, levels = [], ...rest }): CurvePanel[] => {
    const found = curves.flatMap(({ y: key, ...drawn }) => {
      const y = entries[key];
      return isColumn(y) && y.values.length === x.values.length ? [{ key, y, drawn }] : [];
    });
    const [first] = found;
    if (!first) return [];
    const shown = found.map(({ key, y, drawn }): Curve => {
      const { name = wordsOf(key), ...look } = drawn;
      return found.length === 1 ? { y, ...look } : { name, y, ...look };
    });
    const guides = guidesOf(levels, entries, first.y.unit, rest.scale);
    return [{ ...rest, label: rest.label ?? wordsOf(first.key), curves: shown, guides }];
  });
  if (!panels.some(({ curves }) => curves.some(({ y }) => y.values.some(Number.isFinite)))) return undefined;
  const scale = form.scale ? { scale: form.scale } : {};
  return {
    x,
    label: nameOf(x, form.x),
    ...scale,
    panels,
    guides: guidesOf(form.marks ?? [], entries, x.unit, form.scale),
  };
}

function nameOf(column: Column, key: string): string {
  return "name" in column && typeof column.name === "string" ? column.name : wordsOf(key);
}

/** Measures in a unit, as lines with their names and numbers. A logarithmic axis has no place for 0. */
function guidesOf(marks: readonly Mark<string>[], entries: Entries, unit: string, scale: "log" | undefined): Guide[] {
  return marks.flatMap((asked): Guide[] => {
    const { at, name } = typeof asked === "string" ? { at: asked, name: wordsOf(asked) } : asked;
    const mark = entries[at];
    if (!isMeasure(mark) || mark.unit !== unit || !Number.isFinite(mark.value)) return [];
    if (scale === "log" && mark.value <= 0) return [];
    const printed = unit === "1" ? "" : ` ${unitText(unit)}`;
    return [{ at: mark.value, text: `${name} ${numberText(mark.value)}${printed}` }];
  });
}
