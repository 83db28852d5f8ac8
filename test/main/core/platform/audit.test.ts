import { expect, test } from 'vitest';

import { auditEntries, appendToAudit, writeAudit } from '../../../../src/main/core/platform/audit.ts';
import { openStore } from '../../../../src/main/core/platform/store/store.ts';
import { de } from '../../../../src/messages/de/index.ts';
import { englishText } from '../../../../src/messages/english.ts';
import { message } from '../../../../src/messages/message.ts';
import { wording } from '../../../../src/messages/wording.ts';

test('entries are read in each language, those of earlier versions as they were written', async () => {
  const store = openStore(':memory:');
  const before = ["a person confirmed the machine's clock", '{', '{"name":1} (csv) /data', '7'];
  for (const subject of before)
    store.raw.prepare("insert into audit (at, action, subject) values ('', 'data.remove', ?)").run(subject);
  await writeAudit(store, 'run removed', message('audit.runRemoved', { run: 7 }));
  const span = message('audit.span', { unit: 'day', n: 2 });
  appendToAudit(store, 'clock.jump', message('audit.clockJump', { span, direction: 'ahead' }));
  const subjects = (await auditEntries(store, 10)).map(({ subject }) => subject).reverse();
  expect(subjects.map(englishText)).toEqual([
    ...before,
    'run 7',
    "the machine's clock went 2 days ahead; counting continues by the time before",
  ]);
  expect(subjects.map(wording(de, 'de-DE'))).toEqual([
    ...before,
    'Lauf 7',
    'Uhr des Rechners sprang um 2 Tage vor; gezählt wird nach der bisherigen Zeit',
  ]);
  await store.close();
});
