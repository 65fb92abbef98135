import { type Address, readAddress, type View, writeAddress } from "./address.ts";

/** Where the page is: which view, and which link to an experiment stands in the address beside it. */
export class Place {
  #address: Address = $state.raw({ link: "", view: "explorer", neuron: undefined });
  #followed: string | undefined;

  constructor() {
    this.#address = readAddress(location.hash);
  }

  get view(): View {
    return this.#address.view;
  }

  /** The seed of the hidden neuron that the address names. */
  get neuron(): number | undefined {
    return this.#address.neuron;
  }

  /** The link that stands in the address. */
  get link(): string {
    return this.#address.link;
  }

  /** Reads the address again. Returns its link where that is another than before; undefined where only the view has changed. */
  follow(): string | undefined {
    this.#address = readAddress(location.hash);
    const { link, view } = this.#address;
    // a network is no experiment: its view opens what its link holds
    if (view === "network") return this.#followed === undefined ? "" : undefined;
    if (link === this.#followed) return undefined;
    this.#followed = link;
    return link;
  }

  /** The next link is opened even where it is the one that was opened last: what it opened may have been changed since. */
  openAnew(): void {
    this.#followed = undefined;
  }

  addressOf(view: View, neuron?: number): string {
    const isNetwork = this.view === "network";
    const elsewhere = view === "network" ? "" : (this.#followed ?? "");
    return writeAddress({ link: isNetwork === (view === "network") ? this.#address.link : elsewhere, view, neuron });
  }

  /** Goes to a view; the browser's back button goes back from there. */
  go(view: View, neuron?: number): void {
    location.hash = this.addressOf(view, neuron);
  }

  /** Goes to the network view with what a link holds. */
  openNetwork(link: string): void {
    location.hash = writeAddress({ link, view: "network", neuron: undefined });
  }

  /** Puts a link to the experiment into the address, in the place of the one that was there. */
  share(link: string): void {
    if (this.view !== "network") this.#followed = link;
    this.#address = { ...this.#address, link };
    history.replaceState(history.state, "", writeAddress(this.#address));
  }
}
