import type { Ladder, SessionSettings } from '../../../main/ipc/contract.ts';
import { language } from '../../messages/index.ts';
import { request } from '../page/client.ts';

/** What holds for every session: ladders, when to ask for a rating, markers, the shortcut of the emergency stop. */
class Protocol {
  #settings = $state.raw<SessionSettings | null>(null);
  #ladders = $state.raw<readonly Ladder[]>([]);
  /** Whether the system gives the shortcut to this app; null: not known yet. */
  #isShortcutFree = $state<boolean | null>(null);

  get settings(): SessionSettings | null {
    return this.#settings;
  }
  get ladders(): readonly Ladder[] {
    return this.#ladders;
  }
  get isShortcutFree(): boolean | null {
    return this.#isShortcutFree;
  }

  async load(): Promise<void> {
    [this.#settings, this.#ladders] = await Promise.all([
      request('session.settings', {}),
      request('session.ladders', { language }),
    ]);
    await this.checkShortcut();
  }

  /** @throws RequestRefused; as all below */
  async set(change: Partial<SessionSettings>): Promise<void> {
    const shortcut = this.#settings!.stopShortcut;
    this.#settings = await request('session.set', { settings: { ...this.#settings!, ...change } });
    if (this.#settings.stopShortcut !== shortcut) await this.checkShortcut();
  }

  async checkShortcut(): Promise<void> {
    const { isFree } = await request('session.checkShortcut', { shortcut: this.#settings!.stopShortcut });
    this.#isShortcutFree = isFree;
  }

  /** @returns the ladder as it was saved */
  async save(ladder: Ladder): Promise<Ladder> {
    const before = new Set(this.#ladders.map(({ id }) => id));
    this.#ladders = await request('session.saveLadder', { language, ladder });
    return this.#ladders.find(({ id }) => (ladder.id === '' ? !before.has(id) : id === ladder.id))!;
  }

  async remove(id: string): Promise<void> {
    this.#ladders = await request('session.removeLadder', { language, id });
  }
}

export const protocol = new Protocol();
