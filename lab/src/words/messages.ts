import { en } from "./en.ts";

export const languages = { en: "English", ko: "한국어" } as const;
export type Language = keyof typeof languages;

/** Every text of the lab; English is the one that the others are held to. */
export type Messages = { readonly [Key in keyof typeof en]: (typeof en)[Key] };

/** The texts of each language; those of others than English come when they are wanted. */
export const messagesIn: Record<Language, () => Messages | Promise<Messages>> = {
  en: () => en,
  ko: async () => (await import("./ko.ts")).ko,
};
