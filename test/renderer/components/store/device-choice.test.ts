import { expect, it } from 'vitest';

import type { AudienceCamera } from '../../../../src/main/ipc/contract.ts';
import { alsoUsedBy, freeDevice } from '../../../../src/renderer/components/store/device-choice.ts';

const camera = (name: string, id: string): AudienceCamera => ({
  ...{ id: name, name, site: 's', zones: [] },
  device: { id, width: 640, height: 480, isMirrored: false },
});
const devices = ['first', 'second'].map((id) => ({ id, label: id }));

it('a further camera takes a device that nobody looks through', () => {
  expect(freeDevice([], devices)).toBe('');
  expect(freeDevice([camera('Door', '')], devices)).toBe('second');
  expect(freeDevice([camera('Door', 'second')], devices)).toBe('first');
  expect(freeDevice([camera('Door', ''), camera('Till', 'second')], devices)).toBe('');
  // Before a camera was allowed once, devices have no ids.
  expect(freeDevice([camera('Door', '')], [{ id: '', label: '' }])).toBe('');
});

it('tells who looks through the same device, also as the first one', () => {
  expect(alsoUsedBy('first', [camera('Door', '')], devices)?.name).toBe('Door');
  expect(alsoUsedBy('', [camera('Door', 'first')], devices)?.name).toBe('Door');
  expect(alsoUsedBy('second', [camera('Door', '')], devices)).toBeUndefined();
  expect(alsoUsedBy('', [camera('Door', '')], [])).toBeUndefined();
});
