import { expect, test } from 'vitest';

import { isPast, today } from '../../../../src/renderer/components/session/clients/today.ts';
import {
  isIpv4,
  isPort,
  originsOf,
} from '../../../../src/renderer/components/session/protocol/stream-fields.ts';
import { streamSettingsForm } from '../../../../src/main/ipc/streams-payload.ts';

test('a consent may end today, and not before', () => {
  const now = new Date(2026, 1, 3, 23, 59);
  expect(today(now)).toBe('2026-02-03');
  expect(isPast('2026-02-03', now)).toBe(false);
  expect(isPast('2026-02-02', now)).toBe(true);
  expect(isPast('', now)).toBe(false);
});

const settings = (part: object) => ({
  websocket: { isOn: false, address: '127.0.0.1', port: 8765, origins: [], ...part },
  osc: { isOn: false, address: '127.0.0.1', port: 9000, listenPort: 9001 },
  lsl: { isOn: false, scope: 'machine', heartRate: false },
});
const isTaken = (part: object) => streamSettingsForm.safeParse(settings(part)).success;

test.each([1023, 1024, 65_535, 65_536, 1.5])('port %d is judged as by the core', (port) =>
  expect(isPort(port)).toBe(isTaken({ port })),
);

test.each(['127.0.0.1', '256.1.1.1', '1.2.3', 'host', ''])('address %j is judged as by the core', (address) =>
  expect(isIpv4(address)).toBe(isTaken({ address })),
);

test('origins that are typed are such as the core takes', () => {
  const origins = originsOf(' https://Scene.example/ \n\nhttp://127.0.0.1:8080');
  expect(origins).toEqual(['https://scene.example', 'http://127.0.0.1:8080']);
  expect(isTaken({ origins })).toBe(true);
});
