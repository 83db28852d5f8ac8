import { messages } from '../../messages/index.ts';
import { RequestRefused } from './client.ts';

export interface Notice {
  id: number;
  tone: 'good' | 'bad' | 'neutral';
  text: string;
  detail?: string | undefined;
  action?: { text: string; run: () => void } | undefined;
}

/** What has just happened, in the corner; good news goes by itself, bad news stays until it was read. */
class Notices {
  static readonly #SHOWN_MS = 6000;
  static readonly #MOST = 4;
  #list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  get list(): readonly Notice[] {
    return this.#list;
  }

  tell(notice: Omit<Notice, 'id'>): void {
    const id = this.#nextId++;
    const others = this.#list.filter(({ text, detail }) => text !== notice.text || detail !== notice.detail);
    this.#list = [...others, { ...notice, id }].slice(-Notices.#MOST);
    if (notice.tone !== 'bad') setTimeout(() => this.dismiss(id), Notices.#SHOWN_MS);
  }

  /** Shows why something did not happen. @param action what can be done about it */
  refuse(error: unknown, action?: Notice['action']): void {
    const code = error instanceof RequestRefused ? error.code : 'internal';
    const message = error instanceof Error ? error.message : String(error);
    this.tell({ tone: 'bad', text: messages.refusals[code], detail: message, action });
  }

  /** Does it, and shows why it was refused, if it was. @returns whether it was done */
  async attempt(what: () => Promise<unknown>): Promise<boolean> {
    try {
      await what();
      return true;
    } catch (error) {
      this.refuse(error);
      return false;
    }
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }
}

export const notices = new Notices();
