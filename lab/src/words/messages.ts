import { en } from "./en.ts";
import { ko } from "./ko.ts";

export const languages = { en: "English", ko: "한국어" } as const;
export type Language = keyof typeof languages;

/** Every text of the lab; English is the one that the others are held to. */
export type Messages = { readonly [Key in keyof typeof en]: (typeof en)[Key] };

export const messages: Record<Language, Messages> = { en, ko };
