import { setImmediate } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { FindDevice, FrameProcessor, LiveCamera } from '../../../src/renderer/live/camera.svelte.ts';
import { openSvelteModules } from '../components/insights/svelte-modules.ts';

type Camera = new (...given: ConstructorParameters<typeof LiveCamera>) => LiveCamera;
const modules = await openSvelteModules();
let Live: Camera;

/** A stream whose track ends when it is stopped, as a browser's does. */
class MadeStream {
  isLive = true;
  readonly deviceId: string;
  constructor(deviceId: string) {
    this.deviceId = deviceId;
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
  ended: (() => void) | null = null;
  give: ((frame: object) => void) | null = null;
  get readyState() {
    return this.isLive ? 'live' : 'ended';
  }
  getVideoTracks() {
    return [this];
  }
  stop() {
    if (!this.isLive) return;
    this.isLive = false;
    this.ended?.();
  }
}

/** What waits until the test lets it go on, the oldest first. */
class Waiting {
  #list: (() => void)[] = [];
  wait(): Promise<void> {
    return new Promise((resolve) => this.#list.push(resolve));
  }
  release(): boolean {
    const next = this.#list.shift();
    next?.();
    return next !== undefined;
  }
  releaseLast(): void {
    this.#list.pop()?.();
  }
}

let streams: MadeStream[] = [];
let [media, readers] = [new Waiting(), new Waiting()];
/** The cameras that are plugged in. */
let plugged = ['door'];
let opened = 0;
let closed = 0;
/** What the pipeline answers of a frame. */
let answer: () => Promise<object> = () => Promise.resolve({ faces: [] });

/** Of a camera. */
const madeFrame = {
  ...{ format: 'RGBA', timestamp: 0, visibleRect: { width: 1, height: 1 }, allocationSize: () => 4 },
  ...{ copyTo: () => Promise.resolve(), close: () => {} },
};

beforeAll(async () => {
  Live = ((await modules.load('live/camera.svelte.ts')) as { LiveCamera: Camera }).LiveCamera;
});
beforeEach(() => {
  [streams, media, readers, opened, closed] = [[], new Waiting(), new Waiting(), 0, 0];
  const mediaDevices = Object.assign(new EventTarget(), {
    async getUserMedia({ video }: { video: { deviceId?: { exact: string } } }) {
      const wanted = video.deviceId?.exact ?? plugged[0];
      if (wanted === undefined || !plugged.includes(wanted)) throw new DOMException('', 'NotFoundError');
      await media.wait();
      streams.push(new MadeStream(wanted));
      return streams.at(-1);
    },
  });
  vi.stubGlobal('navigator', { mediaDevices });
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable: ReadableStream;
      constructor({ track }: { track: MadeStream }) {
        this.readable = new ReadableStream({
          start(controller) {
            track.ended = () => controller.close();
            track.give = (frame) => controller.enqueue(frame);
            if (!track.isLive) controller.close();
          },
          cancel: () => {
            track.ended = track.give = null;
          },
        });
      }
    },
  );
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

const newCamera = (findDevice: FindDevice | null = null) =>
  new Live({ deviceId: null, width: 640, height: 480 }, openReader, findDevice);
const openReader = async () => {
  await readers.wait();
  opened++;
  return {
    read: () => answer() as ReturnType<FrameProcessor['read']>,
    close: () => {
      closed++;
      return Promise.resolve();
    },
  };
};

async function turn(): Promise<void> {
  for (let i = 0; i < 4; i++) await setImmediate();
}

async function giveFrame(): Promise<void> {
  for (const stream of streams) if (stream.isLive) stream.give?.(madeFrame);
  await turn();
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await turn();
    while (media.release() || readers.release());
  }
  await turn();
  await giveFrame();
}

function expectWhole(camera: LiveCamera, isWanted: boolean): void {
  const live = streams.filter(({ isLive }) => isLive);
  expect({ state: camera.state, streams: live.length, readers: opened - closed }).toEqual(
    isWanted ? { state: 'on', streams: 1, readers: 1 } : { state: 'off', streams: 0, readers: 0 },
  );
  expect(camera.stream).toBe(isWanted ? live[0] : null);
  expect(camera.failure).toBeNull();
}

test('stopped while the models load, a camera is off and stays off', async () => {
  const camera = newCamera();
  camera.start();
  media.release();
  await turn();
  media.release();
  await turn();
  expect(camera.state).toBe('starting');
  camera.stop();
  expect(streams.map(({ isLive }) => isLive)).toEqual([false]);
  await settle();
  expectWhole(camera, false);
});

test('started, stopped and started again, the new stream stays', async () => {
  const camera = newCamera();
  camera.start();
  await turn();
  media.release();
  await turn();
  camera.stop();
  camera.start();
  await turn();
  media.release();
  await turn();
  readers.releaseLast();
  await turn();
  await giveFrame();
  expect(camera.state).toBe('on');
  await settle();
  expectWhole(camera, true);
  camera.stop();
  await settle();
  expectWhole(camera, false);
});

test('whatever order starts, stops, cameras and models come in, the end is what was asked last', async () => {
  const acts = ['start', 'stop', 'media', 'reader', 'readerLast'] as const;
  for (let number = 0; number < acts.length ** 5; number++) {
    const order = Array.from(
      { length: 5 },
      (_, i) => acts[Math.floor(number / acts.length ** i) % acts.length]!,
    );
    if (!order.includes('start')) continue;
    [streams, media, readers, opened, closed] = [[], new Waiting(), new Waiting(), 0, 0];
    const camera = newCamera();
    let isWanted = false;
    for (const act of order) {
      if (act === 'start') camera.start();
      else if (act === 'stop') camera.stop();
      else if (act === 'media') media.release();
      else if (act === 'reader') readers.release();
      else readers.releaseLast();
      if (act === 'start' || act === 'stop') isWanted = act === 'start';
      await turn();
      if (!isWanted) expect([order.join(' '), camera.state]).toEqual([order.join(' '), 'off']);
    }
    await settle();
    expectWhole(camera, isWanted);
    camera.stop();
    await settle();
    expectWhole(camera, false);
  }
}, 120_000);

const fakeTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
afterEach(() => {
  vi.useRealTimers();
  plugged = ['door'];
  answer = () => Promise.resolve({ faces: [] });
});
async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await turn();
}
async function open(): Promise<void> {
  await turn();
  media.release();
  await turn();
  readers.release();
  await turn();
}
const shown = ({ state, problem, stream, frame, perSecond }: LiveCamera) => ({
  ...{ state, problem, hasStream: stream !== null, hasFrame: frame !== null, perSecond },
});
const HUNG = { state: 'waiting', problem: 'hung', hasStream: false, hasFrame: false, perSecond: 0 };

