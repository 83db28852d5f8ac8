import type { AuditAction } from '../../main/ipc/contract.ts';

const ACTIONS: Record<AuditAction, string> = {
  'audience.delete': 'Counts deleted',
  'audience.retention': 'Old counts deleted',
  'audience.settings': 'Store settings saved',
  'audience.audit': 'Audit by hand',
  'clock.jump': 'Clock jumped',
  'clock.start': 'Clock in doubt at start',
  'clock.returned': 'Clock right again',
  'clock.steady': 'Clock accepted',
  'clock.confirmed': 'Clock confirmed',
  'data.remove': 'Data set removed',
  'models.promote': 'Model made live',
  'models.rollBack': 'Model rolled back',
  'models.export': 'Model exported',
  'models.import': 'Model imported',
  'recordings.expressions': 'Expressions recorded',
  'run removed': 'Run removed',
};

/** What was done, in words; what another version wrote stays as it is. */
export const auditAction = (action: string): string =>
  Object.hasOwn(ACTIONS, action) ? ACTIONS[action as AuditAction] : action;
