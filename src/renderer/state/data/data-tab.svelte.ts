import { PersistedState } from '../page/persisted-state.svelte.ts';

const TABS = ['report', 'browse', 'versions'] as const;
export type DataTab = (typeof TABS)[number];
const isTab = (value: unknown) => TABS.some((tab) => tab === value);

/** Which part of a data set is open; kept while another view is looked at, not for another data set. */
class DataTabState {
  readonly #id = new PersistedState<number | null>(
    'data.tab.of',
    null,
    'session',
    (value) => typeof value === 'number',
  );
  readonly #tab = new PersistedState<DataTab>('data.tab', 'report', 'session', isTab);

  of(id: number): DataTab {
    return this.#id.now === id ? this.#tab.now : 'report';
  }

  open(id: number, tab: DataTab): void {
    this.#id.now = id;
    this.#tab.now = tab;
  }
}

export const dataTab = new DataTabState();
