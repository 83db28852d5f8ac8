import { expect, it, onTestFinished, vi } from 'vitest';

import type { Core } from '../../../../../src/main/core/open-core.ts';
import { openCore } from '../../../../../src/main/core/open-core.ts';
import { lockHome } from '../../../../../src/main/core/platform/lock-home.ts';
import type { EventName, Events } from '../../../../../src/main/ipc/contract.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { cameraFrame } from './camera-frame.ts';
import { PASSPHRASE, signed } from './clients/made-clients.ts';
import { freePort } from './streams/opened-streams.ts';
import { paired } from './streams/websocket-client.ts';

async function madeCore(folder = scratchFolder()) {
  const home = await lockHome(folder);
  const told: { event: EventName; payload: unknown }[] = [];
  const core = await openCore(home, (event, payload) => void told.push({ event, payload }));
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await core.close();
    home.release();
  };
  onTestFinished(close);
  const events = <E extends EventName>(name: E) =>
    told.filter(({ event }) => event === name).map(({ payload }) => payload as Events[E]);
  return { core, ask: core.handlers, folder, events, close };
}

async function withClient({ handlers: ask }: Core, consent = signed()): Promise<string> {
  await ask['vault.setUp']({ lock: PASSPHRASE });
  const { id } = await ask['clients.add']({ code: 'K-17' });
  await ask['clients.sign']({ id, consent });
  return id;
}

const open = ({ handlers: ask }: Core, client: string) =>
  ask['session.open']({ client, ladder: 'heights', language: 'de', occlusion: 'upper' });

/** Reads the same picture until the test says so. */
function camera({ handlers: ask }: Core, session: number) {
  let isOn = true;
  const done = (async () => {
    const pixels = await cameraFrame(10);
    while (isOn) {
      const { faces } = await ask['session.frame']({ session, atMs: performance.now(), pixels });
      const now = await ask['session.state']({});
      if (now?.face !== 'confirmed' && faces[0])
        await ask['session.confirmFace']({ session, track: faces[0].track });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    end: () => {
      isOn = false;
      return done;
    },
  };
}

it('a session needs a consent that holds, and keeps its client from being deleted', async () => {
  const { core, ask, events } = await madeCore();
  await ask['vault.setUp']({ lock: PASSPHRASE });
  const { id } = await ask['clients.add']({ code: 'K-17' });
  await expect(open(core, id)).rejects.toMatchObject({ coded: { code: 'session.noConsent' } });
  await ask['clients.sign']({ id, consent: signed() });
  await ask['clients.lock']({});
  await expect(open(core, id)).rejects.toMatchObject({ coded: { code: 'clients.locked' } });
  await ask['vault.unlock']({ proof: PASSPHRASE });
  const { session, ladder, model } = await open(core, id);
  expect(ladder.title).toBe('Höhe');
  expect(model.visible).toBe('lower');
  await expect(async () => ask['clients.remove']({ id })).rejects.toMatchObject({ code: 'busy' });
  await ask['clients.withdraw']({ id });
  await vi.waitFor(() => expect(events('session.changed').at(-1)).toMatchObject({ hasConsent: false }), {
    timeout: 5000,
  });
  await ask['session.end']({ session });
  await ask['clients.remove']({ id });
});

it(
  'reaches the VR program while frames are read and written, and is confirmed by it',
  { timeout: 60_000 },
  async () => {
    const { core, ask, events } = await madeCore();
    const client = await withClient(core);
    const settings = await ask['streams.get']({});
    const websocket = { ...settings.websocket, isOn: true, port: await freePort() };
    await ask['streams.set']({ settings: { ...settings, websocket } });
    const { session } = await open(core, client);
    const { url, pairing } = (await ask['streams.state']({})).websocket;
    const { client: scene } = await paired(url!, pairing!.code);
    const beating = setInterval(() => scene.send({ type: 'heartbeat' }), 250);
    onTestFinished(() => clearInterval(beating));
    const frames = camera(core, session);
    await vi.waitFor(() => expect(events('session.reading').length).toBeGreaterThan(5), { timeout: 20_000 });
    await ask['session.start']({ session });
    expect(await scene.first('step')).toMatchObject({ index: 0 });
    expect(await scene.first('expression')).toHaveProperty('probs');

    const tookMs: number[] = [];
    for (let n = 0; n < 20; n++) {
      const pressedMs = performance.now();
      const arrived = new Promise<void>((resolve) => {
        let isFirst = true;
        scene.onMessage = (message) => {
          if (message.type !== 'stop' || !isFirst) return;
          isFirst = false;
          tookMs.push(performance.now() - pressedMs);
          scene.send({ type: 'acknowledge', id: message['id'] });
          resolve();
        };
      });
      expect((await ask['session.stop']({ session, by: 'shortcut' })).phase).toBe('stopped');
      await arrived;
      await vi.waitFor(async () => expect((await ask['session.state']({}))!.stop!.answer).toBe('confirmed'));
      await ask['session.continue']({ session });
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await frames.end();
    tookMs.sort((a, b) => a - b);
    expect(tookMs[10]).toBeLessThan(50);
    expect(tookMs.at(-1)).toBeLessThan(250);
    await ask['session.end']({ session });
  },
);

it('a core that is closed in the middle leaves a session that is resumed', { timeout: 30_000 }, async () => {
  const { core, ask, folder, events, close } = await madeCore();
  const client = await withClient(core);
  const { session } = await open(core, client);
  const frames = camera(core, session);
  await vi.waitFor(() => expect(events('session.reading').length).toBeGreaterThan(3), { timeout: 20_000 });
  await frames.end();
  await ask['session.start']({ session });
  await ask['session.suds']({ session, value: 65 });
  await close();

  const again = await madeCore(folder);
  const ref = { client, session };
  await expect(again.ask['session.resume'](ref)).rejects.toMatchObject({ coded: { code: 'clients.locked' } });
  await again.ask['vault.unlock']({ proof: PASSPHRASE });
  const isLastOpen = async () => (await again.ask['clients.list']({}))[0]!.hasOpenSession;
  expect(await isLastOpen()).toBe(true);
  const state = await again.ask['session.resume'](ref);
  expect(state).toMatchObject({ phase: 'paused', step: 0, face: 'lost', lastSuds: { value: 65 } });
  const kept = await again.ask['session.readings']({ session, fromMs: 0 });
  expect(kept.filter(({ isUsable }) => isUsable).length).toBeGreaterThan(2);
  await again.ask['session.end']({ session });
  expect(await isLastOpen()).toBe(false);
});
