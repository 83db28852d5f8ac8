import { expect, test } from 'vitest';

import type { CameraError } from '../../../src/main/ipc/contract.ts';
import { EXPRESSIONS, GENDERS, OCCLUSION_LABELS } from '../../../src/artifact/labels.ts';
import { binName } from '../../../src/renderer/components/insights/dwell-columns.ts';
import { errorText } from '../../../src/renderer/components/store/audit-text.ts';
import { compactTick, duration, pValue } from '../../../src/renderer/messages/format.ts';
import { auditCount, lab, messages } from '../../../src/renderer/messages/index.ts';
import { figureOf, labelName, measuredOn, measuredOnShort } from '../../../src/renderer/messages/names.ts';

test('plurals follow the number', () => {
  const { pictures, report } = messages.data;
  expect([0, 1, 1200].map((n) => pictures({ n }))).toEqual(['0 pictures', '1 picture', '1,200 pictures']);
  expect(report.unreadable({ n: 1 })).toBe('1 file cannot be read and is skipped.');
  expect(report.unreadable({ n: 3 })).toBe('3 files cannot be read and are skipped.');
  expect(lab.new.summary({ runs: 2, stages: 1, epochs: 0 })).toBe('2 runs of 1 stage');
  expect(lab.new.summary({ runs: 1, stages: 5, epochs: 90 })).toBe('1 run of 5 stages, 90 epochs each');
});

test('every label has a name for people', () => {
  for (const label of [...EXPRESSIONS, ...GENDERS, ...OCCLUSION_LABELS])
    expect(labelName(label)).not.toBe(label);
});

test('durations and figures are rounded wherever they stand', () => {
  const time = duration(60 * 16.077683333333333);
  expect(messages.insights.errors.audited({ audits: 2, time, entries: 7 })).toBe(
    '2 audit counts, 16 min, 7 entries',
  );
  expect(auditCount.basis({ audits: 1, time, entries: 1 })).toBe(
    'Based on one audit count: 16 min, 1 entry.',
  );
  expect(binName({ fromSeconds: 30, toSeconds: 60, visits: 1 })).toBe('30–60 s');
  expect(binName({ fromSeconds: 120, toSeconds: 300, visits: 1 })).toBe('2–5 min');
  expect(binName({ fromSeconds: 5, toSeconds: 15, visits: 1 })).toBe('5–15 s');
  expect([compactTick(0.5), compactTick(1234.5), pValue(0.02)]).toEqual(['0.5', '1,230', 'p = 0.020']);
  expect(errorText({ ratio: null, missed: null, extra: null } as CameraError)).toHaveLength(1);
});

test('a figure says which pictures it was measured on', () => {
  expect(measuredOn(null)).toBe('model-selection set');
  expect(measuredOn('test', 12)).toBe('test set, n = 12');
  expect(measuredOnShort(null, 2506)).toBe('selection 2,506');
  expect([measuredOn('val'), measuredOn('test')]).toEqual(['validation set', 'test set']);
  expect(figureOf('accuracy', 'ensemble', null)).toBe('accuracy, ensemble, model-selection set');
  const { stages } = lab.names;
  expect(lab.compare.on({ stage: stages.teacher, pictures: 3137, set: measuredOn('test') })).toBe(
    'Teacher, on 3,137 pictures of the test set',
  );
  expect(lab.gallery.rows({ stage: stages.student, models: 2, pictures: 8 })).toBe(
    'Student: 2 models, the same 8 pictures',
  );
  expect(lab.run.plotUnits.accuracy).toContain('model-selection set');
});
