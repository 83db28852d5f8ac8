import type { ClientFile } from '../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import { execute } from '../../../../../../src/main/core/platform/store/sync.ts';

const NONE = JSON.stringify({});

/** Adds a session with readings, one a tenth of a second. @returns the bytes of its probabilities */
export function addReadings(file: ClientFile, count: number, id = 1): Uint8Array {
  const { db, raw } = file;
  if (raw.prepare('select 1 from consents').get() === undefined)
    raw.exec("insert into consents values (1, '2026-01-01', 'text', '{}', null, '{}', null)");
  const session = { id, started_at: '2026-11-30T10:00:00.000Z', consent: 1, state: 'ended' };
  execute(file, db.insertInto('sessions').values({ ...session, ladder: NONE, settings: NONE, models: NONE }));
  const probs = new Uint8Array(
    Float32Array.from([0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125, 0]).buffer,
  );
  const insert = raw.prepare('insert into readings values (?, ?, 1, 1, 0, 0, ?, ?, 2)');
  raw.transaction(() => {
    for (let i = 0; i < count; i++) insert.run(id, i * 100, probs, i % 10 === 0 ? null : probs);
  })();
  return probs;
}
