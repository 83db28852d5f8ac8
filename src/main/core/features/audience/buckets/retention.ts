import { message } from '../../../../../messages/message.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import { appendToAudit } from '../../../platform/audit.ts';
import type { Store } from '../../../platform/store/store.ts';
import { transaction } from '../../../platform/store/sync.ts';
import { countBefore, hasCountsBefore } from '../deletion/delete-counts.ts';
import { markDeletion, markedDeletions } from '../deletion/marked-deletions.ts';
import { laterDay, localTime } from '../../../platform/time/local-time.ts';

type Kept = Pick<AudienceSettings, 'cameras' | 'sites' | 'retentionDays'>;

/** Marks the counts of all days that are older than what is kept for deletion, and notes it in the audit log. */
export function markOld(store: Store, settings: Kept, nowMs: number): void {
  const { retentionDays } = settings;
  for (const { id, name, before } of oldCounts(store, settings, nowMs))
    transaction(store, () => {
      markDeletion(store, { camera: id, before });
      const periods = countBefore(store, id, before);
      if (periods === 0) return;
      const counts = { camera: name, periods, before, days: retentionDays };
      appendToAudit(store, 'audience.retention', message('audit.countsExpired', counts));
    });
}

/** Cameras that have counts older than what is kept which are not marked yet, and the first day that is kept. */
export function oldCounts(store: Store, { cameras, sites, retentionDays }: Kept, nowMs: number) {
  const marked = markedDeletions(store);
  return cameras.flatMap(({ id, site, name }) => {
    const { timeZone } = sites.find((one) => one.id === site)!;
    const before = laterDay(localTime(nowMs, timeZone).day, -retentionDays);
    const isMarked = marked.some((one) => one.camera === id && one.before === before);
    return isMarked || !hasCountsBefore(store, id, before) ? [] : [{ id, name, before }];
  });
}
