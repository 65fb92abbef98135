import type { Messages } from "./messages.ts";
import { networkEn } from "./network-en.ts";
import { networkKo } from "./network-ko.ts";
import { words } from "./words.svelte.ts";

const own = { en: networkEn, ko: networkKo };

/** The texts of the page with those of the network view, which are loaded with it. */
export function networkWords(): Omit<Messages, keyof typeof networkEn> & typeof networkEn {
  return { ...words.say, ...own[words.language] };
}
