export type DataTab = 'report' | 'browse' | 'versions';

/** Which part of a data set is open; kept while another view is looked at, not for another data set. */
class DataTabState {
  #id = $state<number | null>(null);
  #tab = $state<DataTab>('report');

  of(id: number): DataTab {
    return this.#id === id ? this.#tab : 'report';
  }

  open(id: number, tab: DataTab): void {
    this.#id = id;
    this.#tab = tab;
  }
}

export const dataTab = new DataTabState();
