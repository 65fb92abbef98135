import { keep, recall } from "../words/words.svelte.ts";

export const appearances = ["system", "light", "dark"] as const;
export type Appearance = (typeof appearances)[number];

/** Light or dark: as the system has it, or as chosen. `version` counts changes, for plots that read colours. */
class Look {
  appearance: Appearance = $state(first());
  version = $state(0);

  constructor() {
    this.#apply();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.version++);
  }

  choose(appearance: Appearance): void {
    this.appearance = appearance;
    keep("appearance", appearance);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset.appearance = this.appearance;
    this.version++;
  }
}

export const look = new Look();

function first(): Appearance {
  const kept = recall("appearance");
  return appearances.find((appearance) => appearance === kept) ?? "system";
}
