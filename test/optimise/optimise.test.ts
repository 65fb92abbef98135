import { describe, expect, test } from "vitest";
import {
  type Beginning,
  type Optimiser,
  type OptimiserKind,
  optimisers,
  Rounds,
  type Told,
} from "../../src/optimise/index.ts";

const { cmaEs, differentialEvolution, nelderMead, levenbergMarquardt } = optimisers;
type Problem = (point: Float64Array) => Told;

/** Rosenbrock's valley between -2 and 2 in each coordinate: 0 at (1, …, 1). */
const rosenbrock: Problem = (point) => {
  const x = point.map((u) => 4 * u - 2);
  const residuals = Array.from(x.slice(1), (next, k) => [10 * (next - x[k]! ** 2), 1 - x[k]!]).flat();
  return { loss: residuals.reduce((sum, r) => sum + r * r, 0), residuals };
};

/** Rastrigin's egg box between -5.12 and 5.12: 0 at the middle, and some 10 other minima along each coordinate. */
const rastrigin: Problem = (point) => {
  const x = point.map((u) => 10.24 * u - 5.12);
  return { loss: x.reduce((sum, z) => sum + z * z - 10 * Math.cos(2 * Math.PI * z) + 10, 0) };
};

/** A sphere around a point outside the box: within it, its least value is at (1, 0.3, 0). */
const outside: Problem = (point) => {
  const residuals = [1.5, 0.3, -0.2].map((centre, d) => point[d]! - centre);
  return { loss: residuals.reduce((sum, r) => sum + r * r, 0), residuals };
};

interface Outcome {
  readonly point: Float64Array;
  readonly loss: number;
  readonly evaluations: number;
}

function search(optimiser: Optimiser, problem: Problem, most: number, enough = 0): Outcome {
  let best: Outcome = { point: new Float64Array(), loss: Number.POSITIVE_INFINITY, evaluations: 0 };
  for (let evaluations = 0; evaluations < most && !optimiser.isDone && best.loss > enough; ) {
    const points = optimiser.ask();
    const told = points.map(problem);
    evaluations += points.length;
    for (const [k, { loss }] of told.entries()) if (loss < best.loss) best = { point: points[k]!, loss, evaluations };
    optimiser.tell(told);
  }
  return best;
}

const beginning = (dimension: number, more: Partial<Beginning> = {}): Beginning => ({
  ...{ start: new Float64Array(dimension).fill(0.2), spread: 0.3, seed: 1, candidates: 32 },
  ...more,
});

const kinds: readonly OptimiserKind[] = Object.values(optimisers);

describe.each(kinds)("$name", (kind) => {
  test("follows Rosenbrock's valley in 4 dimensions to its end", () => {
    const found = search(kind.begin(beginning(4)), rosenbrock, 60_000, 1e-14);
    expect(found.loss).toBeLessThan(1e-9);
    for (const u of found.point) expect(4 * u - 2).toBeCloseTo(1, 4);
  });

  test("finds a minimum at an edge of the box", () => {
    const { point } = search(kind.begin(beginning(3)), outside, 20_000);
    expect(point[0]).toBeCloseTo(1, 6);
    expect(point[1]).toBeCloseTo(0.3, 6);
    expect(point[2]).toBeCloseTo(0, 6);
  });

  test("asks for nothing outside the box, and passes points that are worth nothing", () => {
    const optimiser = kind.begin(beginning(2, { start: [0.5, 0.5], spread: 0.5 }));
    for (let generation = 0; generation < 30 && !optimiser.isDone; generation++) {
      const points = optimiser.ask();
      for (const point of points) for (const u of point) expect(u >= 0 && u <= 1).toBe(true);
      optimiser.tell(
        points.map((point) => (point[0]! > 0.5 ? { loss: Number.NaN, residuals: [Number.NaN] } : outside(point))),
      );
    }
  });

  test("goes on from a state that went through JSON as if it had not stopped", () => {
    const straight = kind.begin(beginning(3));
    let stopped = kind.begin(beginning(3));
    for (let generation = 0; generation < 12; generation++) {
      const points = straight.ask();
      expect(stopped.ask()).toEqual(points);
      straight.tell(points.map(rosenbrock));
      stopped.tell(points.map(rosenbrock));
      stopped = kind.resume(JSON.parse(JSON.stringify(stopped.state())));
    }
  });

  test("refuses another number of answers than it asked for", () => {
    const optimiser = kind.begin(beginning(2));
    optimiser.ask();
    expect(() => optimiser.tell([{ loss: 1 }])).toThrow(/points were asked for, but 1 are answered/);
  });
});

test.each([cmaEs, differentialEvolution])(
  "rounds of $name find the lowest of 10,000 minima of Rastrigin's function",
  (kind) => {
    const rounds = Rounds.begin({ ...beginning(4), search: kind, polish: nelderMead });
    const found = search(rounds, rastrigin, 100_000, 1e-10);
    expect(found.loss).toBeLessThan(1e-8);
  },
);

test("rounds go on from a state that went through JSON as if they had not stopped, also in the polish and the next round", () => {
  const straight = Rounds.begin({ ...beginning(3), search: cmaEs, polish: levenbergMarquardt });
  let stopped = Rounds.begin({ ...beginning(3), search: cmaEs, polish: levenbergMarquardt });
  const stages: string[] = [];
  for (let generation = 0; generation < 120; generation++) {
    const points = straight.ask();
    expect(stopped.ask()).toEqual(points);
    straight.tell(points.map(rosenbrock));
    stopped.tell(points.map(rosenbrock));
    stopped = Rounds.resume(cmaEs, levenbergMarquardt, JSON.parse(JSON.stringify(stopped.state())));
    if (stages.at(-1) !== straight.stage) stages.push(straight.stage);
  }
  expect(stages.slice(0, 3)).toEqual(["cma-es", "levenberg-marquardt", "cma-es"]);
});

test("seeds differ in what they ask for, and the same seed does not", () => {
  const ask = (seed: number) => cmaEs.begin(beginning(3, { seed })).ask();
  expect(ask(1)).toEqual(ask(1));
  expect(ask(1)).not.toEqual(ask(2));
  expect(differentialEvolution.begin(beginning(3)).ask()).toHaveLength(32);
});

test("Levenberg-Marquardt takes derivatives that it is told, and needs fewer points then", () => {
  const problem: Problem = (point) => {
    const told = rosenbrock(point);
    const x = point.map((u) => 4 * u - 2);
    // d/du of (10 (x_1 - x_0²), 1 - x_0), x = 4 u - 2
    return { ...told, jacobian: [-80 * x[0]!, 40, -4, 0] };
  };
  const found = search(levenbergMarquardt.begin(beginning(2)), problem, 4000, 1e-20);
  expect(found.loss).toBeLessThan(1e-20);
  expect(nelderMead.begin(beginning(2)).ask()).toHaveLength(3);
});
