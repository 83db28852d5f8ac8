import { describe, expect, it } from 'vitest';

import { until } from '../../scripts/app/launch.ts';
import { lackOfKeys, pressOnSystem } from '../support/system-key.ts';
import { needs } from '../support/needs.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const PASSPHRASE = { kind: 'passphrase', passphrase: 'correct horse battery' } as const;
const CHOSEN = 'CommandOrControl+Shift+Space';
const HANG_MS = 4000;

describe('the emergency stop by its system-wide shortcut', { ...needsElectron(), timeout: 120_000 }, () => {
  const open = testWindow(({ start }) => start());

  const isRegistered = () =>
    open.app.evaluate(({ globalShortcut }, shortcut) => globalShortcut.isRegistered(shortcut), CHOSEN);

  async function answered<T>(answer: Promise<{ ok: T } | { refused: unknown }>): Promise<T> {
    const given = await answer;
    if ('refused' in given) throw new Error(JSON.stringify(given.refused));
    return given.ok;
  }

  it('belongs to the app from the begin of a session', async () => {
    expect(await isRegistered()).toBe(false);
    await answered(open.ask('clients.setUp', { lock: PASSPHRASE }));
    const { id } = await answered(open.ask('clients.add', { code: 'K-17' }));
    const consent = {
      ...{ text: 'text', scope: { expression: true, heartRate: false, streams: false }, keepUntil: null },
      signature: {
        ...{ width: 10, height: 10 },
        strokes: [
          [
            { x: 1, y: 1 },
            { x: 9, y: 9 },
          ],
        ],
      },
    };
    await answered(open.ask('clients.sign', { id, consent }));
    await answered(
      open.ask('session.open', { client: id, ladder: 'flying', language: 'en', occlusion: 'upper' }),
    );
    await until(isRegistered);
    expect(await answered(open.ask('session.shortcut', {}))).toEqual({
      shortcut: CHOSEN,
      isRegistered: true,
    });
  });

  it('stops while the page hangs', needs(lackOfKeys()), async () => {
    const hung = open.page.evaluate((ms) => {
      const until = performance.now() + ms;
      while (performance.now() < until);
    }, HANG_MS);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    pressOnSystem(open.display, ['Control', 'Shift', 'Space']);
    await hung;
    const state = (await answered(open.ask('session.state', {})))!;
    expect(state).toMatchObject({ phase: 'stopped', stop: { by: 'shortcut', answer: 'none' } });
    expect(state.nowMs - state.stop!.atMs).toBeGreaterThan(HANG_MS / 2);
  });

  it('goes on with the session when the page is loaded anew, and is given back with its end', async () => {
    await open.page.reload();
    const { session } = (await answered(open.ask('session.state', {})))!;
    expect(await isRegistered()).toBe(true);
    await answered(open.ask('session.confirmStop', { session }));
    await answered(open.ask('session.end', { session }));
    await until(async () => !(await isRegistered()));
    expect(await answered(open.ask('session.shortcut', {}))).toBeNull();
  });
});
