import type { Interval } from "../../dynamics/interval.ts";
import { intervalTape } from "../../dynamics/interval-tape.ts";
import { Tape } from "../../dynamics/tape.ts";
import { ExperimentError } from "../../errors.ts";
import { Lowering } from "../../kernel/expressions.ts";
import { Graph } from "../../kernel/graph.ts";
import type { Expression } from "../../language/ast.ts";
import { namesIn } from "../../language/calculus.ts";
import type { RandomStream } from "../random-stream.ts";
import { log } from "./settings.ts";

/** Seconds of a window that is not halved: a power of two, so that windows begin at exact numbers. */
const longest = 2 ** -4;
/** How often a window is halved at most, to about a microsecond. */
const halvings = 16;
/** A window is halved while more candidates than a few are expected to be left out, and more than this part of them. */
const leftOut = 0.25;
/** How many are a few: looking at a window costs as much as several candidates, unless all neurons share what is found. */
const few = { shared: 0.25, own: 2 } as const;

/** Windows one after the other, each with the highest rate in it. */
interface Windows {
  readonly ends: readonly number[];
  readonly bounds: readonly number[];
}

/**
 * Spikes of a Poisson process whose rate changes with time, at exact times: candidates come at the highest rate of a window, and each
 * stays with the probability of the rate at its time over this. That the rate is nowhere higher is known by interval arithmetic.
 * Lewis & Shedler (1979), Nav Res Logist Q 26:403, doi:10.1002/nav.3800260304.
 */
export class Thinning {
  readonly #path: string;
  readonly #end: number;
  readonly #rate: Tape;
  readonly #rateNow = new Float64Array(1);
  readonly #bounds: (intervalOf: (name: string) => Interval) => Interval[];
  /** Whether the neurons differ. */
  readonly #ofNeuron: boolean;
  /** By number, where neurons do not differ. */
  readonly #known: Windows[] = [];
  /** By neuron, where they do: those that it looked at last. */
  readonly #latest: (Windows & { readonly number: number })[] = [];

  /**
   * @param rate spikes per second, an expression of t and i
   * @param path of it in the document
   * @param end seconds; later spikes are of no use
   */
  constructor(rate: Expression, path: string, end: number) {
    const graph = new Graph();
    const names = new Map([
      ["t", graph.leaf("state", 0)],
      ["i", graph.leaf("state", 1)],
    ]);
    this.#path = path;
    this.#end = end;
    this.#rate = new Tape(graph, [new Lowering(graph, names, new Map()).lower(rate)]);
    this.#rate.prepare([]);
    this.#bounds = intervalTape([rate]);
    this.#ofNeuron = namesIn(rate).has("i");
  }

  /** The time of the first spike after a time, in seconds; Infinity where there is none before the end. */
  next(neuron: number, after: number, stream: RandomStream): number {
    let time = after;
    /** Of the candidates' rate, integrated: what is left until the next one. */
    let left = -log(stream.uniform());
    for (let number = Math.floor(time / longest); time < this.#end; number++) {
      const { ends, bounds } = this.#windowsOf(number, neuron);
      for (let k = 0; k < ends.length; k++) {
        const [end, bound] = [ends[k]!, bounds[k]!];
        while (time < end) {
          if (!(time + left / bound < end)) {
            left = Math.max(0, left - bound * (end - time));
            time = end;
            break;
          }
          time += left / bound;
          if (time >= this.#end) return Infinity;
          if (stream.uniform() * bound < this.#rateAt(time, neuron)) return time;
          left = -log(stream.uniform());
        }
      }
    }
    return Infinity;
  }

  #rateAt(time: number, neuron: number): number {
    this.#rate.run([time, neuron], this.#rateNow);
    return this.#rateNow[0]!;
  }

  #windowsOf(number: number, neuron: number): Windows {
    if (!this.#ofNeuron) {
      this.#known[number] ??= this.#divided(number, neuron);
      return this.#known[number];
    }
    const latest = this.#latest[neuron];
    if (latest?.number === number) return latest;
    const divided = { ...this.#divided(number, neuron), number };
    this.#latest[neuron] = divided;
    return divided;
  }

  /** @throws ExperimentError where the rate has no bound */
  #divided(number: number, neuron: number): Windows {
    const ends: number[] = [];
    const bounds: number[] = [];
    const enough = this.#ofNeuron ? few.own : few.shared;
    const divide = (from: number, length: number): void => {
      const names: Readonly<Record<string, Interval>> = { t: [from, from + length], i: [neuron, neuron] };
      const [low, high] = this.#bounds((name) => names[name]!)[0]!;
      const idle = (high - Math.max(0, low)) * length;
      const isFlat = high < Infinity && idle <= Math.max(enough, leftOut * high * length);
      if (!isFlat && length > longest / 2 ** halvings) {
        divide(from, length / 2);
        divide(from + length / 2, length / 2);
        return;
      }
      if (!(high < Infinity))
        throw new ExperimentError(
          `has no highest value about ${Number((1000 * from).toPrecision(6))} ms`,
          this.#path,
          'keep it finite, as in "min(…, 1*kHz)"',
        );
      ends.push(from + length);
      bounds.push(Math.max(0, high));
    };
    divide(number * longest, longest);
    return { ends, bounds };
  }
}
