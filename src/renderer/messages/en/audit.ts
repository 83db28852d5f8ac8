/** Entries of the audit log. */
export const audit = {
  actions: {
    'audience.delete': 'Counts deleted',
    'audience.retention': 'Expired counts deleted',
    'audience.settings': 'Store settings saved',
    'audience.audit': 'Audit count saved',
    'clock.jump': 'Clock jumped',
    'clock.start': 'Clock in doubt at startup',
    'clock.returned': 'Clock back in line',
    'clock.steady': 'Clock accepted',
    'clock.confirmed': 'Clock confirmed',
    'data.remove': 'Data set removed',
    'models.promote': 'Model made live',
    'models.rollBack': 'Model rolled back',
    'models.export': 'Model exported',
    'models.import': 'Model imported',
    'recordings.expressions': 'Recording with expressions',
    'run removed': 'Run removed',
  },
} as const;
