import { type Answer, type Protocol, wordsOf } from "../protocol/protocol.ts";
import { isColumn, isMeasure } from "../quantity/measure.ts";
import type { CurveFigure, CurvePanel } from "./curve.ts";
import type { Guide } from "./guides.ts";
import { numberText } from "./scale.ts";
import { unitText } from "./text.ts";

/** The curve that a protocol's answer makes, as the protocol declares it; undefined where it declares none. */
export function curveOfAnswer({ curve }: Pick<Protocol, "curve">, answer: Answer): CurveFigure | undefined {
  const entries = answer as unknown as Readonly<Record<string, unknown>>;
  const x = curve && entries[curve.x];
  if (!curve || !isColumn(x)) return undefined;
  const columns = curve.y.flatMap((key) => {
    const y = entries[key];
    return isColumn(y) && y.values.length === x.values.length ? [{ name: wordsOf(key), y }] : [];
  });
  const units = [...new Set(columns.map(({ y }) => y.unit))];
  const panels = units.map((unit): CurvePanel => {
    const curves = columns.filter(({ y }) => y.unit === unit);
    return { label: curves[0]!.name, curves: curves.length === 1 ? [{ y: curves[0]!.y }] : curves };
  });
  const guides = (curve.marks ?? []).flatMap((key): Guide[] => {
    const mark = entries[key];
    if (!isMeasure(mark) || mark.unit !== x.unit || !Number.isFinite(mark.value)) return [];
    const unit = mark.unit === "1" ? "" : ` ${unitText(mark.unit)}`;
    return [{ at: mark.value, text: `${wordsOf(key)} ${numberText(mark.value)}${unit}` }];
  });
  const label = "name" in x && typeof x.name === "string" ? x.name : wordsOf(curve.x);
  return panels.length === 0 ? undefined : { x: { unit: x.unit, values: x.values }, label, panels, guides };
}
