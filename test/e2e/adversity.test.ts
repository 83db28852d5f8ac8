import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Display } from '../../scripts/app/display.ts';
import { pickFolder } from '../../scripts/app/dialogs.ts';
import { openVirtualDisplay } from '../../scripts/app/display.ts';
import type { LaunchedApp } from '../../scripts/app/launch.ts';
import { until } from '../../scripts/app/launch.ts';
import { lockHome } from '../../src/main/core/platform/lock-home.ts';
import { MIGRATIONS } from '../../src/main/core/platform/store/migrations/index.ts';
import { backUpDaily } from '../../src/main/core/platform/store/backups.ts';
import { openStore } from '../../src/main/core/platform/store/store.ts';
import { madeFerplus, writeTree } from '../support/made-data.ts';
import { makeHome, needsElectron, openApp } from '../support/window.ts';

/** What goes wrong outside the app, in a real window: it says so, offers the next step, and nothing is lost. */
describe('adversity', { ...needsElectron(), timeout: 240_000 }, () => {
  let display: Display;
  let home: ReturnType<typeof makeHome>;
  let open: LaunchedApp | undefined;
  const file = () => join(home.home, 'demiface.sqlite');
  const start = async () => (open = await openApp({ home: home.home, display: display.name }));

  beforeAll(async () => {
    display = await openVirtualDisplay();
  });
  afterAll(() => display.close());
  beforeEach(() => {
    home = makeHome();
  });
  afterEach(async () => {
    await open?.close();
    open = undefined;
    home.remove();
  });

  const isRunning = async ({ ask }: LaunchedApp) => {
    const state = await ask('app.state', {});
    return 'ok' in state && state.ok.core === 'running';
  };

  it('a newer database is refused on a screen of its own, and stays as it is', async () => {
    await openStore(file(), [...MIGRATIONS, 'create table later (id integer)']).close();
    const before = readFileSync(file());
    const { page, ask } = await start();
    await page
      .getByRole('heading', { name: 'This database belongs to a newer version of Demiface' })
      .waitFor();
    expect(await ask('app.state', {})).toMatchObject({
      ok: { core: 'failed', problem: { code: 'mismatch' } },
    });
    expect(await ask('settings.get', {})).toMatchObject({ refused: { code: 'mismatch' } });
    expect(readFileSync(file()).equals(before)).toBe(true);
    renameSync(file(), `${file()}.newer`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await until(() => isRunning(open!));
    expect(await ask('settings.get', {})).toMatchObject({ ok: { theme: 'system' } });
  });

  it('a home on which another core works is reported in use, and opens once it is free', async () => {
    const other = await lockHome(home.home);
    const { page, ask } = await start();
    await page.getByRole('heading', { name: 'in use already' }).waitFor();
    await page.getByText('demiface serve').first().waitFor();
    expect(await ask('store.repair', {})).toMatchObject({ refused: { code: 'busy' } });
    expect(existsSync(file())).toBe(false);
    other.release();
    await page.getByRole('button', { name: 'Try again' }).click();
    await until(() => isRunning(open!));
    await expect(lockHome(home.home, 0)).rejects.toMatchObject({ code: 'busy' });
  });

  it('a damaged database is repaired from its backup by a click', async () => {
    const store = openStore(file());
    store.raw.exec(`insert into settings values ('theme', '"dark"')`);
    backUpDaily(store, file());
    await store.close();
    const bytes = readFileSync(file());
    writeFileSync(file(), bytes.fill(0x5a, 100));
    const { page, ask } = await start();
    await page.getByRole('heading', { name: 'database is damaged' }).waitFor();
    expect(await ask('app.state', {})).toMatchObject({
      ok: { core: 'failed', problem: { code: 'corrupt' } },
    });
    await page.getByRole('button', { name: 'Repair from backup' }).click();
    await until(() => isRunning(open!));
    expect(await ask('settings.get', {})).toMatchObject({ ok: { theme: 'dark' } });
  });

  it('a database that another program holds is reported, and serves once it is let go', async () => {
    const { ask } = await start();
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD, file()], {
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd: import.meta.dirname,
    });
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(await ask('settings.set', { theme: 'dark' })).toMatchObject({ refused: { code: 'busy' } });
    expect(await ask('settings.get', {})).toMatchObject({ ok: { theme: 'system' } });
    holder.kill();
    await new Promise((resolve) => holder.once('exit', resolve));
    expect(await ask('settings.set', { theme: 'dark' })).toMatchObject({ ok: { theme: 'dark' } });
  });

  it('a picture folder that vanishes is shown, and all goes on once it is back', async () => {
    const root = writeTree(join(home.home, 'faces'), await madeFerplus(8, 4));
    const opened = await start();
    const { page, ask } = opened;
    const token = await pickFolder(opened, root);
    expect(await ask('data.add', { root: token, layout: 'ferplus', name: 'My faces' })).toMatchObject({
      ok: { id: 1 },
    });
    renameSync(root, `${root}.away`);
    expect(existsSync(root)).toBe(false);
    expect(await ask('data.check', { id: 1 })).toMatchObject({
      refused: { code: 'missing', message: { code: 'dataSet.folderGone' } },
    });
    await page.reload();
    await page.keyboard.press('5');
    await page.getByText('My faces').first().click();
    await page.getByText(root).first().waitFor();
    await page
      .getByText(/not found/i)
      .first()
      .waitFor();
    renameSync(`${root}.away`, root);
    expect(await ask('data.check', { id: 1 })).toMatchObject({ ok: { job: expect.any(Number) as number } });
    await until(async () => {
      const answer = await ask('data.report', { id: 1 });
      return 'ok' in answer && answer.ok?.report.splits.train.images === 8;
    });
  });
});

/** Another program that begins to write and does not end. */
const HOLD = `
  import Database from 'better-sqlite3';
  const database = new Database(process.argv[1]);
  database.exec('begin immediate');
  console.log('held');
  setInterval(() => {}, 1000);
`;
