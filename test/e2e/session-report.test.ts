import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { pickSave } from '../../scripts/app/dialogs.ts';
import { fakeWebcam } from '../../scripts/app/fake-webcam.ts';
import { resultOf, until } from '../../scripts/app/launch.ts';
import type { SessionRef } from '../../src/main/ipc/contract.ts';
import {
  addSampleClient,
  SAMPLE_PASSPHRASE,
} from '../../src/main/core/features/session/report/bench/sample-client.ts';
import { modelsOf } from '../../src/main/core/features/session/recording/stored-session.ts';
import { addSampleSession } from '../../src/main/core/features/session/report/bench/sample-session.ts';
import { writeNote } from '../../src/main/core/features/session/report/notes.ts';
import { withdrawConsents } from '../../src/main/core/features/session/clients/consents/consents.ts';
import { openClients } from '../../src/main/core/features/session/clients/open-clients.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { execute } from '../../src/main/core/platform/store/sync.ts';
import { scratchFolder } from '../support/made-data.ts';
import { pdfPages, pdfText } from '../support/pdf-text.ts';
import { needsElectron, testWindow } from '../support/window.ts';

const PDF_MS = 5000;

describe('a recorded session', needsElectron(), () => {
  let ref: SessionRef;
  let overfilled = 0;
  const open = testWindow(async (window) => {
    ref = await addSampleClient(window.home);
    overfilled = await overfill(window.home, ref.client);
    await window.start();
  });

  const savePdf = async (form: 'page' | 'long', language: 'en' | 'de', session = ref.session) => {
    const path = join(scratchFolder(), `${form}.pdf`);
    const token = await pickSave(open, path);
    const start = performance.now();
    const answer = await open.ask('session.savePdf', { ...ref, session, form, language, path: token });
    return { answer, path, ms: performance.now() - start };
  };

  it('prints nothing while client files are locked', async () => {
    const { answer, path } = await savePdf('page', 'en');
    expect(answer).toMatchObject({ refused: { code: 'usage', message: { code: 'clients.locked' } } });
    expect(existsSync(path)).toBe(false);
    await resultOf(
      open.ask('clients.unlock', { proof: { kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE } }),
    );
  });

  it.each(['en', 'de'] as const)('becomes a PDF of one page and a long one: %s', async (language) => {
    await resultOf(open.ask('session.note', { ...ref, id: 0, atMs: 61_000, text: '<b>Übung</b> & more' }));
    const page = await savePdf('page', language);
    expect(page.answer).toEqual({ ok: { path: page.path } });
    expect(page.ms).toBeLessThan(PDF_MS);
    const short = readFileSync(page.path);
    expect(pdfPages(short)).toBe(1);
    const said = language === 'en' ? 'It is no diagnosis' : 'Er ist keine Diagnose';
    // Line breaks are lost.
    const text = pdfText(short).replaceAll(/\s/g, '');
    for (const part of ['B-1', 'Spiders', 'a1'.repeat(32), '<b>Übung</b>&more', said])
      expect(text).toContain(part.replaceAll(/\s/g, ''));
    const long = await savePdf('long', language);
    expect(long.ms).toBeLessThan(PDF_MS);
    const bytes = readFileSync(long.path);
    expect(pdfPages(bytes)).toBeGreaterThan(1);
    expect(pdfText(bytes).replaceAll(/\s/g, '')).toContain(said.replaceAll(/\s/g, ''));
  });

  it.each(['en', 'de'] as const)(
    'keeps the short form on one page whatever is in it: %s',
    async (language) => {
      const { path } = await savePdf('page', language, overfilled);
      expect(pdfPages(readFileSync(path))).toBe(1);
    },
  );

  it('prints no session that is not there', async () => {
    const path = join(scratchFolder(), 'none.pdf');
    const question = { ...ref, session: 99, form: 'page', language: 'en' } as const;
    const answer = await open.ask('session.savePdf', { ...question, path: await pickSave(open, path) });
    expect(answer).toMatchObject({ refused: { code: 'missing' } });
    expect(existsSync(path)).toBe(false);
  });
});

