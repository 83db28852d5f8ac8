import { message } from '../../../../../messages/message.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { appendToAudit } from '../../../platform/audit.ts';
import type { Store } from '../../../platform/store/store.ts';
import { execute, transaction } from '../../../platform/store/sync.ts';
import { keepCountingModels, type CountingModels } from '../buckets/models.ts';
import { matchEntries, TOLERANCE_MS } from './match.ts';

/** A person counts beside the live picture for so long. */
const AUDIT_SECONDS = 15 * 60;
/** Shorter ones say too little to be kept. */
const MIN_SECONDS = 60;

/** An audit under way. When somebody came in stays in memory; kept are three counts. */
export class AuditCount {
  readonly #store: Store;
  readonly #camera: { id: string; name: string };
  readonly #models: CountingModels;
  readonly #startMs: number;
  #taps: number[] = [];
  #visits: number[] = [];

  /** @param models those that read */
  constructor(store: Store, camera: { id: string; name: string }, models: CountingModels, nowMs: number) {
    this.#store = store;
    this.#camera = camera;
    this.#models = models;
    this.#startMs = nowMs;
  }

  get entries(): number {
    return this.#taps.length;
  }

  secondsLeft(nowMs: number): number {
    return Math.max(0, AUDIT_SECONDS - (nowMs - this.#startMs) / 1000);
  }

  /** The person sees somebody come in. */
  tap(nowMs: number): void {
    this.#taps.push(nowMs);
  }

  /** The last tap was a mistake. */
  untap(): void {
    this.#taps.pop();
  }

  /** Whether these models read. */
  isBy(models: CountingModels): boolean {
    return this.#models.hash === models.hash;
  }

  /** The camera counted a visit. */
  visit(atMs: number): void {
    this.#visits.push(atMs);
  }

  /** What it had counted at this time is no visit after all. */
  withdraw(atMs: number): void {
    const at = this.#visits.indexOf(atMs);
    if (at >= 0) this.#visits.splice(at, 1);
  }

  /**
   * Ends it and keeps its result for the camera. The first and last seconds are not judged: what the other one counted of
   * the same entries may lie before the start or after the end.
   * @throws DemifaceError `usage` if it was shorter than a minute
   */
  end(nowMs: number): void {
    const endMs = Math.min(nowMs, this.#startMs + AUDIT_SECONDS * 1000);
    if (endMs - this.#startMs < MIN_SECONDS * 1000)
      throw new DemifaceError('usage', message('counting.auditTooShort'));
    const span = { fromMs: this.#startMs + TOLERANCE_MS, toMs: endMs - TOLERANCE_MS };
    const seconds = (span.toMs - span.fromMs) / 1000;
    const within = (times: readonly number[]) => times.filter((at) => at >= this.#startMs && at <= endMs);
    const { both, onlyPerson, onlyCamera } = matchEntries(within(this.#taps), within(this.#visits), span);
    const values = {
      camera: this.#camera.id,
      at: new Date(endMs).toISOString(),
      seconds,
      models: this.#models.hash,
      both,
      only_person: onlyPerson,
      only_camera: onlyCamera,
    };
    const store = this.#store;
    transaction(store, () => {
      keepCountingModels(store, this.#models);
      execute(store, store.db.insertInto('audience_audits').values(values));
      appendToAudit(
        store,
        'audience.audit',
        message('audit.auditCount', { camera: this.#camera.name, minutes: Math.round(seconds / 60) }),
      );
    });
    [this.#taps, this.#visits] = [[], []];
  }
}
