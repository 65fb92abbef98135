import type { CableTree } from "./cable-tree.ts";

/** A method that goes from one time step to the next by solving the equations of the tree. */
export interface StepMethod {
  readonly order: number;
  readonly description: string;
  /** θ of the matrix C + θ h G that it solves with. */
  readonly implicitness: number;
  /** u ← the depolarisations a step later, for node currents that are constant in the step. */
  readonly advance: (circuit: Stepper, u: Float64Array, current: Float64Array) => void;
}

/** C du/dt = -G u + I in steps: what the methods are made of. */
export interface Stepper {
  /** Seconds. */
  readonly h: number;
  readonly capacitance: Float64Array;
  /** out ← G u. */
  membraneCurrent(u: Float64Array, out: Float64Array): void;
  /** b ← (C + θ h G)⁻¹ b. */
  solve(b: Float64Array): void;
  /** Room for one number a node. */
  readonly scratch: Float64Array;
}

/** γ/2 of TR-BDF2: 1 - 1/√2, with which both of its stages have one matrix. */
const half = 1 - Math.SQRT1_2;

/** By their names in documents. */
export const stepMethods: Readonly<Record<string, StepMethod>> = {
  "tr-bdf2": {
    order: 2,
    description:
      "A trapezoidal stage over 0.586 of the step, and a backward difference over all of it. Bank et al. (1985), " +
      "IEEE Trans Electron Devices 32:1992. Second order, and what changes fast dies out at once.",
    implicitness: half,
    advance({ h, capacitance, membraneCurrent, solve, scratch: stage }, u, current) {
      membraneCurrent(u, stage);
      for (let i = 0; i < u.length; i++)
        stage[i] = capacitance[i]! * u[i]! - half * h * stage[i]! + 2 * half * h * current[i]!;
      solve(stage);
      const gamma = 2 * half;
      const [ahead, behind] = [1 / (gamma * (2 - gamma)), (1 - gamma) ** 2 / (gamma * (2 - gamma))];
      for (let i = 0; i < u.length; i++)
        u[i] = capacitance[i]! * (ahead * stage[i]! - behind * u[i]!) + half * h * current[i]!;
      solve(u);
    },
  },
  "crank-nicolson": {
    order: 2,
    description:
      "The trapezoidal rule. Crank & Nicolson (1947). Second order; beside an electrode a jump of its current rings on for some steps.",
    implicitness: 1 / 2,
    advance({ h, capacitance, membraneCurrent, solve, scratch }, u, current) {
      membraneCurrent(u, scratch);
      for (let i = 0; i < u.length; i++) u[i] = capacitance[i]! * u[i]! - (h / 2) * scratch[i]! + h * current[i]!;
      solve(u);
    },
  },
  "backward-euler": {
    order: 1,
    description: "The slope at the end of the step holds for all of it. First order; never rings.",
    implicitness: 1,
    advance({ h, capacitance, solve }, u, current) {
      for (let i = 0; i < u.length; i++) u[i] = capacitance[i]! * u[i]! + h * current[i]!;
      solve(u);
    },
  },
};

/** The equations of a tree made ready for steps of h seconds. */
export function stepperOf({ parent, axial, leak, capacitance }: CableTree, h: number, implicitness: number): Stepper {
  const nodes = parent.length;
  const weight = implicitness * h;
  // Elimination from the tips: pivot_i, and what of node i goes to its parent.
  const pivot = Float64Array.from(capacitance, (c, i) => c + weight * leak[i]!);
  for (let i = nodes - 1; i > 0; i--) {
    const g = weight * axial[i]!;
    const below = pivot[i]!;
    pivot[i] = below + g;
    // g - g²/pivot without cancellation.
    pivot[parent[i]!]! += (g * below) / (below + g);
  }
  const ratio = Float64Array.from(pivot, (own, i) => (weight * axial[i]!) / own);
  return {
    h,
    capacitance,
    scratch: new Float64Array(nodes),
    membraneCurrent(u, out) {
      for (let i = 0; i < nodes; i++) out[i] = leak[i]! * u[i]!;
      for (let i = 1; i < nodes; i++) {
        const flow = axial[i]! * (u[i]! - u[parent[i]!]!);
        out[i]! += flow;
        out[parent[i]!]! -= flow;
      }
    },
    solve(b) {
      for (let i = nodes - 1; i > 0; i--) b[parent[i]!]! += ratio[i]! * b[i]!;
      b[0]! /= pivot[0]!;
      for (let i = 1; i < nodes; i++) b[i] = b[i]! / pivot[i]! + ratio[i]! * b[parent[i]!]!;
    },
  };
}
