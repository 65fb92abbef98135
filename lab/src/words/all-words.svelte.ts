import type { Messages } from "./messages.ts";
import { viewsEn } from "./views-en.ts";
import { viewsKo } from "./views-ko.ts";
import { words } from "./words.svelte.ts";

const views = { en: viewsEn, ko: viewsKo };

/** The texts of the page with those of the views, which are loaded with the first of these. */
export function allWords(): Messages & typeof viewsEn {
  return { ...words.say, ...views[words.language] };
}
