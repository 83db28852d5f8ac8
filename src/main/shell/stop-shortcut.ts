import { globalShortcut } from 'electron';

import type { Events, SessionShortcut } from '../ipc/contract.ts';
import type { CoreClient } from './core/core-client.ts';

type Registry = Pick<typeof globalShortcut, 'register' | 'unregister'>;

/**
 * The system-wide shortcut of the emergency stop, registered while a session is open. It sends its request to the core directly: a page
 * that hangs holds up no stop.
 */
export class StopShortcut {
  readonly #core: Pick<CoreClient, 'request'>;
  readonly #onChange: (now: SessionShortcut | null) => void;
  readonly #registry: Registry;
  #session: number | null = null;
  #now: SessionShortcut | null = null;

  /** @param onChange called when it is registered, refused by the system, or given back */
  constructor(
    core: Pick<CoreClient, 'request'>,
    onChange: (now: SessionShortcut | null) => void,
    registry: Registry = globalShortcut,
  ) {
    this.#core = core;
    this.#onChange = onChange;
    this.#registry = registry;
  }

  /** Null: no session is open. */
  get now(): SessionShortcut | null {
    return this.#now;
  }

  /** A session was opened, goes on, or has ended. */
  follow(state: Events['session.changed']): void {
    const session = state?.session ?? null;
    if (session === this.#session) return;
    this.#session = session;
    this.#giveBack();
    if (session === null) return;
    this.#core.request('session.settings', {}).then(
      ({ stopShortcut }) => this.#session === session && this.rebind(stopShortcut),
      () => {}, // A core that has ended reports the session anew.
    );
  }

  /** Another shortcut was chosen; it holds at once while a session is open. */
  rebind(shortcut: string): void {
    if (this.#session === null || shortcut === this.#now?.shortcut) return;
    this.#giveBack();
    this.#now = { shortcut, isRegistered: this.#register(shortcut, () => this.#press()) };
    this.#onChange(this.#now);
  }

  /** Whether the system gives a shortcut to this app. */
  isFree(shortcut: string): boolean {
    if (this.#now?.shortcut === shortcut) return this.#now.isRegistered;
    const isFree = this.#register(shortcut, () => {});
    if (isFree) this.#registry.unregister(shortcut);
    return isFree;
  }

  #press(): void {
    const session = this.#session;
    if (session === null) return;
    this.#core.request('session.stop', { session, by: 'shortcut' }).catch(() => {}); // The page reports that the core is gone.
  }

  #giveBack(): void {
    if (this.#now === null) return;
    if (this.#now.isRegistered) this.#registry.unregister(this.#now.shortcut);
    this.#now = null;
    this.#onChange(null);
  }

  /** Electron throws where it cannot read a shortcut, and returns false where another program has it. */
  #register(shortcut: string, press: () => void): boolean {
    try {
      return this.#registry.register(shortcut, press);
    } catch {
      return false;
    }
  }
}
