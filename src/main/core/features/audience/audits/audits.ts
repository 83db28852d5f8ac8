import { DemifaceError } from '../../../../../common/error.ts';
import { message, type CodedMessage } from '../../../../../messages/message.ts';
import type { AuditAct, AuditCountState } from '../../../../ipc/contract.ts';
import type { CountingModels } from '../buckets/models.ts';
import { AuditCount } from './audit-count.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import type { Store } from '../../../platform/store/store.ts';

/** People who count beside cameras, one a camera. */
export class Audits {
  readonly #store: Store;
  readonly #underWay = new Map<string, AuditCount>();
  /** By camera whose audit ended by itself: why. */
  readonly #ended = new Map<string, CodedMessage>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param models those that read now */
  begin(camera: { id: string; name: string }, models: CountingModels, nowMs: number): AuditCountState {
    this.#ended.delete(camera.id);
    this.#underWay.set(camera.id, new AuditCount(this.#store, camera, models, nowMs));
    return this.#state(camera.id, nowMs);
  }

  /**
   * @throws DemifaceError `usage` if no audit count runs at the camera, `interrupted` if it ended by itself; as `AuditCount.end`
   */
  act(camera: string, act: Exclude<AuditAct, 'begin'>, nowMs: number): AuditCountState {
    const audit = this.#underWay.get(camera);
    const ended = this.#ended.get(camera);
    if (!audit && ended) throw new DemifaceError('interrupted', ended);
    if (!audit) throw new DemifaceError('usage', message('counting.noAudit'));
    if (act === 'tap') audit.tap(nowMs);
    else if (act === 'untap') audit.untap();
    else if (act !== 'look') {
      if (act === 'end') audit.end(nowMs);
      this.#underWay.delete(camera);
    }
    return this.#state(camera, nowMs, audit);
  }

  /** The camera counted a visit. */
  visit(camera: string, atMs: number): void {
    this.#underWay.get(camera)?.visit(atMs);
  }

  /** What the camera had counted at this time is no visit after all. */
  withdraw(camera: string, atMs: number): void {
    this.#underWay.get(camera)?.withdraw(atMs);
  }

  /**
   * Other models read from now on: audits of those before them end, for their error is not that of these. What is long enough is
   * kept; the next act tells that it ended.
   * @param models those that read now; null: whatever they are, faces are tracked anew
   * @returns whether one ended
   */
  endOutdated(models: CountingModels | null, nowMs: number): boolean {
    const outdated = [...this.#underWay].filter(([, audit]) => !models || !audit.isBy(models));
    for (const [camera, audit] of outdated) {
      this.#underWay.delete(camera);
      this.#ended.set(camera, endedByModels(audit, nowMs));
    }
    return outdated.length > 0;
  }

  /** Drops what is counted beside cameras that are not among these: they were removed. */
  discardOthers(cameras: ReadonlySet<string>): void {
    for (const camera of this.#underWay.keys()) if (!cameras.has(camera)) this.#underWay.delete(camera);
  }

  #state(camera: string, nowMs: number, audit = this.#underWay.get(camera)!): AuditCountState {
    return {
      isUnderWay: this.#underWay.has(camera),
      entries: audit.entries,
      secondsLeft: audit.secondsLeft(nowMs),
    };
  }
}

/** @returns what the page shows */
function endedByModels(audit: AuditCount, nowMs: number): CodedMessage {
  try {
    audit.end(nowMs);
    return message('counting.auditKeptOtherModels');
  } catch (error) {
    return message('counting.auditLostOtherModels', { problem: refusalOf(error).message });
  }
}
