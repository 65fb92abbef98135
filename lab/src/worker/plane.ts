import {
  everydayUnit,
  type Model,
  openInputs,
  type PhasePlane,
  type Polyline,
  parseExperiment,
  phasePlane,
  prepareExperiment,
  type RunOptions,
  saddleCurve,
  type Trajectory,
  type VectorField,
  vectorField,
} from "rheobase";
import type { Line, Plane, PlaneQuestion } from "./contract.ts";

interface Made {
  readonly key: string;
  readonly model: Model;
  readonly field: VectorField;
  readonly plane: PhasePlane;
}

/** How long a separatrix is followed, in times in which it leaves its saddle e times as far behind: it begins a millionth beside it. */
const followed = 40;

let last: Made | undefined;

/** The plane of two variables: nullclines, fixed points and flow, with the inputs and the other variables held where they are. */
export function planeOf({ document: json, x, y, box, held }: PlaneQuestion, options: RunOptions): Plane {
  const document = parseExperiment(json);
  const { definition } = prepareExperiment(document, options).experiment;
  const open = openInputs(definition);
  const unitOf = (name: string) => {
    const found = [...open.states, ...open.parameters].find((known) => known.name === name);
    return found ? everydayUnit(found.dimension) : { symbol: "1", factor: 1 };
  };
  const si = Object.fromEntries(Object.entries(held).map(([name, value]) => [name, value * unitOf(name).factor]));
  const { field, plane } = madeFor(definition.equations, [x, y], open, si);
  for (const { name, value } of open.parameters) field.set(name, si[name] ?? value);
  for (const { name } of open.states) if (!field.names.includes(name)) field.set(name, si[name] ?? 0);

  const [ux, uy] = [unitOf(x), unitOf(y)];
  const own = {
    x: [box.x[0] * ux.factor, box.x[1] * ux.factor] as [number, number],
    y: [box.y[0] * uy.factor, box.y[1] * uy.factor] as [number, number],
  };
  const [first, second] = plane.nullclines(own);
  const arrows = plane.arrows(own, 15, 12);
  const found = plane.fixedPoints(own);
  const line = (curve: Pick<Polyline, "x" | "y">): Line => ({
    x: curve.x.map((v) => v / ux.factor),
    y: curve.y.map((v) => v / uy.factor),
  });
  return {
    x: { name: x, unit: ux.symbol },
    y: { name: y, unit: uy.symbol },
    box,
    nullclines: [first.map(line), second.map(line)],
    arrows: {
      x: arrows.x.map((v) => v / ux.factor),
      y: arrows.y.map((v) => v / uy.factor),
      dx: arrows.dx.map((v) => v / ux.factor / 1000),
      dy: arrows.dy.map((v) => v / uy.factor / 1000),
    },
    points: found.points.map((point) => ({
      x: point.x[0]! / ux.factor,
      y: point.x[1]! / uy.factor,
      kind: point.kind,
      isStable: point.stable,
      eigenvalues: point.eigenvalues.map(({ re, im }) => ({ re: re / 1000, im: im / 1000 })),
    })),
    separatrices: found.points
      .filter(({ kind }) => kind === "saddle")
      .flatMap((saddle) => {
        const slowest = Math.min(...saddle.eigenvalues.map(({ re }) => Math.abs(re)));
        const region = { [x]: own.x, [y]: own.y };
        return saddleCurve(field, saddle, "stable", {
          duration: followed / slowest,
          region,
          tolerance: 1e-6,
          steps: 4000,
        }).halves;
      })
      .map(({ states }: Trajectory) => line({ x: states[0]!, y: states[1]! })),
    isComplete: found.complete,
    reason: found.reason,
  };
}

/** The field of the same equations serves again: its parameters are set anew each time. */
function madeFor(
  equations: string,
  variables: readonly [string, string],
  model: Model,
  held: Record<string, number>,
): Made {
  const key = JSON.stringify([equations, variables]);
  if (last?.key === key) return last;
  const others = model.states.map(({ name }) => name).filter((name) => !variables.includes(name));
  const field = vectorField(model, {
    variables,
    held: Object.fromEntries(others.map((name) => [name, held[name] ?? 0])),
  });
  last = { key, model, field, plane: phasePlane(field) };
  return last;
}
