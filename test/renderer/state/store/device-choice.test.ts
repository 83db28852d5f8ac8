import { expect, it } from 'vitest';

import type { AudienceCamera } from '../../../../src/main/ipc/contract.ts';
import { cameraUsingDevice, freeDevices } from '../../../../src/renderer/state/store/device-choice.ts';

const camera = (name: string, id: string): AudienceCamera => ({
  ...{ id: name, name, site: 's', zones: [] },
  device: { id, width: 640, height: 480, isMirrored: false },
});
const devices = ['first', 'second'].map((id) => ({ id, label: id }));
const free = (...used: string[]) =>
  freeDevices(
    used.map((id) => camera('Door', id)),
    devices,
  ).map(({ id }) => id);

it('devices that no camera uses are free; a camera without one uses none', () => {
  expect(free()).toEqual(['first', 'second']);
  expect(free('')).toEqual(['first', 'second']);
  expect(free('second')).toEqual(['first']);
  expect(free('first', 'second')).toEqual([]);
  // Before a camera was allowed once, devices have no ids.
  expect(freeDevices([], [{ id: '', label: '' }])).toEqual([]);
});

it('reports who looks through the same device', () => {
  expect(cameraUsingDevice('first', [camera('Door', 'first')])?.name).toBe('Door');
  expect(cameraUsingDevice('second', [camera('Door', 'first')])).toBeUndefined();
  expect(cameraUsingDevice('', [camera('Door', '')])).toBeUndefined();
});