test('a camera that hangs shows nothing as if it were now and is opened again at once, its session kept', async () => {
  fakeTimers();
  const camera = newCamera();
  camera.start();
  await open();
  for (let i = 0; i < 6; i++) {
    await giveFrame();
    await pass(250);
  }
  expect(shown(camera)).toMatchObject({ state: 'on', hasFrame: true, perSecond: 4 });
  await pass(4700);
  expect(shown(camera)).toMatchObject({ state: 'on', hasFrame: true });
  await pass(100);
  expect(shown(camera)).toEqual(HUNG);
  expect(streams.map(({ isLive }) => isLive)).toEqual([false]);
  await open();
  expect(streams.map(({ isLive }) => isLive)).toEqual([false, true]);
  expect(shown(camera)).toEqual(HUNG);
  await giveFrame();
  expect(shown(camera)).toMatchObject({ state: 'on', problem: null, hasStream: true, hasFrame: true });
  expect([opened, closed]).toEqual([2, 0]);
  camera.stop();
  await turn();
  expect(closed).toBe(1);
});

test('one that gives nothing once it was opened again keeps its session and is tried every few seconds', async () => {
  fakeTimers();
  const camera = newCamera();
  camera.start();
  await open();
  await giveFrame();
  await pass(5000);
  await open();
  await pass(14_999);
  expect(streams.filter(({ isLive }) => isLive)).toHaveLength(1);
  await pass(1);
  expect(shown(camera)).toEqual(HUNG);
  expect([closed, streams.filter(({ isLive }) => isLive).length]).toEqual([0, 0]);
  await pass(3000);
  await open();
  expect(shown(camera)).toEqual(HUNG);
  await giveFrame();
  expect(shown(camera)).toMatchObject({ state: 'on', problem: null, hasFrame: true });
  camera.stop();
  await turn();
  expect(closed).toBe(1);
});

