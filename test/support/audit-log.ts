import { storedSubject } from '../../src/main/core/platform/audit.ts';
import type { Store } from '../../src/main/core/platform/store/store.ts';
import { englishText } from '../../src/messages/english.ts';

/** The audit log in English, the oldest entry first. @param action as in SQL's `like` */
export function auditLog({ raw }: Store, action = '%'): { action: string; subject: string }[] {
  const rows = raw.prepare('select action, subject from audit where action like ? order by id').all(action);
  return (rows as { action: string; subject: string }[]).map((row) => ({
    ...row,
    subject: englishText(storedSubject(row.subject)),
  }));
}
