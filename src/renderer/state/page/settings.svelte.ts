import type { AuditEntry, Settings, SettingsChange } from '../../../main/ipc/contract.ts';
import { listen, request } from './client.ts';

/** What was chosen for the whole app. */
class SettingsState {
  static readonly #LOG_LENGTH = 200;
  #now = $state.raw<Settings | null>(null);
  #log = $state.raw<readonly AuditEntry[] | null>(null);

  get now(): Settings | null {
    return this.#now;
  }
  /** What was done to what, the latest first. */
  get log(): readonly AuditEntry[] | null {
    return this.#log;
  }

  begin(): () => void {
    return listen('settings.changed', (settings) => (this.#now = settings));
  }

  async load(): Promise<void> {
    this.#now = await request('settings.get', {});
  }

  async loadLog(): Promise<void> {
    this.#log = await request('audit.list', { limit: SettingsState.#LOG_LENGTH });
  }

  /** @throws RequestRefused */
  async choose(chosen: SettingsChange): Promise<void> {
    this.#now = await request('settings.set', chosen);
  }
}

export const settings = new SettingsState();
