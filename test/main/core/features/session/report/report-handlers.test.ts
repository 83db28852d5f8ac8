import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { addSampleSession } from '../../../../../../src/main/core/features/session/report/bench/sample-session.ts';
import { clientPath } from '../../../../../../src/main/core/features/session/clients/files/client-files.ts';
import {
  copiesOf,
  copyClient,
} from '../../../../../../src/main/core/features/session/clients/copies/copies.ts';
import { openClientDatabase } from '../../../../../../src/main/core/features/session/clients/files/client-database.ts';
import { readClientKey } from '../../../../../../src/main/core/features/session/clients/vault/client-keys.ts';
import { madeRecording } from './made-recording.ts';

it('lists sessions, the latest first, and puts steps of the same title side by side', async () => {
  const { ask, ref, files } = await madeRecording();
  const second = files.with(ref.client, (file) =>
    addSampleSession(file, { seed: 2, minutes: 20, startedAt: '2026-11-10T10:00:00+01:00' }),
  );
  const list = await ask['session.list']({ client: ref.client });
  expect(list.map(({ session, lengthMs }) => [session, lengthMs])).toEqual([
    [second, 1_200_000],
    [ref.session, 720_000],
  ]);
  expect(list[1]).toMatchObject({ ladder: 'Spiders', highestStep: 1, stops: 0, exposureMs: 600_000 });
  expect(list[1]!.usableShare).toBeCloseTo(0.92, 1);
  const { sessions, steps } = await ask['session.progress']({ client: ref.client });
  expect(sessions.map(({ session }) => session)).toEqual([ref.session, second]);
  expect(steps.map(({ title, stays }) => [title, stays.map(({ session }) => session)])).toEqual([
    ['Picture', [ref.session, second]],
    ['Model', [ref.session, second]],
    ['Behind glass', [second]],
  ]);
  const [first] = steps[0]!.stays;
  expect(first!.peak).toBeGreaterThanOrEqual(Math.max(first!.first, first!.last));
});

it('adds, changes and removes notes', async () => {
  const { ask, ref } = await madeRecording();
  const note = (id: number, text: string, atMs = 5000) => ask['session.note']({ ...ref, id, atMs, text });
  const [added] = await note(0, '  calmer than last week\n');
  expect(added).toEqual({ id: added!.id, atMs: 5000, text: 'calmer than last week' });
  expect(await note(0, 'before', 1000)).toHaveLength(2);
  expect((await note(added!.id, 'calmer')).at(-1)).toEqual({ ...added, text: 'calmer' });
  await expect(note(99, 'x')).rejects.toMatchObject({ code: 'missing' });
  expect(await note(added!.id, ' ')).toHaveLength(1);
  await expect(ask['session.note']({ ...ref, session: 9, id: 0, atMs: 0, text: 'x' })).rejects.toMatchObject({
    code: 'missing',
  });
});

it('removes a session, its copies and files that were put aside with it, and nothing else', async () => {
  const { ask, ref, files, folder, emitted } = await madeRecording({ minutes: 3 });
  const kept = files.with(ref.client, (file) => {
    const id = addSampleSession(file, { seed: 5, minutes: 1 });
    copyClient(folder, file, '2026-11-01');
    return id;
  });
  writeFileSync(join(folder, `${ref.client}.client.damaged-2026`), 'old');
  await ask['session.remove'](ref);
  expect(emitted).toContain('clients.changed');
  expect((await ask['session.list']({ client: ref.client })).map(({ session }) => session)).toEqual([kept]);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  const copies = copiesOf(folder, ref.client);
  expect(copies).toHaveLength(1);
  expect(copies).not.toContain('2026-11-01');
  await expect(ask['session.timeline']({ ...ref, fromMs: 0, toMs: 9, buckets: 1 })).rejects.toMatchObject({
    code: 'missing',
  });
  files.with(ref.client, (file) => {
    const counted = (table: string) =>
      (
        file.raw.prepare(`select count(*) as n from ${table} where session = ?`).get(ref.session) as {
          n: number;
        }
      ).n;
    expect(['readings', 'events', 'notes'].map(counted)).toEqual([0, 0, 0]);
  });
});

it('leaves nothing of a removed session in the pages of the file, its log of writes or its copy', async () => {
  const { ask, ref, files, folder, vault } = await madeRecording({ minutes: 1 });
  const known = 'a remark that nobody may find again';
  await ask['session.note']({ ...ref, id: 0, atMs: 1, text: known });
  await ask['session.remove'](ref);
  files.closeAll();
  const { key } = readClientKey(folder, ref.client, vault.master);
  for (const name of readdirSync(folder).filter((one) => /\.client$|\.copy$/.test(one))) {
    const raw = openClientDatabase(join(folder, name), key);
    raw.pragma('journal_mode = delete');
    raw.pragma("rekey = ''"); // As plain pages.
    raw.close();
    const bytes = readFileSync(join(folder, name));
    expect(bytes.includes('SQLite format 3')).toBe(true);
    expect(bytes.includes(known), name).toBe(false);
  }
});

it('removes no session that is open', async () => {
  const { ask, ref, sessions } = await madeRecording({ minutes: 1 });
  sessions.current = { state: ref };
  await expect(ask['session.remove'](ref)).rejects.toMatchObject({ code: 'busy' });
  sessions.current = { state: { ...ref, session: ref.session + 1 } };
  await ask['session.remove'](ref);
});

it('refuses everything while client files are locked, what was read before included', async () => {
  const { ask, ref, vault } = await madeRecording({ minutes: 1 });
  const span = { ...ref, fromMs: 0, toMs: 60_000, buckets: 5 };
  await ask['session.timeline'](span);
  vault.lock();
  for (const asked of [
    () => ask['session.timeline'](span),
    () => ask['session.list'](ref),
    () => ask['session.progress'](ref),
    () => ask['session.note']({ ...ref, id: 0, atMs: 0, text: 'x' }),
    () => ask['session.remove'](ref),
    () => ask['session.report']({ ...ref, form: 'page', language: 'en' }),
    () => ask['session.export']({ ...ref, format: 'csv', path: '/nowhere' }),
  ])
    await expect(Promise.resolve().then<unknown>(asked)).rejects.toMatchObject({
      code: 'usage',
      coded: { code: 'clients.locked' },
    });
});

it('says that a client file is damaged where damage shows while it is read', async () => {
  const { ask, ref, files, folder } = await madeRecording({ minutes: 3 });
  files.with(ref.client, ({ raw }) => raw.pragma('wal_checkpoint(truncate)'));
  const path = clientPath(folder, ref.client);
  const bytes = readFileSync(path);
  bytes.fill(7, Math.floor(bytes.length / 2));
  writeFileSync(path, bytes);
  await expect(
    ask['session.timeline']({ ...ref, fromMs: 0, toMs: 180_000, buckets: 5 }),
  ).rejects.toMatchObject({ code: 'corrupt', coded: { code: 'clients.fileDamaged' } });
});
