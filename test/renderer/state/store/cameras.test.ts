import { setImmediate } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { AudienceCamera } from '../../../../src/main/ipc/contract.ts';
import type { cameras as one } from '../../../../src/renderer/state/store/cameras.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

type Cameras = typeof one;
const modules = await openSvelteModules();
let cameras: Cameras;
let plugged: string[] = [];
/** What was asked of the browser: a device each time a camera is opened. */
let asked: (string | undefined)[] = [];
let settings: AudienceCamera[] = [];
/** Whether the browser tells ids before a camera is opened. */
let areNamed = true;

const camera = (id: string, device: string): AudienceCamera => ({
  ...{ id, name: id, site: 's', zones: [] },
  device: { id: device, width: 640, height: 480, isMirrored: false },
});
const shown = () => cameras.list.map(({ settings: { device }, live }) => [device.id, live.problem]);
async function turn(): Promise<void> {
  for (let i = 0; i < 8; i++) await setImmediate();
}

let stopped = 0;

/** These cameras are set up and started. */
async function start(...set: AudienceCamera[]): Promise<void> {
  settings = set;
  cameras.follow(settings);
  cameras.startAll();
  await turn();
}

async function plug(...devices: string[]): Promise<void> {
  plugged = devices;
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  await turn();
}

beforeAll(async () => {
  const mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: () =>
      Promise.resolve(
        areNamed
          ? plugged.map((deviceId) => ({ deviceId, label: deviceId, kind: 'videoinput' }))
          : plugged.slice(0, 1).map(() => ({ deviceId: '', label: '', kind: 'videoinput' })),
      ),
    getUserMedia: ({ video }: { video: { deviceId?: { exact: string } } }) => {
      asked.push(video.deviceId?.exact);
      const track = {
        getSettings: () => ({ deviceId: plugged[0] }),
        label: plugged[0],
        stop: () => stopped++,
      };
      if (!areNamed && !video.deviceId) return Promise.resolve({ getVideoTracks: () => [track] });
      return Promise.reject(new DOMException('', 'NotFoundError'));
    },
  });
  vi.stubGlobal('navigator', { mediaDevices });
  ({ cameras } = (await modules.load('state/store/cameras.svelte.ts')) as { cameras: Cameras });
  cameras.save = async (changed) => {
    await setImmediate();
    settings = settings.map((each) => (each.id === changed.id ? changed : each));
    cameras.follow(settings);
  };
});
beforeEach(() => {
  cameras.stopAll();
  cameras.follow([]);
  [asked, stopped, areNamed] = [[], 0, true];
});
afterAll(async () => {
  cameras.stopAll();
  vi.unstubAllGlobals();
  await modules.close();
});

test('a camera without a device gets the only one that is free, for good', async () => {
  plugged = ['till', 'door'];
  await start(camera('a', ''), camera('b', 'till'));
  expect(settings.map(({ device }) => device.id)).toEqual(['door', 'till']);
  expect(new Set(asked)).toEqual(new Set(['till', 'door']));
  asked = [];
  await plug('till');
  expect(settings[0]!.device.id).toBe('door');
  expect(asked).toContain('door');
  expect(asked).not.toContain(undefined);
});

test('without a free one it waits, and never opens what another camera uses', async () => {
  plugged = ['till'];
  await start(camera('c', ''), camera('d', 'till'));
  expect(shown()[0]).toEqual(['', 'missing']);
  expect(new Set(asked)).toEqual(new Set(['till']));
  await plug('till', 'door');
  expect(settings[0]!.device.id).toBe('door');
});

test('two without a device never share the only one', async () => {
  plugged = ['door'];
  await start(camera('e', ''), camera('f', ''));
  expect(settings.map(({ device }) => device.id).sort()).toEqual(['', 'door']);
  expect(new Set(asked)).toEqual(new Set(['door']));
});

test('of several a person chooses, also once others are unplugged', async () => {
  plugged = ['door', 'till'];
  await start(camera('g', ''));
  expect(shown()).toEqual([['', 'unchosen']]);
  await plug('till');
  expect(shown()).toEqual([['', 'unchosen']]);
  expect(asked).toEqual([]);
  settings = [camera('g', 'till')];
  cameras.follow(settings);
  await turn();
  expect(asked).toEqual(['till']);
});

test('where devices have no names the one that opens first is stored, unless another camera uses it', async () => {
  areNamed = false;
  plugged = ['till', 'door'];
  await start(camera('h', ''), camera('i', 'till'));
  expect(shown()[0]).toEqual(['', 'missing']);
  await plug('door');
  expect(settings[0]!.device.id).toBe('door');
  expect(stopped).toBe(asked.filter((device) => device === undefined).length);
  await plug('till');
  expect(settings[0]!.device.id).toBe('door');
  expect(asked.at(-1)).not.toBe(undefined);
});
