import { readFileSync } from 'node:fs';

import { writeFileAtomic } from '../../common/files/atomic.ts';
import type { Language } from '../../renderer/messages/language.ts';
import { LANGUAGES, languageOf } from '../../renderer/messages/language.ts';
import type { ShellMessages } from '../../renderer/messages/shell.ts';
import { shellMessages } from '../../renderer/messages/shell.ts';
import type { LanguageChoice } from '../ipc/contract.ts';

/** The language of the app: kept by the shell, since its window is there before the core is. */
export class ShellLanguage {
  readonly #file: string;
  readonly #system: () => readonly string[];
  #choice: LanguageChoice;
  #messages: { of: Language; all: ShellMessages } | undefined;

  /** @param system BCP 47 tags of the system's languages, the best first */
  constructor(file: string, system: () => readonly string[]) {
    this.#file = file;
    this.#system = system;
    this.#choice = savedChoice(file);
  }

  get choice(): LanguageChoice {
    return this.#choice;
  }

  get now(): Language {
    return this.#choice === 'system' ? languageOf(this.#system()) : this.#choice;
  }

  get messages(): ShellMessages {
    const of = this.now;
    if (this.#messages?.of !== of) this.#messages = { of, all: shellMessages(of) };
    return this.#messages.all;
  }

  /** @throws DemifaceError `disk` if it cannot be kept; then nothing changes */
  choose(language: LanguageChoice): void {
    writeFileAtomic(this.#file, JSON.stringify({ language }));
    this.#choice = language;
  }
}

/** The system's where nothing was chosen, or the file was changed by hand. */
function savedChoice(file: string): LanguageChoice {
  try {
    const { language } = JSON.parse(readFileSync(file, 'utf8')) as { language: unknown };
    return LANGUAGES.find((one) => one === language) ?? 'system';
  } catch {
    return 'system';
  }
}
