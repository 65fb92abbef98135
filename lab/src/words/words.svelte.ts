import { type Language, languages, type Messages, messages } from "./messages.ts";

/** The language of the page: that chosen before, or the browser's. */
class Words {
  language: Language = $state(firstLanguage());

  get say(): Messages {
    return messages[this.language];
  }

  choose(language: Language): void {
    this.language = language;
    keep("language", language);
  }
}

export const words = new Words();

function firstLanguage(): Language {
  const kept = recall("language");
  if (kept !== null && kept in languages) return kept as Language;
  return navigator.languages.some((tag) => tag.startsWith("ko")) && !navigator.language.startsWith("en") ? "ko" : "en";
}

/** Storage may be switched off; then a choice lasts as long as the page. */
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`rheobase-lab.${key}`, value);
  } catch {
    return;
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`rheobase-lab.${key}`);
  } catch {
    return null;
  }
}
