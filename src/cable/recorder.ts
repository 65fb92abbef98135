import { SimulationError } from "../errors.ts";
import type { CableExtreme, CablePoint, CableProfiles, CableTraces } from "./cable-result.ts";
import type { Place, Section } from "./cable-tree.ts";

/** What is recorded, and when. */
export interface RecordPlan {
  readonly places: readonly Place[];
  readonly sections: readonly Section[];
  /** Seconds between samples. */
  readonly apart: number;
  /** Samples of the traces. */
  readonly samples: number;
  /** The samples, ascending, at which profiles are taken. */
  readonly moments: readonly number[];
  /** V, added to the depolarisations. */
  readonly rest: number;
}

/** Takes the depolarisation of all nodes sample by sample, and keeps what is asked for, and the extremes of all. */
export class Recorder {
  readonly #plan: RecordPlan;
  readonly #nodes: Int32Array;
  readonly #traces: CableTraces;
  readonly #profiles: CableProfiles;
  #sample = 0;
  /** How many profiles have been taken. */
  #moment = 0;
  #highest = { value: -Infinity, point: 0, sample: 0 };
  #lowest = { value: Infinity, point: 0, sample: 0 };

  constructor(plan: RecordPlan) {
    this.#plan = plan;
    const { places, sections, apart, samples, moments } = plan;
    this.#nodes = Int32Array.from(sections.flatMap(({ nodes }) => [...nodes]));
    const points = sections.flatMap(pointsOf);
    this.#traces = {
      places: places.map(({ section, at }) => ({ branch: section.name, at, distance: section.distance + at })),
      times: Float64Array.from({ length: samples }, (_, k) => k * apart),
      values: new Float64Array(places.length * samples),
    };
    this.#profiles = {
      times: Float64Array.from(moments, (k) => k * apart),
      points,
      values: new Float64Array(moments.length * points.length),
    };
  }

  /** The next sample, of which one comes after the other. Throws a SimulationError where a potential is not finite. */
  take(u: Float64Array): void {
    const { places, samples, moments, rest } = this.#plan;
    const sample = this.#sample++;
    const nodes = this.#nodes;
    let [top, bottom] = [0, 0];
    for (let p = 0; p < nodes.length; p++) {
      const value = u[nodes[p]!]!;
      if (!Number.isFinite(value)) throw this.#infinite(sample);
      if (value > u[nodes[top]!]!) top = p;
      if (value < u[nodes[bottom]!]!) bottom = p;
    }
    const [high, low] = [u[nodes[top]!]!, u[nodes[bottom]!]!];
    if (high > this.#highest.value) this.#highest = { value: high, point: top, sample };
    if (low < this.#lowest.value) this.#lowest = { value: low, point: bottom, sample };
    if (sample < samples)
      for (const [p, { nodes, share }] of places.entries()) {
        const [a, b] = [u[nodes[0]]!, u[nodes[1]]!];
        this.#traces.values[p * samples + sample] = rest + (a + share * (b - a));
      }
    if (moments[this.#moment] !== sample) return;
    const { values } = this.#profiles;
    const from = this.#moment++ * nodes.length;
    for (let p = 0; p < nodes.length; p++) values[from + p] = rest + u[nodes[p]!]!;
  }

  #infinite(sample: number): SimulationError {
    const where = { variable: "v", time: sample * this.#plan.apart };
    return new SimulationError("the potential is no finite number any more", where, "send in less current");
  }

  finish() {
    const extreme = ({ value, point, sample }: { value: number; point: number; sample: number }): CableExtreme => ({
      potential: this.#plan.rest + value,
      point: this.#profiles.points[point]!,
      time: sample * this.#plan.apart,
    });
    return {
      traces: this.#traces,
      profiles: this.#profiles,
      highest: extreme(this.#highest),
      lowest: extreme(this.#lowest),
    };
  }

  /** A depolarisation of the trunk as a function of place and time, at all that is recorded: potentials in the same order. */
  ofTrunk(depolarisation: (at: number, time: number) => number) {
    const { rest } = this.#plan;
    const values = (points: readonly CablePoint[], times: Float64Array, placesFirst: boolean) =>
      Float64Array.from({ length: points.length * times.length }, (_, k) => {
        const [p, t] = placesFirst
          ? [Math.floor(k / times.length), k % times.length]
          : [k % points.length, Math.floor(k / points.length)];
        return rest + depolarisation(points[p]!.at, times[t]!);
      });
    return {
      traces: values(this.#traces.places, this.#traces.times, true),
      profiles: values(this.#profiles.points, this.#profiles.times, false),
    };
  }
}

/** The ends of the compartments of a section. */
function pointsOf({ name, length, nodes, distance }: Section): CablePoint[] {
  return Array.from(nodes, (_, k) => {
    const at = (length * k) / (nodes.length - 1);
    return { branch: name, at, distance: distance + at };
  });
}
