import uPlot from "uplot";
import { type PlotColours, plotColours } from "../look/colours.ts";
import type { PlotSpec } from "../plots/u-plot.svelte";

/** A plot in a place of its own that it fills; made anew when its colours or its form change. */
export class PlotPlace {
  readonly #place: HTMLElement;
  readonly #observer: ResizeObserver;
  #plot: uPlot | undefined;
  #spec: ((colours: PlotColours) => PlotSpec) | undefined;
  #shape = "";

  constructor(place: HTMLElement) {
    this.#place = place;
    this.#observer = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
    this.#observer.observe(place);
  }

  /** Shows data; `shape` says what the form of the plot depends on. */
  show(shape: string, spec: (colours: PlotColours) => PlotSpec, data: uPlot.AlignedData): void {
    this.#spec = spec;
    if (this.#plot && shape === this.#shape) this.#plot.setData(data);
    else this.#make(data);
    this.#shape = shape;
  }

  /** Draws the same anew, in the colours that hold now. */
  recolour(): void {
    if (this.#plot) this.#make(this.#plot.data);
  }

  get plot(): uPlot | undefined {
    return this.#plot;
  }

  remove(): void {
    this.#observer.disconnect();
    this.#plot?.destroy();
    this.#place.parentElement?.remove();
  }

  #make(data: uPlot.AlignedData): void {
    this.#plot?.destroy();
    this.#plot = new uPlot({ ...this.#spec!(plotColours(this.#place)), ...this.#size() }, data, this.#place);
  }

  #size(): { width: number; height: number } {
    return { width: Math.max(80, this.#place.clientWidth), height: Math.max(40, this.#place.clientHeight) };
  }
}
