import { expect, test } from 'vitest';

import type { StreamClient, StreamsState, TransportCondition } from '../../../../src/main/ipc/contract.ts';
import { vrState } from '../../../../src/renderer/state/session/vr-state.ts';

const scene: StreamClient = {
  ...{ id: 1, name: 'room', role: 'scene', isConnected: true, isAlive: true, isSafe: null },
};
const made = (
  clients: StreamClient[],
  websocket: TransportCondition = 'open',
  { osc = 'off', lsl = 'off' }: Partial<Record<'osc' | 'lsl', TransportCondition>> = {},
  isUncovered = false,
) =>
  ({
    isUncovered,
    websocket: { condition: websocket, clients },
    osc: { condition: osc, client: null },
    lsl: { condition: lsl },
  }) as unknown as StreamsState;

test.each([
  ['connected', [scene]],
  ['safe', [{ ...scene, isSafe: true }]],
  ['silent', [{ ...scene, isAlive: false }]],
  ['lost', [{ ...scene, isConnected: false, isAlive: false }]],
  // A program that paired again.
  ['connected', [{ ...scene, isConnected: false, isAlive: false }, scene]],
  // One that only records is no VR program.
  ['none', [{ ...scene, role: 'observer' as const }]],
  ['none', []],
])('is %s by what the programs say', (state, clients) => expect(vrState(made(clients))).toBe(state));

test('is off without a stream, and failed where none could be opened', () => {
  expect(vrState(made([], 'off'))).toBe('off');
  expect(vrState(made([], 'off', { lsl: 'open' }))).toBe('off');
  expect(vrState(made([], 'failed'))).toBe('failed');
  expect(vrState(made([], 'failed', { osc: 'open' }))).toBe('none');
});

test('says where a stream is on that the consent does not cover', () => {
  expect(vrState(made([], 'waiting', {}, true))).toBe('uncovered');
  expect(vrState(made([], 'off', { lsl: 'waiting' }, true))).toBe('uncovered');
  expect(vrState(made([], 'off', {}, true))).toBe('off');
  // It is opening.
  expect(vrState(made([], 'waiting'))).toBe('none');
});
