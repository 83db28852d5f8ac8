import { untrack } from 'svelte';

import type { BrowsedPicture, BrowseFilter, Refusal, View } from '../../../main/ipc/contract.ts';
import { request, RequestRefused } from '../page/client.ts';
import type { Change } from './corrections.svelte.ts';
import { Corrections } from './corrections.svelte.ts';
import { jobs } from '../jobs/jobs.svelte.ts';
import { notices } from '../page/notices.svelte.ts';
import { PageCache } from '../page/page-cache.ts';
import { Selection } from './selection.ts';
import type { Thumbnail } from './thumbnail-queue.ts';
import { ThumbnailQueue } from './thumbnail-queue.ts';

const PAGE = 200;
export const EVERYTHING: BrowseFilter = { split: null, task: null, label: null, only: 'all', search: '' };

/** Looks through the pictures of one data set: which are shown, which are chosen, what is corrected. */
class Browser {
  #id = $state<number | null>(null);
  #state = $state<'closed' | 'opening' | 'open' | 'failed'>('closed');
  #problem = $state.raw<Refusal | null>(null);
  #job = $state<number | null>(null);
  #filter = $state.raw<BrowseFilter>(EVERYTHING);
  #view = $state<View>('full');
  #total = $state<number | null>(null);
  #chosen = $state.raw(new Selection());
  /** Counts what arrives; readers of pages and thumbnails depend on it. */
  #arrivals = $state(0);
  #pages = new PageCache<BrowsedPicture>(PAGE);
  #thumbnails: ThumbnailQueue | null = null;
  #corrections = $state.raw<Corrections | null>(null);
  /** Corrections that still read what is chosen. */
  #readers = $state(0);
  /** Answers to an older question are dropped. */
  #question = 0;

  get id(): number | null {
    return this.#id;
  }
  get state(): 'closed' | 'opening' | 'open' | 'failed' {
    return this.#state;
  }
  get problem(): Refusal | null {
    return this.#problem;
  }
  get job(): number | null {
    return this.#job;
  }
  get filter(): BrowseFilter {
    return this.#filter;
  }
  get view(): View {
    return this.#view;
  }
  get total(): number | null {
    return this.#total;
  }
  get arrivals(): number {
    return this.#arrivals;
  }
  get isSaving(): boolean {
    return this.#readers > 0 || (this.#corrections?.isSaving ?? false);
  }
  get canUndo(): boolean {
    return this.#corrections?.canUndo ?? false;
  }
  get chosen(): Selection {
    return this.#chosen;
  }
  /** The chosen pictures that are read, in the order of the list. */
  get chosenPictures(): BrowsedPicture[] {
    void this.#arrivals;
    return this.#chosen.indices.flatMap((index) => this.#pages.at(index) ?? []);
  }

  picture(index: number): BrowsedPicture | undefined {
    void this.#arrivals;
    return this.#pages.at(index);
  }
  thumbnail(row: number): Thumbnail | undefined {
    void this.#arrivals;
    return this.#thumbnails?.get(row);
  }

