import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { answerDialogs, pickSave } from '../../scripts/app/dialogs.ts';
import { until } from '../../scripts/app/launch.ts';
import type { RunSummary } from '../../src/main/ipc/contract.ts';
import { madeFerplus, scratchFolder, writeTree } from '../support/made-data.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { below } from './processes.ts';

const MINUTES = 60_000;

/** A researcher's first day, in a real window: each step goes on from the one before. */
describe('the first day', { ...needsElectron(), timeout: 5 * MINUTES }, () => {
  let faces: string;
  const open = testWindow(async ({ home, start }) => {
    faces = writeTree(join(home, 'faces', 'ferplus'), await madeFerplus(96, 40));
    await start();
  });

  const runs = async (): Promise<RunSummary[]> => {
    const answer = await open.ask('lab.runs', {});
    return 'ok' in answer ? answer.ok : [];
  };
  const run = async (seed: number) => (await runs()).find((one) => one.seed === seed)!;
  const isDone = async (seed: number) => (await runs()).find((one) => one.seed === seed)?.state === 'done';
  const pid = () => open.app.process().pid!;

  it('begins with an empty list that says the next step', async () => {
    await open.page.keyboard.press('5');
    await open.page.getByText('No data set yet').waitFor();
  });

  it('adds a folder, which is recognized', async () => {
    await answerDialogs(open, faces);
    await open.page.getByRole('button', { name: 'Add data set' }).first().click();
    const dialog = open.page.getByRole('dialog');
    await dialog.getByText(faces).waitFor();
    await dialog.getByRole('button', { name: 'Add data set' }).click();
    await until(async () => {
      const answer = await open.ask('data.list', {});
      return 'ok' in answer && answer.ok.length === 1 && answer.ok[0]!.layout === 'ferplus';
    });
  });

  it('checks it and shows what is in it', async () => {
    await open.page.getByRole('button', { name: 'Check', exact: true }).first().click();
    await until(async () => {
      const answer = await open.ask('data.report', { id: 1 });
      return 'ok' in answer && answer.ok?.report.splits.train.images === 96;
    }, MINUTES);
    await open.page.getByText('136', { exact: false }).first().waitFor();
  });

  it('starts a curriculum from a preset, twice', async () => {
    await open.page.keyboard.press('6');
    await open.page.getByRole('button', { name: 'New experiment' }).first().click();
    await open.page.locator('input[type=radio][value=smoke-expression-lower]').check({ force: true });
    await open.page.getByLabel('Seeds').fill('1, 2');
    await open.page.getByRole('button', { name: 'Start 2 runs' }).click();
    await until(async () => (await runs()).length === 2);
  });

  it('shows figures that change while it trains', async () => {
    await until(async () => (await run(1)).state === 'running', 2 * MINUTES);
    await open.page.locator('[data-run="1"]').first().click();
    await until(async () => {
      const detail = await open.ask('lab.run', { run: (await run(1)).id });
      return 'ok' in detail && Object.values(detail.ok.epochs).flat().length > 0;
    }, 4 * MINUTES);
    await open.page.locator('.uplot canvas').first().waitFor();
  });

  it('goes on by itself when the job is killed, and when the core is', async () => {
    const [job] = below(pid(), 'job-main.ts');
    process.kill(job!, 'SIGKILL');
    await until(() => {
      const [next] = below(pid(), 'job-main.ts');
      return next !== undefined && next !== job;
    }, MINUTES);
    const [core] = below(pid(), join('core', 'index.ts'));
    process.kill(core!, 'SIGKILL');
    await until(async () => {
      const state = await open.ask('app.state', {});
      return 'ok' in state && state.ok.core === 'running';
    }, MINUTES);
    await until(async () => (await isDone(1)) && (await isDone(2)), 4 * MINUTES);
    expect((await run(1)).stages.every(({ state }) => state === 'done')).toBe(true);
  });

  it('compares both seeds', async () => {
    const tab = open.page.getByRole('tab', { name: /^Compare/ });
    const box = open.page.getByRole('checkbox').first();
    // The list is drawn anew as the last news of the second run come in.
    await until(async () => {
      if (!(await box.isChecked())) await box.click();
      await open.page.waitForTimeout(300);
      return (await tab.innerText()).includes('2');
    });
    await tab.click();
    await open.page.getByRole('button', { name: 'Compare', exact: true }).click();
    await open.page
      .getByRole('heading', { name: 'Is the difference real?' })
      .waitFor({ timeout: 3 * MINUTES });
  });

  it('scrolls nothing but the content, however long it is', async () => {
    await open.page.getByRole('heading', { name: 'Confusion matrix' }).waitFor();
    const moved = await open.page.evaluate(() =>
      [document.documentElement, document.body, document.getElementById('app')!].map((part) => {
        part.scrollTop = 1000;
        return part.scrollTop;
      }),
    );
    expect(moved).toEqual([0, 0, 0]);
  });

  it('exports a bundle that another machine can run again', async () => {
    const path = join(scratchFolder(), 'bundle');
    const answer = await open.ask('lab.export', {
      run: (await run(1)).id,
      path: await pickSave(open, path),
    });
    expect(answer).toMatchObject({ ok: {} });
    const { job } = (answer as { ok: { job: number } }).ok;
    await until(async () => 'ok' in (await open.ask('jobs.result', { job })), 2 * MINUTES);
    expect(existsSync(join(path, 'preset.json'))).toBe(true);
    expect(readdirSync(path).some((name) => name.startsWith('predictions'))).toBe(true);
  });

  it('lists what was trained among the models', async () => {
    await open.page.keyboard.press('7');
    const answer = await open.ask('models.list', {});
    expect('ok' in answer && answer.ok.filter(({ origin }) => origin === 'trained').length).toBe(10);
    await open.page.getByText('teacher, FER+, seed 1', { exact: false }).first().waitFor();
  });

  it('finds everything again at the next start', async () => {
    await open.start();
    await until(async () => (await runs()).length === 2);
    expect((await runs()).every(({ state }) => state === 'done')).toBe(true);
    await open.page.keyboard.press('6');
    await open.page.getByText('seed', { exact: false }).first().waitFor();
  });
});
