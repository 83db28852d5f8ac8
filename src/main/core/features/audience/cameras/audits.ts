import { DemifaceError } from '../../../../../common/error.ts';
import type { TallyState } from '../../../../ipc/contract.ts';
import type { CountingModels } from '../buckets/models.ts';
import { AuditCount } from '../tally/audit-count.ts';
import type { Store } from '../../../platform/store/store.ts';

/** People who count beside cameras, one a camera. */
export class Audits {
  readonly #store: Store;
  readonly #underWay = new Map<string, AuditCount>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param models those that read now */
  begin(camera: { id: string; name: string }, models: CountingModels, nowMs: number): TallyState {
    this.#underWay.set(camera.id, new AuditCount(this.#store, camera, models, nowMs));
    return this.#state(camera.id, nowMs);
  }

  /** @throws DemifaceError `usage` if nobody counts beside the camera; as `PersonTally.end` */
  act(camera: string, act: 'tap' | 'untap' | 'end' | 'drop', nowMs: number): TallyState {
    const tally = this.#underWay.get(camera);
    if (!tally) throw new DemifaceError('usage', 'nobody counts beside this camera');
    if (act === 'tap') tally.tap(nowMs);
    else if (act === 'untap') tally.untap();
    else {
      if (act === 'end') tally.end(nowMs);
      this.#underWay.delete(camera);
    }
    return this.#state(camera, nowMs, tally);
  }

  /** The camera counted a visit. */
  visit(camera: string, nowMs: number): void {
    this.#underWay.get(camera)?.visit(nowMs);
  }

  /** Drops what is counted beside cameras that are not among these: they were removed. */
  discardOthers(cameras: ReadonlySet<string>): void {
    for (const camera of this.#underWay.keys()) if (!cameras.has(camera)) this.#underWay.delete(camera);
  }

  #state(camera: string, nowMs: number, tally = this.#underWay.get(camera)!): TallyState {
    return {
      isUnderWay: this.#underWay.has(camera),
      entries: tally.entries,
      secondsLeft: tally.secondsLeft(nowMs),
    };
  }
}
