import { expect, test } from 'vitest';

import type { ChannelName } from '../../../src/main/ipc/contract.ts';
import { CHANNELS } from '../../../src/main/ipc/contract.ts';
import { PAYLOADS } from '../../../src/main/ipc/payloads.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { rightPayload, wrongPayload } from '../../support/payloads.ts';

const channels = Object.keys(CHANNELS) as ChannelName[];

test.each(channels)('%s takes what it may be sent', (channel) => {
  const random = randomFor(1, 'right', channel);
  for (let i = 0; i < 50; i++) {
    const payload = rightPayload(channel, random);
    expect([payload, PAYLOADS[channel].safeParse(payload).error?.message]).toEqual([payload, undefined]);
  }
});

test('a frame with more bytes than its picture has is refused before it takes memory in the core', () => {
  const frame = (bytes: number) => {
    const pixels = { format: 'RGBA', width: 4, height: 2, data: new Uint8Array(bytes) };
    return PAYLOADS['audience.frame'].safeParse({ session: 1, atMs: 0, pixels }).success;
  };
  expect([frame(32), frame(33)]).toEqual([true, false]);
});

test('a key too many is refused on every channel', () => {
  const random = randomFor(1, 'more');
  for (const channel of channels)
    expect([
      channel,
      PAYLOADS[channel].safeParse({ ...rightPayload(channel, random), more: 1 }).success,
    ]).toEqual([channel, false]);
});

test('wrong payloads of every channel are different ones', () => {
  for (const channel of channels) {
    const random = randomFor(1, 'wrong', channel);
    const made = Array.from({ length: 200 }, () => wrongPayload(channel, random));
    expect(new Set(made.map((one) => JSON.stringify(one) ?? 'undefined')).size).toBeGreaterThan(10);
  }
});

test.each(['audience.series', 'audience.pyramid', 'audience.heatMap'] as const)(
  '%s refuses a camera that is named twice: its small counts would seem large',
  (channel) => {
    const payload = rightPayload(channel, randomFor(1, 'twice')) as { question?: { cameras: string[] } };
    expect(payload.question?.cameras.length).toBeGreaterThan(0);
    const [first] = payload.question!.cameras;
    payload.question!.cameras = [first!, first!];
    expect(PAYLOADS[channel].safeParse(payload).success).toBe(false);
    payload.question!.cameras = [first!];
    expect(PAYLOADS[channel].safeParse(payload).success).toBe(true);
  },
);

test.each([
  ['A', false],
  ['Shift+A', false],
  ['Space', false],
  ['CommandOrControl+Shift+Space', true],
  ['Alt+1', true],
  ['F9', true],
  ['F12', false],
  ['Pause', true],
])('the stop shortcut %s works in every program: %s', (stopShortcut, isAllowed) => {
  const settings = { sudsEveryS: null, suggests: false, showsExpression: true, markers: [], stopShortcut };
  expect(PAYLOADS['session.set'].safeParse({ settings }).success).toBe(isAllowed);
});