  /** Opens a data set for looking; its pictures are prepared first where they are not. */
  async open(id: number): Promise<void> {
    if (this.#id === id && this.#state !== 'failed' && this.#state !== 'closed') return;
    this.reset();
    const question = ++this.#question;
    this.#id = id;
    const corrections = new Corrections(id, () => this.#written(corrections));
    this.#corrections = corrections;
    this.#state = 'opening';
    try {
      const { job } = await request('data.open', { id });
      this.#job = job;
      const refusal = job === null ? null : await jobs.ended(job);
      if (question !== this.#question) return;
      if (refusal) throw new RequestRefused(refusal);
      this.#job = null;
      this.#state = 'open';
      this.#anew();
    } catch (error) {
      if (question !== this.#question) return;
      this.#job = null;
      this.#state = 'failed';
      this.#problem =
        error instanceof RequestRefused ? error : { code: 'internal', message: (error as Error).message };
    }
  }

  reset(): void {
    this.#question++;
    this.#thumbnails?.close();
    this.#thumbnails = null;
    this.#pages = new PageCache(PAGE);
    this.#id = null;
    this.#state = 'closed';
    this.#problem = null;
    this.#job = null;
    this.#total = null;
    this.#filter = EVERYTHING;
    this.#chosen = new Selection();
    this.#corrections = null;
  }

  narrow(filter: Partial<BrowseFilter>): void {
    this.#filter = { ...this.#filter, ...filter };
    this.#chosen = new Selection();
    this.#anew();
  }

  look(view: View): void {
    this.#view = view;
    this.#newThumbnails();
    this.#arrivals++;
  }

  choose(selection: Selection): void {
    this.#chosen = selection;
    const { indices } = selection;
    if (indices.length === 0) return;
    for (const page of this.#pages.ask(indices[0]!, indices.at(-1)!)) void this.#read(page);
  }

  /** What is in sight: its facts and its pictures are read, what has scrolled away is not. */
  see(first: number, last: number): void {
    untrack(() => {
      if (this.#state !== 'open') return;
      for (const page of this.#pages.ask(first, Math.max(first, last))) void this.#read(page);
      const rows: number[] = [];
      for (let i = first; i <= last; i++) {
        const picture = this.#pages.at(i);
        if (picture) rows.push(picture.row);
      }
      this.#thumbnails?.want(rows);
    });
  }

  /** @returns whether it was written */
  async correct(pictures: readonly BrowsedPicture[], change: Change): Promise<boolean> {
    return (await this.#corrections?.make(pictures, change)) ?? false;
  }

  /** Corrects every picture that is chosen; those out of sight are read first. @returns whether it was written */
  async correctChosen(change: Change): Promise<boolean> {
    this.#readers++;
    try {
      const pictures = await this.#allChosen();
      return pictures !== null && (await this.correct(pictures, change));
    } catch (error) {
      notices.refuse(error);
      return false;
    } finally {
      this.#readers--;
    }
  }

  /** @returns null where others are chosen meanwhile. @throws RequestRefused where one cannot be read */
  async #allChosen(): Promise<BrowsedPicture[] | null> {
    const [id, question, filter, chosen] = [this.#id!, this.#question, this.#filter, this.#chosen];
    const found = new Map<number, BrowsedPicture>();
    const unread = new Set<number>();
    for (const index of chosen.indices) {
      const picture = this.#pages.at(index);
      if (picture) found.set(index, picture);
      else unread.add(Math.floor(index / PAGE));
    }
    for (const page of unread) {
      const offset = page * PAGE;
      const { pictures } = await request('data.browse', { id, filter, offset, limit: PAGE });
      if (chosen !== this.#chosen || id !== this.#id) return null;
      // A correction was written: the same pictures, read anew.
      if (question !== this.#question) return await this.#allChosen();
      pictures.forEach((picture, i) => found.set(offset + i, picture));
    }
    return chosen.indices.flatMap((index) => found.get(index) ?? []);
  }

  async undoLast(): Promise<void> {
    await this.#corrections?.undo();
  }

  /** Corrections were changed elsewhere: reads what is shown anew. */
  refresh(): void {
    this.#corrections?.forget();
    this.#reread();
  }

  /** The person may have gone on to another data set while this one was written. */
  #written(of: Corrections): void {
    if (of !== this.#corrections) return;
    // Among some of the pictures others may move up into the places that were chosen.
    if (this.#filter.only !== 'all' || this.#filter.label !== null) this.#chosen = new Selection();
    this.#reread();
  }

  /** The same question again; what is shown stays until the answer is there. */
  #reread(): void {
    this.#question++;
    const old = this.#pages;
    this.#pages = new PageCache(PAGE);
    const seen = [...old.entries()];
    if (seen.length > 0) {
      const pages = new Map<number, BrowsedPicture[]>();
      for (const [index, picture] of seen) {
        const page = Math.floor(index / PAGE);
        pages.set(page, [...(pages.get(page) ?? []), picture]);
      }
      const around = Math.floor((this.#chosen.indices[0] ?? 0) / PAGE);
      for (const page of new Set([around, ...pages.keys()])) {
        if (Math.abs(page - around) <= 2) {
          this.#pages.ask(page * PAGE, page * PAGE);
          void this.#read(page, pages.get(page));
        }
      }
    } else this.#arrivals++;
  }

  #anew(): void {
    this.#question++;
    this.#pages = new PageCache(PAGE);
    this.#total = null;
    this.#newThumbnails();
    this.#pages.ask(0, 0);
    void this.#read(0);
  }

  async #read(page: number, meanwhile?: readonly BrowsedPicture[]): Promise<void> {
    const id = this.#id!;
    const question = this.#question;
    const pages = this.#pages;
    if (meanwhile) pages.put(page, meanwhile);
    try {
      const answer = await request('data.browse', {
        id,
        filter: this.#filter,
        offset: page * PAGE,
        limit: PAGE,
      });
      if (question !== this.#question) return;
      pages.put(page, answer.pictures);
      this.#total = answer.total;
    } catch (error) {
      if (question !== this.#question) return;
      pages.forget(page);
      if (this.#total === null) this.#total = 0;
      notices.refuse(error);
    }
    this.#arrivals++;
  }

  #newThumbnails(): void {
    this.#thumbnails?.close();
    const id = this.#id;
    const view = this.#view;
    if (id === null) return;
    this.#thumbnails = new ThumbnailQueue({
      load: async (rows) => {
        const { size, channels, pixels } = await request('data.thumbnails', { id, rows, view });
        const bytes = size * size * channels;
        return rows.map((_, i) => ({ size, channels, pixels: pixels.subarray(i * bytes, (i + 1) * bytes) }));
      },
      onarrive: () => this.#arrivals++,
      onfail: (error) => notices.refuse(error),
    });
  }
}

export const browser = new Browser();
