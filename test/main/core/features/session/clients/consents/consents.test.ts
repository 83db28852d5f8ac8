import { expect, test } from 'vitest';

import { validConsent } from '../../../../../../../src/main/core/features/session/clients/consents/consents.ts';
import { signed, withClient } from '../made-clients.ts';

const DAY_MS = 86_400_000;

test('nothing may be measured without a consent, and then only what it allows', async () => {
  const { handlers, files, id } = await withClient();
  const may = (scope: 'expression' | 'heartRate' | 'streams') =>
    files.with(id, (file) => validConsent(file, scope, new Date()) !== null);
  expect([may('expression'), may('heartRate'), may('streams')]).toEqual([false, false, false]);
  const detail = await handlers['clients.sign']({ id, consent: signed() });
  expect(detail).toMatchObject({ consent: 'valid', consents: [signed()] });
  expect([may('expression'), may('heartRate'), may('streams')]).toEqual([true, false, true]);
});

test('the latest consent counts alone, and a withdrawal is of all of them', async () => {
  const { handlers, files, id } = await withClient();
  const may = () => files.with(id, (file) => validConsent(file, 'expression', new Date())?.text ?? null);
  await handlers['clients.sign']({ id, consent: signed() });
  const narrow = signed({ scope: { expression: false, heartRate: true, streams: false } });
  await handlers['clients.sign']({ id, consent: narrow });
  expect(may()).toBeNull();
  await handlers['clients.sign']({ id, consent: signed({ text: 'third' }) });
  expect(may()).toBe('third');
  const { consent, consents, log } = await handlers['clients.withdraw']({ id });
  expect(may()).toBeNull();
  expect(consent).toBe('withdrawn');
  expect(consents.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false, false, false]);
  expect(log[0]!.subject).toEqual({ code: 'clients.consentWithdrawn' });
  expect(() => handlers['clients.withdraw']({ id })).toThrow(/no consent that could be withdrawn/);
  await handlers['clients.sign']({ id, consent: signed({ text: 'fourth' }) });
  expect(may()).toBe('fourth');
});

test('a consent ends after its last day', async () => {
  const { handlers, files, id } = await withClient();
  const today = new Date();
  const in30Days = new Date(today.getTime() + 30 * DAY_MS);
  const keepUntil = new Intl.DateTimeFormat('sv-SE').format(in30Days);
  await handlers['clients.sign']({ id, consent: signed({ keepUntil }) });
  const may = (now: Date) => files.with(id, (file) => validConsent(file, 'expression', now) !== null);
  expect(may(today)).toBe(true);
  expect(may(in30Days)).toBe(true);
  expect(may(new Date(in30Days.getTime() + DAY_MS))).toBe(false);
});

test('a name may be typed instead of drawn', async () => {
  const { handlers, id } = await withClient();
  await handlers['clients.sign']({ id, consent: signed({ signature: { typed: 'A. Example' } }) });
  expect((await handlers['clients.show']({ id })).consents[0]!.signature).toEqual({ typed: 'A. Example' });
  expect(() => handlers['clients.sign']({ id, consent: signed({ signature: { typed: ' ' } }) })).toThrow(
    /signature is empty/,
  );
});

test('refuses what is not signed, allows nothing or is over', async () => {
  const { handlers, id } = await withClient();
  const refused = (changes: Parameters<typeof signed>[0]) => () =>
    handlers['clients.sign']({ id, consent: signed(changes) });
  const point = { x: 1, y: 1 };
  const size = { width: 300, height: 100 };
  expect(refused({ signature: { ...size, strokes: [[point, point]] } })).toThrow(/signature is empty/);
  expect(refused({ signature: { ...size, strokes: [[point, { x: 1, y: 101 }]] } })).toThrow(/outside/);
  const scope = { expression: false, heartRate: false, streams: false };
  expect(refused({ scope })).toThrow(/allows nothing/);
  expect(refused({ keepUntil: '2020-01-01' })).toThrow(/in the past/);
});
