import { core } from './core.svelte.ts';
import { PersistedState } from './persisted-state.svelte.ts';

export const VIEWS = [
  'live',
  'session',
  'store',
  'insights',
  'data',
  'lab',
  'models',
  'retrain',
  'settings',
] as const;
export type ViewName = (typeof VIEWS)[number];
const AT_NO_DOOR: readonly ViewName[] = ['live', 'session', 'retrain'];
const isView = (value: unknown) => VIEWS.some((view) => view === value);
/** What a view is to begin with once it is there. */
export type Intent = 'add-data' | 'new-experiment' | 'import-weights' | 'set-up-store';

/** Which view is open, and what it was opened for. */
class Navigation {
  readonly #view = new PersistedState<ViewName>('view', 'live', 'session', isView);
  #intent = $state<Intent | null>(null);
  #isPaletteOpen = $state(false);
  #openings = $state(0);

  get view(): ViewName {
    return this.#view.now;
  }

  /** Those that can be opened: at a door nobody may have expressions of visitors predicted, see clients or record faces. */
  get views(): readonly ViewName[] {
    return core.app?.isKiosk ? VIEWS.filter((view) => !AT_NO_DOOR.includes(view)) : VIEWS;
  }

  get isPaletteOpen(): boolean {
    return this.#isPaletteOpen;
  }

  set isPaletteOpen(isOpen: boolean) {
    if (isOpen && !this.#isPaletteOpen) this.#openings++;
    this.#isPaletteOpen = isOpen;
  }

  /** How often the palette was opened. */
  get openings(): number {
    return this.#openings;
  }

  go(view: ViewName, intent: Intent | null = null): void {
    if (!this.views.includes(view)) return;
    this.#view.now = view;
    this.#intent = intent;
  }

  /** Whether a view was opened for this; true once. */
  take(intent: Intent): boolean {
    if (this.#intent !== intent) return false;
    this.#intent = null;
    return true;
  }
}

export const navigation = new Navigation();
