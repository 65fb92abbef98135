import type { Diagram } from "../protocol/diagram.ts";
import type { BifurcationDiagram } from "./bifurcation.ts";
import { labelOf } from "./names.ts";
import { numberText } from "./scale.ts";
import { unitText } from "./text.ts";

/** The figure of an answer that follows equilibria and cycles over a parameter. */
export function diagramOf(diagram: Diagram, meanings: Readonly<Record<string, string>>): BifurcationDiagram {
  const { varied, equilibrium, points, cycleAt, cycleLow, cycleHigh, cycleRate } = diagram;
  const unit = varied.unit === "1" ? "" : ` ${unitText(varied.unit)}`;
  const hasRate = cycleRate.values.some((rate) => rate > 0);
  return {
    parameter: { label: varied.name, unit: varied.unit },
    variable: { label: labelOf(equilibrium.name, meanings), unit: equilibrium.unit },
    branches: piecesOf(diagram),
    cycles:
      cycleAt.values.length === 0
        ? []
        : [{ x: cycleAt.values, low: cycleLow.values, high: cycleHigh.values, isStable: true }],
    points: points.map(({ kind, value, at, criticality }) => ({
      x: value.value,
      y: at.value,
      text: `${criticality ? `${criticality} ` : ""}${kind} ${numberText(value.value, 6)}${unit}`,
    })),
    ...(hasRate ? { rate: { unit: cycleRate.unit, x: cycleAt.values, y: cycleRate.values } } : {}),
  };
}

/** Stretches of one stability along each branch; each goes on to the first point of the next. */
function piecesOf({ varied, equilibrium, branch, unstableDirections }: Diagram): BifurcationDiagram["branches"] {
  const pieces: { x: number[]; y: number[]; isStable: boolean }[] = [];
  for (const [k, x] of varied.values.entries()) {
    const y = equilibrium.values[k]!;
    const isStable = unstableDirections.values[k] === 0;
    const last = pieces.at(-1);
    if (last && branch.values[k] === branch.values[k - 1]) {
      last.x.push(x);
      last.y.push(y);
      if (last.isStable === isStable) continue;
    }
    pieces.push({ x: [x], y: [y], isStable });
  }
  return pieces;
}
