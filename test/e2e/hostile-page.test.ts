import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { answerDialogs, pickFolder, pickSave } from '../../scripts/app/dialogs.ts';
import type { AudienceSettings } from '../../src/main/ipc/contract.ts';
import { scratchFolder } from '../support/made-data.ts';
import { needsElectron, testWindow } from '../support/window.ts';

/** A page that an attacker rules: all that it can ask for with the bridge, and what it must not reach. */
describe('a hostile page', { ...needsElectron(), timeout: 120_000 }, () => {
  let victim: string;
  afterAll(() => rmSync(join(victim, '..'), { recursive: true, force: true }));
  const open = testWindow(async ({ start }) => {
    victim = join(mkdtempSync(join(tmpdir(), 'demiface-test-')), '.ssh');
    mkdirSync(victim);
    writeFileSync(secret(), 'key');
    writeFileSync(join(victim, 'demiface-run.json'), '{}');
    await start();
  });
  const secret = () => join(victim, 'id_rsa');

  /** Asks whatever a script can say, past the types. */
  const ask = (channel: string, payload: unknown) =>
    open.page.evaluate(([name, given]) => window.demiface.request(name as never, given as never), [
      channel,
      payload,
    ] as const);
  const untouched = () => {
    expect(readdirSync(victim).sort()).toEqual(['demiface-run.json', 'id_rsa']);
    expect(readFileSync(secret(), 'utf8')).toBe('key');
  };

  it('writes, reads and shows nothing by a path or a token of its own making', async () => {
    const csv = { kind: 'pyramid', question: { cameras: ['c'], from: '2026-01-01', to: '2026-01-02' } };
    const forms: [string, (place: unknown) => unknown][] = [
      ['app.savePdf', (path) => ({ kind: 'door', language: 'en', path })],
      ['audience.csv', (path) => ({ answer: csv, path })],
      ['lab.export', (path) => ({ run: 1, path })],
      ['models.export', (to) => ({ id: '0'.repeat(16), format: 'tfjs', to })],
      ['models.import', (path) => ({ net: 'vgg-f', path })],
      ['data.detectLayout', (root) => ({ root })],
      ['data.add', (root) => ({ root, layout: 'folder', name: 'x' })],
      ['lab.openFolder', (folder) => ({ folder })],
      ['settings.set', (runsFolder) => ({ runsFolder })],
      ['recordings.add', (one) => ({ paths: [one], folder: one, expressions: false, hasConsent: false })],
      ['app.reveal', (token) => ({ place: { kind: 'picked', token } })],
    ];
    const token = '0'.repeat(32);
    const places = [
      ...[victim, secret(), '../.ssh', `file://${victim}`, token, { path: victim }, [victim]],
      ...['save', 'open-folder', 'open-file', 'clip', 'clip-folder', 'output-folder'].map((purpose) => ({
        purpose,
        token,
      })),
      ...['__proto__', 'constructor', victim].map((made) => ({ purpose: 'save', token: made })),
      { purpose: 'save', token, path: victim },
    ];
    for (const [channel, form] of forms)
      for (const place of places)
        expect([channel, place, await ask(channel, form(place))]).toMatchObject([
          channel,
          place,
          { refused: { code: 'payload' } },
        ]);
    untouched();
  });

  it('uses what a person picked for its purpose alone, and a place to save once', async () => {
    const folder = await pickFolder(open, victim);
    const csv = {
      answer: { kind: 'pyramid', question: { cameras: ['c'], from: '2026-01-01', to: '2026-01-02' } },
    };
    for (const path of [folder, { ...folder, purpose: 'save' }]) {
      expect(await ask('audience.csv', { ...csv, path })).toMatchObject({ refused: { code: 'payload' } });
      expect(await ask('lab.export', { run: 1, path })).toMatchObject({ refused: { code: 'payload' } });
      expect(await ask('settings.set', { runsFolder: path })).toMatchObject({ refused: { code: 'payload' } });
      const recordings = { folder: null, expressions: false, hasConsent: false };
      for (const one of [path, { ...folder, purpose: 'clip-folder' }])
        expect(await ask('recordings.add', { ...recordings, paths: [one] })).toMatchObject({
          refused: { code: 'payload' },
        });
    }
    const place = await pickSave(open, join(scratchFolder(), 'once.pdf'));
    const print = () => ask('app.savePdf', { kind: 'door', language: 'en', path: place });
    // Nobody has said who counts: refused, nothing is written, and the place stays good.
    for (let i = 0; i < 2; i++) expect(await print()).toMatchObject({ refused: { code: 'usage' } });
    const { cameras: _, ...settings } = ((await ask('audience.settings', {})) as { ok: AudienceSettings }).ok;
    const controller = { ...settings.controller, name: 'n', address: 'a', contact: 'c' };
    await ask('audience.set', { settings: { ...settings, controller, purposes: ['offer'] } });
    const used = {
      refused: { code: 'payload', message: { code: 'app.alreadySaved' } },
    };
    const answers = await Promise.all([print(), print(), print()]);
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer)).toMatchObject([used, used]);
    expect(await print()).toMatchObject(used);
    // Not even a person saves over what the app itself keeps.
    const own = join(open.home, 'demiface.sqlite');
    await answerDialogs(open, own);
    expect(await ask('app.pickSave', { title: 'Save', name: 'counts.csv' })).toMatchObject({
      refused: { code: 'usage', message: { code: 'app.ownFolder' } },
    });
    expect(readFileSync(own).subarray(0, 6).toString()).toBe('SQLite');
    // A folder of other files is no export, whatever lies in it.
    const keys = await pickSave(open, victim);
    expect(await ask('lab.export', { run: 1, path: keys })).toMatchObject({
      refused: { message: { code: expect.stringMatching(/^run\.(none|noExport)$/) as string } },
    });
    untouched();
  });

  it('makes no file that counts as dropped, and no second dialog; a proposed name is no path', async () => {
    const dropped = await open.page.evaluate(async (path) => {
      const made = new File(['x'], path);
      Object.defineProperty(made, 'path', { value: path });
      const odd = [made, new File([], 'x', { path } as never), { path }, path, null, new Blob(['x'])];
      const transfer = new DataTransfer();
      transfer.items.add(made);
      odd.push(transfer.files[0]!);
      return Promise.all(
        odd.map((one) =>
          Promise.resolve()
            .then(() => window.demiface.dropped(one as File, 'clip'))
            .catch(() => null),
        ),
      );
    }, victim);
    expect(new Set(dropped)).toEqual(new Set([null]));
    await open.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = (...given: unknown[]) =>
        new Promise((resolve) => {
          const { defaultPath } = given.at(-1) as { defaultPath: string };
          setTimeout(() => resolve({ canceled: true, filePath: defaultPath }), 500);
        });
    });
    const [first, second] = await Promise.all([
      ask('app.pickSave', { title: 'x', name: secret() }),
      ask('app.pickSave', { title: 'x', name: 'y' }),
    ]);
    // A second click while the dialog opens does nothing.
    expect(second).toEqual({ ok: null });
    expect((first as { ok: { path: string } | null }).ok?.path ?? '').not.toMatch(/[/\\]|^\./);
    await answerDialogs(open, open.home);
  });

  it('floods nothing: of thousands of requests at once those too many are refused, and the app goes on', async () => {
    const codes = await open.page.evaluate(async () => {
      const asked = Array.from({ length: 5000 }, () => window.demiface.request('models.list', {}));
      const answers = await Promise.all(asked);
      return [...new Set(answers.map((answer) => ('refused' in answer ? answer.refused.code : 'ok')))];
    });
    expect(codes.sort()).toEqual(['busy', 'ok']);
    expect(await open.ask('models.list', {})).toHaveProperty('ok');
  });

  it('neither reads nor overwrites the clipboard of the system, which a person goes on using', async () => {
    const { app, page } = open;
    const put = (text: string) => app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text);
    const clipboardText = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await put('secret');
    const seen = await page.evaluate(async () => {
      const found: string[] = [];
      const note = (event: ClipboardEvent) => {
        found.push(event.clipboardData!.getData('text/plain'));
        event.clipboardData!.setData('text/plain', 'overwritten');
        event.preventDefault();
      };
      const types = ['paste', 'copy', 'cut'] as const;
      const field = document.createElement('textarea');
      document.body.append(field);
      const each = (asks: () => void) => {
        for (const type of types) {
          field.value = 'overwritten';
          field.select();
          asks();
          document.execCommand(type);
          if (field.value !== 'overwritten' && type !== 'cut') found.push(field.value);
        }
      };
      // As a script, in a microtask, in a listener; with listeners of its own and without.
      const asks = [
        () => each(() => undefined),
        () => each(() => types.forEach((type) => window.addEventListener(type, note, true))),
      ];
      for (const ask of asks) {
        await new Promise<void>((done) => setTimeout(() => (ask(), done())));
        await new Promise<void>((done) => setTimeout(() => queueMicrotask(() => (ask(), done()))));
        field.addEventListener('focus', ask, { once: true });
        field.blur();
        field.focus();
      }
      for (const type of types) window.removeEventListener(type, note, true);
      field.value = 'of a person';
      field.select();
      return found;
    });
    expect(seen).toEqual([]);
    expect(await clipboardText()).toBe('secret');
    const field = page.locator('textarea').last();
    await field.press('Control+c');
    await expect.poll(clipboardText).toBe('of a person');
    await put('from elsewhere');
    await field.press('Control+a');
    await field.press('Control+v');
    await expect.poll(() => field.inputValue()).toBe('from elsewhere');
    await field.press('Control+a');
    await field.press('Control+x');
    await expect.poll(() => field.inputValue()).toBe('');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.paste());
    await expect.poll(() => field.inputValue()).toBe('from elsewhere');
    await page.reload();
  });

  it('changes nothing of the bridge or of objects that cross it', async () => {
    const kept = await open.page.evaluate(async () => {
      const bridge = window.demiface as unknown as Record<string, unknown>;
      for (const name of Object.keys(bridge))
        try {
          bridge[name] = () => 'mine';
        } catch {
          // It is frozen.
        }
      Object.assign(Object.prototype, { purpose: 'save', token: '0'.repeat(32), isWritten: false });
      Object.assign(Array.prototype, { map: () => ['mine'] });
      const polluted = JSON.parse('{"__proto__": {"runsFolder": "/"}, "theme": "dark"}') as object;
      const answers = [
        await window.demiface.request('settings.set', polluted),
        await window.demiface.request('settings.set', { constructor: { prototype: {} } } as never),
        await window.demiface.request('__proto__' as never, {} as never),
        await window.demiface.request('toString' as never, {} as never),
        await window.demiface.request(['app.state'] as never, { toString: 'x' } as never),
        await window.demiface.request('lab.form', { preset: 'x'.repeat(50_000_000), settings: [] }),
      ];
      const codes: string[] = [];
      for (const answer of answers) codes.push('refused' in answer ? answer.refused.code : 'ok');
      return codes;
    });
    expect(kept.slice(1)).toEqual(['payload', 'payload', 'payload', 'payload', 'payload']);
    await open.page.reload();
    const answer = await open.ask('settings.get', {});
    expect(answer).toMatchObject({ ok: { runsFolder: join(open.home, 'runs') } });
    expect(existsSync(secret())).toBe(true);
  });
});
