import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import { noteInAudit } from '../../../platform/audit.ts';
import type { Store } from '../../../platform/store/store.ts';
import { transaction } from '../../../platform/store/sync.ts';
import { countBefore, hasCountsBefore } from '../deletion/delete-counts.ts';
import { markDeletion, markedDeletions } from '../deletion/marked-deletions.ts';
import { laterDay, localTime } from '../../../platform/time/local-time.ts';

/** Marks the counts of all days that are older than what is kept for deletion, and notes it in the audit log. */
export function markOld(
  store: Store,
  { cameras, sites, retentionDays }: Pick<AudienceSettings, 'cameras' | 'sites' | 'retentionDays'>,
  nowMs: number,
): void {
  for (const { id, site, name } of cameras) {
    const { timeZone } = sites.find((one) => one.id === site)!;
    const before = laterDay(localTime(nowMs, timeZone).day, -retentionDays);
    const isMarked = markedDeletions(store).some((one) => one.camera === id && one.before === before);
    if (isMarked || !hasCountsBefore(store, id, before)) continue;
    transaction(store, () => {
      markDeletion(store, { camera: id, before });
      const periods = countBefore(store, id, before);
      if (periods === 0) return;
      const subject = `camera ${name}: ${periods} periods before ${before} deleted; ${retentionDays} days are kept`;
      noteInAudit(store, 'audience.retention', subject);
    });
  }
}
