import { readingHoldMs } from '../../../../../common/reading-hold.ts';
import { EXPRESSIONS } from '../../../../../artifact/labels.ts';
import type { Band } from '../../../../../inference/live/client-face/bands.ts';
import { shownBand } from '../../../../../inference/live/client-face/bands.ts';
import type { Ribbon } from '../../../../../inference/live/client-face/ribbon.ts';
import { createRibbon } from '../../../../../inference/live/client-face/ribbon.ts';
import type { ClientFile } from '../clients/files/client-files.ts';
import type { SessionModel } from '../recording/stored-session.ts';
import { shownBy } from './shown-by.ts';

const CLASSES = EXPRESSIONS.length;
const BYTES = CLASSES * Float32Array.BYTES_PER_ELEMENT;
/** An hour, ten readings a second. */
const FIRST_SIZE = 36_000;

/** Talking is noticed within so long: what it looks back at, and the time between two writes. */
const NOTICED_MS = 4000;

/** `at_ms`, `is_usable`, `is_talking`, `centered`. */
type Row = [number, number, number, Uint8Array | null];

/** What a reading adds to a summary: it counts if it could be used and nobody talked. */
export type ReadingUse = (typeof USES)[number];
const USES = ['none', 'talking', 'counts'] as const;

/**
 * The readings of one session in memory, in order of time: a pan over an hour of them needs no query. Those of a session
 * under way are read on from a little before the last one: the newest are marked as of talking once that is noticed.
 */
export class SessionSeries {
  readonly bands: readonly Band[];
  readonly #threshold: Pick<SessionModel, 'confidenceThreshold'>;
  readonly #ribbon: Ribbon;
  #atMs = new Int32Array(FIRST_SIZE);
  #uses = new Uint8Array(FIRST_SIZE);
  #centered = new Float32Array(FIRST_SIZE * CLASSES);
  /** Index of the band that was shown; -1: not sure. */
  #answers = new Int8Array(FIRST_SIZE);
  #count = 0;

  /** @param models of the session */
  constructor(models: readonly SessionModel[]) {
    const shown = shownBy(models);
    [this.bands, this.#threshold] = [shown.bands, shown];
    this.#ribbon = createRibbon(shown.bands);
  }

  get count(): number {
    return this.#count;
  }

  /** -1: there is no reading. */
  get lastMs(): number {
    return this.#count === 0 ? -1 : this.#atMs[this.#count - 1]!;
  }

  /** Reads what was written since. */
  read({ db, raw }: Pick<ClientFile, 'db' | 'raw'>, session: number): void {
    const { sql, parameters } = db
      .selectFrom('readings')
      .select(['at_ms', 'is_usable', 'is_talking', 'centered'])
      .where('session', '=', session)
      .where('at_ms', '>', this.lastMs - NOTICED_MS)
      .orderBy('at_ms')
      .compile();
    for (const row of raw
      .prepare(sql)
      .raw()
      .iterate(...parameters))
      this.#add(row as Row);
  }

  atMs(index: number): number {
    return this.#atMs[index]!;
  }

  use(index: number): ReadingUse {
    return USES[this.#uses[index]!]!;
  }

  /** Of a reading that counts: the index of the band that was shown; -1: not sure. */
  answer(index: number): number {
    return this.#answers[index]!;
  }

  /** Adds the centered probabilities of a reading that counts to sums by class. */
  addTo(sums: Float64Array, index: number): void {
    for (let k = 0; k < CLASSES; k++) sums[k]! += this.#centered[index * CLASSES + k]!;
  }

  /** For how long a reading holds within a stretch. */
  holdMs(index: number, untilMs: number): number {
    const nextMs = index + 1 < this.#count ? this.#atMs[index + 1]! : Infinity;
    return readingHoldMs(this.#atMs[index]!, Math.min(nextMs, untilMs));
  }

  /** Index of the first reading at or after a time. */
  indexFrom(atMs: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#atMs[middle]! < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #add([atMs, isUsable, isTalking, centered]: Row): void {
    const use = USES.indexOf(isTalking === 1 ? 'talking' : 'counts');
    if (atMs <= this.lastMs) {
      const index = this.indexFrom(atMs);
      if (this.#uses[index] !== 0) this.#uses[index] = use;
      return;
    }
    if (this.#count === this.#atMs.length) this.#grow();
    const index = this.#count++;
    this.#atMs[index] = atMs;
    this.#answers[index] = -1;
    const probs = this.#centered.subarray(index * CLASSES, (index + 1) * CLASSES);
    if (centered) {
      new Uint8Array(probs.buffer, probs.byteOffset, BYTES).set(centered);
      this.#ribbon.add(probs, atMs);
    }
    if (!centered || isUsable === 0) return;
    this.#uses[index] = use;
    const shown = this.#ribbon.at(atMs)!;
    const top = shownBand(shown, this.#threshold);
    if (top.confident) this.#answers[index] = this.bands.findIndex(({ key }) => key === top.key);
  }

  #grow(): void {
    const grown = <A extends Int32Array | Uint8Array | Float32Array | Int8Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    const size = this.#atMs.length * 2;
    this.#atMs = grown(this.#atMs, new Int32Array(size));
    this.#uses = grown(this.#uses, new Uint8Array(size));
    this.#centered = grown(this.#centered, new Float32Array(size * CLASSES));
    this.#answers = grown(this.#answers, new Int8Array(size));
  }
}