test('one that is unplugged and plugged in again keeps its session; one that cannot be read opens another', async () => {
  fakeTimers();
  const camera = newCamera();
  camera.start();
  await open();
  await giveFrame();
  streams[0]!.stop();
  await turn();
  expect(shown(camera)).toMatchObject({ state: 'waiting', problem: 'unplugged' });
  await pass(3000);
  await open();
  await giveFrame();
  expect([shown(camera).state, opened, closed]).toEqual(['on', 2, 0]);
  answer = () => Promise.reject(new Error('no session'));
  await giveFrame();
  expect([shown(camera).problem, camera.failure, closed]).toEqual(['failed', 'no session', 1]);
  camera.stop();
  await turn();
  expect(closed).toBe(1);
});

test('while it runs it keeps to the device that it opened, and waits for it', async () => {
  fakeTimers();
  plugged = ['door', 'till'];
  const camera = newCamera();
  camera.start();
  await open();
  await giveFrame();
  plugged = ['till'];
  streams[0]!.stop();
  await turn();
  for (let i = 0; i < 30; i++) {
    await pass(3000);
    await open();
    expect([shown(camera).problem, streams.length]).toEqual(['unplugged', 1]);
  }
  plugged = ['till', 'door'];
  await pass(3000);
  await open();
  await giveFrame();
  expect([shown(camera).state, streams.at(-1)!.deviceId]).toEqual(['on', 'door']);
  camera.stop();
});

test('it opens nothing until its device is found, and reports why', async () => {
  fakeTimers();
  plugged = ['till', 'door'];
  let found: Awaited<ReturnType<FindDevice>> = { problem: 'unchosen' };
  const camera = newCamera(() => Promise.resolve(found));
  camera.start();
  await open();
  expect(shown(camera)).toMatchObject({ state: 'waiting', problem: 'unchosen' });
  found = { id: 'door' };
  await pass(3000);
  await open();
  await giveFrame();
  expect([shown(camera).state, streams.map(({ deviceId }) => deviceId)]).toEqual(['on', ['door']]);
  camera.stop();
});

test('one that stays unplugged for a minute ends its session and opens another one when it is back', async () => {
  fakeTimers();
  const camera = newCamera();
  camera.start();
  await open();
  await giveFrame();
  streams[0]!.stop();
  plugged = [];
  await turn();
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 3000) await pass(3000);
  expect([shown(camera).problem, closed]).toEqual(['unplugged', 0]);
  await pass(3000);
  expect([shown(camera).problem, closed]).toEqual(['unplugged', 1]);
  plugged = ['door'];
  await pass(3000);
  await open();
  await giveFrame();
  expect([shown(camera).state, opened, closed]).toEqual(['on', 2, 1]);
  camera.stop();
  await turn();
  expect(closed).toBe(2);
});

test('stopped while it hangs, a camera is off and its session ends', async () => {
  fakeTimers();
  const camera = newCamera();
  camera.start();
  await open();
  await giveFrame();
  await pass(5000);
  expect(shown(camera)).toEqual(HUNG);
  camera.stop();
  await open();
  await pass(60_000);
  expect(shown(camera)).toEqual({ ...HUNG, state: 'off', problem: null });
  expect([closed, streams.filter(({ isLive }) => isLive).length]).toEqual([1, 0]);
});

test('what was read is not shown as if it were now where the pipeline does not answer', async () => {
  fakeTimers();
  const camera = newCamera();
  camera.start();
  await open();
  await giveFrame();
  answer = () => new Promise(() => {});
  await giveFrame();
  await pass(4999);
  expect(shown(camera)).toMatchObject({ hasFrame: true });
  await pass(1);
  expect(shown(camera)).toMatchObject({ state: 'on', hasStream: true, hasFrame: false, perSecond: 0 });
  camera.stop();
});
