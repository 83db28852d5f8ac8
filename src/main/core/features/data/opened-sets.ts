import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { SerialQueue } from '../../../../common/serial-queue.ts';
import type { PreparedPicture } from '../../../../training/datasets/prepared.ts';
import { sourceSignature } from '../../../../training/sources/files.ts';
import type { BrowseFilter, Correction } from '../../../ipc/contract.ts';
import { storedChanges } from '../../platform/store/corrections.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import type { Store } from '../../platform/store/store.ts';
import { filtered } from './browse.ts';
import { findDataSet, keepCount, presentDataSet } from './data-sets.ts';
import { editsOf, keepEdits } from './correct.ts';
import type { CorrectionState } from './correct.ts';
import type { OpenedSet, ShownPicture } from './opened-set.ts';
import { openSet, shownPictures } from './opened-set.ts';
import { FIND } from './jobs/index.ts';

/** So many are held in memory; of more the one goes that was not looked at the longest. */
const MOST = 2;

interface Held {
  set: OpenedSet;
  corrections: CorrectionState | null;
  /** Of one version of the corrections. */
  shown: { version: number; pictures: ShownPicture[] } | null;
  /** What the last filter let through. */
  found: { version: number; filter: string; pictures: ShownPicture[] } | null;
}

/** What came of opening. */
export type Opening = { kind: 'opened'; set: OpenedSet } | { kind: 'unprepared'; pictures: number };

/** The data sets whose pictures are looked at. */
export class OpenedSets {
  readonly #store: Store;
  readonly #jobs: Pick<SideJobs, 'ask'>;
  readonly #onCount: () => void;
  readonly #held = new Map<number, Held>();
  readonly #opening = new Map<number, Promise<Opening>>();
  readonly #turns = new Map<number, SerialQueue>();

  /** @param onCount called when a data set is found to have another number of pictures than its entry states */
  constructor(store: Store, jobs: Pick<SideJobs, 'ask'>, onCount: () => void) {
    this.#store = store;
    this.#jobs = jobs;
    this.#onCount = onCount;
  }

  /**
   * Opens a data set if its pictures are prepared, anew if its folder has changed; prepares nothing.
   * @throws DemifaceError `missing` if its folder is not there; as `readDataSet`
   */
  open(id: number): Promise<Opening> {
    let opening = this.#opening.get(id);
    if (!opening) {
      opening = this.#open(id).finally(() => this.#opening.delete(id));
      this.#opening.set(id, opening);
    }
    return opening;
  }

  async #open(id: number): Promise<Opening> {
    const { layout, root, interpretation } = presentDataSet(this.#store, id);
    const signature = await sourceSignature(root);
    const known = this.#use(id);
    if (known?.set.signature === signature) return { kind: 'opened', set: known.set };
    this.close(id);
    const pictures: PreparedPicture[] = [];
    const take = (some: unknown) => pictures.push(...(some as PreparedPicture[]));
    const found = await this.#jobs.ask(FIND, { layout, root, interpretation }, take);
    if (!found.prepared) return { kind: 'unprepared', pictures: found.pictures };
    const set = await openSet({ ...found.prepared, pictures }, found, signature);
    try {
      findDataSet(this.#store, id); // It may have been removed meanwhile.
    } catch (error) {
      set.source.close();
      throw error;
    }
    this.#held.set(id, { set, corrections: null, shown: null, found: null });
    for (const old of [...this.#held.keys()].slice(0, -MOST)) this.close(old);
    if (keepCount(this.#store, id, set.pictures.length)) this.#onCount();
    return { kind: 'opened', set };
  }

  /** An opened set, or one that can be opened without a wait. @throws DemifaceError `missing`; as `open` */
  async need(id: number): Promise<OpenedSet> {
    return (await this.#need(id)).set;
  }

  /** The pictures that a filter lets through, as corrected. @throws DemifaceError as `need` */
  async find(id: number, filter: BrowseFilter): Promise<ShownPicture[]> {
    const held = await this.#need(id);
    return this.inTurn(id, async () => {
      const { version, changes } = await this.#correctionsOf(id, held);
      if (held.shown?.version !== version)
        held.shown = { version, pictures: await shownPictures(held.set, changes) };
      const text = JSON.stringify(filter);
      if (held.found?.version !== version || held.found.filter !== text)
        held.found = { version, filter: text, pictures: await filtered(held.shown.pictures, filter) };
      return held.found.pictures;
    });
  }

  /** Keeps corrections as the data set's next version. @throws DemifaceError as `need` and `editsOf` */
  async correct(id: number, corrections: readonly Correction[]): Promise<void> {
    const held = await this.#need(id);
    await this.inTurn(id, async () => {
      const before = await this.#correctionsOf(id, held);
      const edits = await editsOf(held.set, before.changes, corrections);
      held.corrections = await keepEdits(this.#store, id, before, edits);
    });
  }

  /**
   * What depends on the corrections of a data set, or changes them, goes one after the other: all of it goes in slices, and
   * each rests on the version that is current when it begins.
   */
  inTurn<T>(id: number, work: () => T | Promise<T>): Promise<T> {
    const turns = this.#turns.get(id) ?? new SerialQueue();
    this.#turns.set(id, turns);
    return turns.take(work);
  }

  /** The corrections that stand now. @throws DemifaceError `missing`, `corrupt` */
  async #correctionsOf(id: number, held: Held): Promise<CorrectionState> {
    const { version } = findDataSet(this.#store, id);
    if (held.corrections?.version !== version)
      held.corrections = { version, changes: await storedChanges(this.#store, id, version) };
    return held.corrections;
  }

  async #need(id: number): Promise<Held> {
    const { name } = findDataSet(this.#store, id);
    const held = this.#use(id);
    if (held) return held;
    const opening = await this.open(id);
    const opened = this.#use(id);
    if (opening.kind === 'opened' && opened) return opened;
    throw new DemifaceError('missing', message('dataSet.notPrepared', { name }));
  }

  #use(id: number): Held | undefined {
    const held = this.#held.get(id);
    if (held) {
      this.#held.delete(id);
      this.#held.set(id, held);
    }
    return held;
  }

  close(id: number): void {
    this.#held.get(id)?.set.source.close();
    this.#held.delete(id);
  }
}
