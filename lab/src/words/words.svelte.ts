import { en } from "./en.ts";
import { type Language, languages, type Messages, messagesIn } from "./messages.ts";

/** The language of the page: that chosen before, or the browser's. */
class Words {
  language: Language = $state("en");
  say: Messages = $state.raw(en);
  /** Settled when the first language is there. */
  readonly ready: Promise<void>;

  constructor() {
    this.ready = this.#speak(firstLanguage());
  }

  async choose(language: Language): Promise<void> {
    await this.#speak(language);
    keep("language", language);
  }

  async #speak(language: Language): Promise<void> {
    const texts = await messagesIn[language]();
    this.language = language;
    this.say = texts;
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
