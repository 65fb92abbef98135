import type { CableEnd, CableMaterial } from "../theory/passive-cable.ts";

/**
 * A passive tree as an electrical circuit, SI. Nodes are the ends of compartments; each owns the membrane of half of every
 * compartment it touches. With u the depolarisation,
 *
 *     C_i du_i/dt = -leak_i u_i - Σ_j g_ij (u_i - u_j) + I_i.
 *
 * Every node comes after its parent, so that the equations are solved from the tips to the root and back, in a time that grows with
 * their number: Hines (1984), Int J Biomed Comput 15:69.
 */
export interface CableTree {
  /** -1 of the root, node 0. */
  readonly parent: Int32Array;
  /** Conductance to the parent. */
  readonly axial: Float64Array;
  readonly leak: Float64Array;
  readonly capacitance: Float64Array;
  /** 1 where the potential is held at rest: a killed end. */
  readonly held: Uint8Array;
  /** The trunk, then the branches, each after its parent. */
  readonly sections: readonly Section[];
}

/** A piece of cable without branch points inside its compartments. SI. */
export interface Section {
  /** Empty for the trunk. */
  readonly name: string;
  readonly length: number;
  /** Diameters at the start and at the end; with the material of the diameter at the start. */
  readonly diameters: readonly [number, number];
  readonly material: CableMaterial;
  readonly start: CableEnd | "joined";
  readonly end: CableEnd | "joined";
  /** One for each end of a compartment, from the start on; that of a branch's start is a node of its parent. */
  readonly nodes: Int32Array;
  /** Distance from the root along the tree to the start. */
  readonly distance: number;
}

/** A point of a section, as shares of the two nodes around it. */
export interface Place {
  readonly section: Section;
  /** m from the start of the section. */
  readonly at: number;
  readonly nodes: readonly [number, number];
  /** Of the second node; the first has the rest. */
  readonly share: number;
}

/** What a section is to be, before it has nodes. */
export interface SectionPlan extends Omit<Section, "nodes" | "distance"> {
  readonly compartments: number;
  /** Of a branch: the section it grows out of, and the number of its node there. */
  readonly joint?: { readonly section: string; readonly node: number };
}

/** An end that goes on for ever is a cable of so many length constants, whose compartments grow by this factor. */
export const beyond = { lengthConstants: 10, growth: 1.05 } as const;

/** The circuit of sections, each after the one that it grows out of. */
export function cableTree(plans: readonly SectionPlan[]): CableTree {
  const circuit = new Circuit();
  const sections: Section[] = [];
  for (const { compartments, joint, ...plan } of plans) {
    const trunk = joint && sections.find(({ name }) => name === joint.section)!;
    const step = plan.length / compartments;
    const root = joint && trunk ? trunk.nodes[joint.node]! : circuit.node(-1);
    const distance = joint && trunk ? trunk.distance + (joint.node * trunk.length) / (trunk.nodes.length - 1) : 0;
    const [first, last] = plan.diameters;
    const diameter = (k: number) => first + ((last - first) * k) / compartments;
    const nodes = Int32Array.of(root, ...new Array<number>(compartments).fill(0));
    for (let k = 0; k < compartments; k++)
      nodes[k + 1] = circuit.compartment(nodes[k]!, step, diameter(k), diameter(k + 1), plan.material);
    sections.push({ ...plan, nodes, distance });
  }
  for (const { nodes, start, end, length, diameters, material } of sections) {
    const step = length / (nodes.length - 1);
    circuit.close(nodes[0]!, start, step, diameters[0], material);
    circuit.close(nodes.at(-1)!, end, step, diameters[1], material);
  }
  return { ...circuit.finish(), sections };
}

/** The point of a section at a distance from its start, from 0 to its length. */
export function placeOn(section: Section, at: number): Place {
  const compartments = section.nodes.length - 1;
  const exact = (at / section.length) * compartments;
  // A place that is a node but for rounding is that node.
  const position = Math.abs(exact - Math.round(exact)) < 1e-9 * compartments ? Math.round(exact) : exact;
  const below = Math.min(Math.floor(position), compartments - 1);
  return {
    section,
    at,
    nodes: [section.nodes[below]!, section.nodes[below + 1]!],
    share: position - below,
  };
}

class Circuit {
  readonly #parent: number[] = [];
  readonly #axial: number[] = [];
  readonly #leak: number[] = [];
  readonly #capacitance: number[] = [];
  readonly #held: number[] = [];

  node(parent: number): number {
    this.#axial.push(0);
    this.#leak.push(0);
    this.#capacitance.push(0);
    this.#held.push(0);
    return this.#parent.push(parent) - 1;
  }

  /** A frustum from a node to a new one: g = π d₁ d₂/(4 R_i h); the membrane of each half belongs to the node beside it. */
  compartment(from: number, length: number, first: number, last: number, material: CableMaterial): number {
    const to = this.node(from);
    this.#axial[to] = (Math.PI * first * last) / (4 * material.axialResistivity * length);
    const middle = (first + last) / 2;
    this.#membrane(from, frustumArea(length / 2, first, middle), material);
    this.#membrane(to, frustumArea(length / 2, middle, last), material);
    return to;
  }

  #membrane(node: number, area: number, { membraneResistance, membraneCapacitance }: CableMaterial): void {
    this.#leak[node]! += area / membraneResistance;
    this.#capacitance[node]! += area * membraneCapacitance;
  }

  close(node: number, end: CableEnd | "joined", step: number, diameter: number, material: CableMaterial): void {
    if (end === "killed") this.#held[node] = 1;
    if (end !== "infinite") return;
    const lengthConstant = Math.sqrt((diameter * material.membraneResistance) / (4 * material.axialResistivity));
    const own = { ...material, diameter };
    let [from, reached, length] = [node, 0, step];
    while (reached < beyond.lengthConstants * lengthConstant) {
      from = this.compartment(from, length, diameter, diameter, own);
      reached += length;
      length *= beyond.growth;
    }
  }

  /** What flows into a held node leaves its neighbour for good: it is a leak there. */
  finish(): Omit<CableTree, "sections"> {
    const axial = Float64Array.from(this.#axial);
    const leak = Float64Array.from(this.#leak);
    for (const [node, parent] of this.#parent.entries()) {
      if (parent < 0 || !(this.#held[node] || this.#held[parent])) continue;
      if (!this.#held[node]) leak[node]! += axial[node]!;
      if (!this.#held[parent]) leak[parent]! += axial[node]!;
      axial[node] = 0;
    }
    return {
      parent: Int32Array.from(this.#parent),
      axial,
      leak,
      capacitance: Float64Array.from(this.#capacitance),
      held: Uint8Array.from(this.#held),
    };
  }
}

/** The side of a cone cut off at both ends. */
function frustumArea(height: number, first: number, last: number): number {
  const slope = (first - last) / 2;
  return ((Math.PI * (first + last)) / 2) * Math.sqrt(height * height + slope * slope);
}
