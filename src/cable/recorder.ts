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

  /** Throws a SimulationError where a potential is not finite. */
  take(u: Float64Array, sample: number): void {
    const { places, samples, moments, rest } = this.#plan;
    const nodes = this.#nodes;
    for (let p = 0; p < nodes.length; p++) {
      const value = u[nodes[p]!]!;
      if (!Number.isFinite(value))
        throw new SimulationError(
          "the potential is no finite number any more",
          { variable: "v", time: sample * this.#plan.apart },
          "send in less current",
        );
      if (value > this.#highest.value) this.#highest = { value, point: p, sample };
      if (value < this.#lowest.value) this.#lowest = { value, point: p, sample };
    }
    if (sample < samples)
      for (const [p, { nodes, share }] of places.entries()) {
        const [a, b] = [u[nodes[0]]!, u[nodes[1]]!];
        this.#traces.values[p * samples + sample] = rest + (a + share * (b - a));
      }
    const moment = moments.indexOf(sample);
    if (moment < 0) return;
    const { values } = this.#profiles;
    for (let p = 0, to = moment * nodes.length; p < nodes.length; p++, to++) values[to] = rest + u[nodes[p]!]!;
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
