import type { NeuronModel } from "rheobase";
import { words } from "../words/words.svelte.ts";
import type { korean } from "./korean.ts";

/** A text of the library in the language of the page, where there is a translation. */
export interface Told {
  readonly text: string;
  /** `en` where it is still the library's own. */
  readonly lang: "en" | undefined;
}

/** The library speaks English; its texts in the language of the page come when that is another. */
class Catalogue {
  #korean: typeof korean | undefined = $state.raw();
  #isAsked = false;

  title(model: Pick<NeuronModel, "name" | "title">): Told {
    return told(model.title, this.#known?.title(model.name));
  }

  description(model: NeuronModel): Told {
    return told(model.description, this.#known?.description(model.name));
  }

  /** What a variable or a parameter is. */
  meaning(english: string): Told {
    return told(english, this.#known?.meaning(english));
  }

  /** A firing pattern, or the kind of a fixed point. */
  label(english: string): Told {
    return told(english, this.#known?.label(english));
  }

  /** What a feature of a recorded trace is. */
  feature({ name, meaning }: { readonly name: string; readonly meaning: string }): Told {
    return told(meaning, this.#known?.feature(name));
  }

  /** Where a preset comes from. */
  source(english: string): Told {
    return told(english, this.#known?.source(english));
  }

  /** What is wrong, the way out, a remark on an answer, or why a method was chosen. */
  error(english: string): Told {
    return told(english, this.#known?.error(english));
  }

  get #known(): typeof korean | undefined {
    if (words.language !== "ko") return undefined;
    if (!this.#isAsked) {
      this.#isAsked = true;
      void import("./korean.ts").then((loaded) => {
        this.#korean = loaded.korean;
      });
    }
    return this.#korean;
  }
}

export const catalogue = new Catalogue();

function told(english: string, translated: string | undefined): Told {
  return translated === undefined ? { text: english, lang: "en" } : { text: translated, lang: undefined };
}
