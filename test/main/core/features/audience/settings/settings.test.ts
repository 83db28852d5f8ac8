import { expect, test, vi } from 'vitest';

import { auditLog } from '../../../../../support/audit-log.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { hasCounts } from '../../../../../../src/main/core/features/audience/deletion/delete-counts.ts';
import { Deleter } from '../../../../../../src/main/core/features/audience/deletion/deleter.ts';
import {
  changeCamera,
  changeStore,
  readAudienceSettings,
  removeCamera,
  saveAudienceSettings,
} from '../../../../../../src/main/core/features/audience/settings/stored-settings.ts';
import type { AudienceSettings } from '../../../../../../src/main/ipc/contract/audience.ts';
import { backupsOfStore, BERLIN, camera, DOOR, madeStore, settings } from '../made-audience.ts';

test('before anything was chosen nothing is counted; what was chosen is found again', () => {
  const store = madeStore();
  expect(readAudienceSettings(store)).toMatchObject({ purposes: [], cameras: [], k: 10 });
  expect(readAudienceSettings(store).sites).toHaveLength(1);
  expect(saveAudienceSettings(store, settings())).toEqual(settings());
  expect(readAudienceSettings(store)).toEqual(settings());
  expect(auditLog(store, 'audience.settings').map(({ subject }) => subject)).toEqual([
    'purposes: visitor numbers; measured: count, age, gender; k 10; 365 days',
  ]);
});

test.each([undefined, 'Etc/Unknown', 'UTC0'])(
  'where the system names its time zone %s, the settings can be saved and read',
  (timeZone) => {
    const store = madeStore();
    const options = new Intl.DateTimeFormat().resolvedOptions();
    const told = vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions');
    told.mockReturnValue({ ...options, timeZone } as Intl.ResolvedDateTimeFormatOptions);
    const { sites } = readAudienceSettings(store);
    told.mockRestore();
    expect(sites[0]!.timeZone).toBe('UTC');
    saveAudienceSettings(store, settings({ sites: [{ ...sites[0]!, id: 's1' }] }));
    expect(readAudienceSettings(store).sites[0]!.timeZone).toBe('UTC');
  },
);

test.each(['staff', 'pupils', 'applicants', 'visitors'] as const)(
  'the emotion of %s is refused, with the reason',
  (people) => {
    const store = madeStore();
    const chosen = settings({ people, measures: ['count', 'expression'] });
    const reason = people === 'visitors' ? /recorded consent/ : /Article 5\(1\)\(f\)/;
    expect(() => saveAudienceSettings(store, chosen)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(reason) as string }) as Error,
    );
    expect(readAudienceSettings(store).purposes).toEqual([]);
    expect(() => saveAudienceSettings(store, { ...chosen, measures: ['count'] })).not.toThrow();
  },
);

test.each<[string, Partial<AudienceSettings>]>([
  ['no time zone', { sites: [{ ...BERLIN, timeZone: 'Berlin' }] }],
  [
    'end before they begin',
    {
      sites: [
        {
          ...BERLIN,
          opening: Array(7).fill([{ from: '18:00', to: '02:00' }]) as AudienceSettings['sites'][0]['opening'],
        },
      ],
    },
  ],
  [
    'overlap',
    {
      sites: [
        {
          ...BERLIN,
          opening: Array(7).fill([
            { from: '12:00', to: '18:00' },
            { from: '09:00', to: '12:01' },
          ]) as AudienceSettings['sites'][0]['opening'],
        },
      ],
    },
  ],
  ['not set up', { cameras: [{ ...camera(), site: 'elsewhere' }] }],
  ['same id', { cameras: [camera(), camera()] }],
  ['none of its sides', { cameras: [camera([{ ...DOOR, entranceSides: [] }])] }],
  ['side 5', { cameras: [camera([{ ...DOOR, entranceSides: [4] }])] }],
  ['always counted', { measures: ['age'] }],
])('refused: %s', (message, changes) => {
  const store = madeStore();
  expect(() => saveAudienceSettings(store, settings(changes))).toThrow(message);
});

test('settings that cannot be read are no settings: nothing is counted by guess, and they can be set up again', () => {
  const store = madeStore();
  for (const value of [
    '{',
    '{}',
    JSON.stringify({ ...settings(), k: 1 }),
    JSON.stringify({ ...settings(), more: 1 }),
  ]) {
    store.raw.prepare("insert or replace into settings values ('audience', ?)").run(value);
    expect(() => readAudienceSettings(store)).toThrow(expect.objectContaining({ code: 'corrupt' }) as Error);
  }
  saveAudienceSettings(store, settings());
  expect(readAudienceSettings(store)).toEqual(settings());
});

test('a camera that is taken out takes its counts with it, and the audit log reports it', async () => {
  const store = madeStore();
  saveAudienceSettings(store, settings());
  writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, [
    { of: 'quarter', atMs: Date.parse('2026-11-26T10:00:00Z'), figure: 'visits', by: 3 },
  ]);
  expect(hasCounts(store, 'c1')).toBe(true);
  saveAudienceSettings(store, settings({ cameras: [] }));
  expect(await new Deleter(store, backupsOfStore(store)).run(new AbortController().signal)).toBe(true);
  expect(hasCounts(store, 'c1')).toBe(false);
  expect(auditLog(store, 'audience.delete').map(({ subject }) => subject)).toEqual([
    'camera Camera c1: all counts deleted, 0 periods',
  ]);
});

test('counts of a camera whose settings cannot be read any more go once the store is set up again', async () => {
  const store = madeStore();
  for (const id of ['c1', 'c2'])
    writeCounts(store, { camera: id, site: BERLIN, models: countingModels([]) }, [
      { of: 'quarter', atMs: Date.parse('2026-11-26T10:00:00Z'), figure: 'visits', by: 3 },
    ]);
  store.raw.exec("insert into settings values ('audience', '{')");
  saveAudienceSettings(store, settings({ cameras: [camera([], 'c2')] }));
  await new Deleter(store, backupsOfStore(store)).run(new AbortController().signal);
  expect([hasCounts(store, 'c1'), hasCounts(store, 'c2')]).toEqual([false, true]);
  expect(auditLog(store, 'audience.delete').map(({ subject }) => subject)).toEqual([
    'a camera of settings that could not be read: all counts deleted, 0 periods',
  ]);
});

test('settings saved by one who knows an older list of cameras leave the cameras and their counts alone', () => {
  const store = madeStore();
  const { cameras: _, ...stale } = saveAudienceSettings(store, settings({ cameras: [camera([], 'c1')] }));
  changeCamera(store, camera([], 'c2'));
  changeStore(store, { ...stale, k: 20 });
  changeCamera(store, { ...camera([], 'c1'), name: 'Door' });
  expect(readAudienceSettings(store)).toMatchObject({
    k: 20,
    cameras: [
      { id: 'c1', name: 'Door' },
      { id: 'c2', name: 'Camera c2' },
    ],
  });
  removeCamera(store, 'c1');
  removeCamera(store, 'c1');
  expect(readAudienceSettings(store).cameras.map(({ id }) => id)).toEqual(['c2']);
  expect(() => changeCamera(store, { ...camera([], 'c3'), site: 'gone' })).toThrow();
  expect(readAudienceSettings(store).cameras.map(({ id }) => id)).toEqual(['c2']);
});
