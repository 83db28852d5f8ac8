import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { AuditCountState } from '../../../../ipc/contract.ts';
import type { CountingModels } from '../buckets/models.ts';
import { AuditCount } from './audit-count.ts';
import type { Store } from '../../../platform/store/store.ts';

/** People who count beside cameras, one a camera. */
export class Audits {
  readonly #store: Store;
  readonly #underWay = new Map<string, AuditCount>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param models those that read now */
  begin(camera: { id: string; name: string }, models: CountingModels, nowMs: number): AuditCountState {
    this.#underWay.set(camera.id, new AuditCount(this.#store, camera, models, nowMs));
    return this.#state(camera.id, nowMs);
  }

  /** @throws DemifaceError `usage` if no audit count runs at the camera; as `AuditCount.end` */
  act(camera: string, act: 'tap' | 'untap' | 'end' | 'drop', nowMs: number): AuditCountState {
    const audit = this.#underWay.get(camera);
    if (!audit) throw new DemifaceError('usage', message('counting.noAudit'));
    if (act === 'tap') audit.tap(nowMs);
    else if (act === 'untap') audit.untap();
    else {
      if (act === 'end') audit.end(nowMs);
      this.#underWay.delete(camera);
    }
    return this.#state(camera, nowMs, audit);
  }

  /** The camera counted a visit. */
  visit(camera: string, nowMs: number): void {
    this.#underWay.get(camera)?.visit(nowMs);
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