describe('the open session in a second window', needsElectron(), () => {
  let client = '';
  const open = testWindow(async (window) => {
    ({ client } = await addSampleClient(window.home, { minutes: 1 }));
    await window.start({ args: await fakeWebcam(join(window.home, 'webcam.mjpeg')) });
    await resultOf(
      window.ask('clients.unlock', { proof: { kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE } }),
    );
  });

  it('is not opened while no session is', async () => {
    expect(await open.ask('session.openDisplay', {})).toMatchObject({ refused: { code: 'usage' } });
    expect(open.app.windows()).toHaveLength(1);
  });

  it('opens once, shows what happens, has no camera and goes nowhere, and closes with the session', async () => {
    const question = { client, ladder: 'spiders', language: 'en', occlusion: 'none' } as const;
    const { session } = await resultOf(open.ask('session.open', question));
    await resultOf(open.ask('session.openDisplay', {}));
    await resultOf(open.ask('session.openDisplay', {}));
    await until(() => Promise.resolve(open.app.windows().length === 2));
    const display = open.app.windows().find((page) => page.url().endsWith('#session-display'))!;
    await display.waitForLoadState();
    const preferences = await open.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        type Found = { getLastWebPreferences(): Record<string, unknown> };
        const { sandbox, contextIsolation, nodeIntegration } = (
          webContents as unknown as Found
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration };
      }),
    );
    for (const each of preferences)
      expect(each).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    const camera = () =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      );
    expect(await open.page.evaluate(camera)).toBe('granted');
    expect(await display.evaluate(camera)).toBe('NotAllowedError');
    await display.evaluate(() => {
      Object.assign(globalThis, { told: [] });
      window.demiface.on('session.event', (event) =>
        (globalThis as unknown as { told: unknown[] }).told.push(event.what.kind),
      );
    });
    await resultOf(open.ask('session.marker', { session, label: 'x' }));
    await until(() =>
      display.evaluate(() => (globalThis as unknown as { told: string[] }).told.includes('marker')),
    );
    await display.evaluate(() => void (location.href = 'https://example.org/'));
    await display.evaluate(() => void window.open('index.html'));
    expect(display.url()).toMatch(/#session-display$/);
    expect(open.app.windows()).toHaveLength(2);
    await resultOf(open.ask('session.end', { session }));
    await until(() => Promise.resolve(open.app.windows().length === 1));
  });

  it('tells whether the system gives a shortcut', async () => {
    const isFree = async (shortcut: string) => resultOf(open.ask('session.checkShortcut', { shortcut }));
    expect(await isFree('CommandOrControl+Shift+F9')).toEqual({ isFree: true });
    await open.app.evaluate(
      ({ globalShortcut }) => void globalShortcut.register('Control+Shift+F8', () => {}),
    );
    expect(await isFree('CommandOrControl+Shift+F8')).toEqual({ isFree: false });
  });
});

/** A session with as much of everything as there can be, and words as long. @returns its number */
async function overfill(home: string, client: string): Promise<number> {
  const store = openStore(join(home, 'demiface.sqlite'));
  const clients = openClients({ store, home, emit: () => {} });
  await clients.vault.unlock({ kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE });
  const session = clients.files.with(client, (file) => {
    const id = addSampleSession(file, { minutes: 60, seed: 2 });
    const title = 'A title of many words '.repeat(9);
    const steps = Array.from({ length: 30 }, () => ({ title, hint: '' }));
    const columns = {
      ladder: JSON.stringify({ id: 'x', title, steps }),
      models: JSON.stringify([...modelsOf(file, id), ...modelsOf(file, id)]),
      neutral: JSON.stringify({ shift: 0.6931, wanted: 2, isLimited: true, readings: 300 }),
    };
    execute(file, file.db.updateTable('sessions').set(columns).where('id', '=', id));
    const event = (at_ms: number, kind: string, value: object) =>
      execute(
        file,
        file.db.insertInto('events').values({ session: id, at_ms, kind, value: JSON.stringify(value) }),
      );
    for (let i = 0; i < 30; i++) {
      event(200_000 + i * 60_000, 'step', { step: i, title, by: 'vr' });
      event(200_000 + i * 60_000, 'marker', { label: title, by: 'vr' });
      writeNote(file, id, { id: 0, atMs: i, text: 'long\n'.repeat(1900) });
    }
    event(3_000_000, 'slept', { gapMs: 90_000 });
    event(3_500_000, 'consent-ended', {});
    withdrawConsents(file, new Date());
    return id;
  });
  await clients.close();
  await store.close();
  return session;
}
