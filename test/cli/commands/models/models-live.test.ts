import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, expect, it, onTestFinished } from 'vitest';

import { shippedModels } from '../../../../src/artifact/places.ts';
import { auditEntries } from '../../../../src/main/core/platform/audit.ts';
import { lockHome } from '../../../../src/main/core/platform/lock-home.ts';
import { liveModel } from '../../../../src/main/core/platform/models/live-models.ts';
import { openStore } from '../../../../src/main/core/platform/store/store.ts';
import { networkFolder } from '../../../artifact/made-model.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { documentsOf, runHere } from '../../run-command.ts';

let home: string;
beforeEach(() => {
  home = scratchFolder();
  const before = process.env['DEMIFACE_HOME'];
  process.env['DEMIFACE_HOME'] = home;
  onTestFinished(() => {
    if (before === undefined) delete process.env['DEMIFACE_HOME'];
    else process.env['DEMIFACE_HOME'] = before;
  });
});

/** What the app reads from its data when it starts. */
async function inApp() {
  const store = openStore(join(home, 'demiface.sqlite'));
  const live = liveModel(store, { task: 'gender', visible: 'full' })?.path;
  const audit = (await auditEntries(store, 10)).map(({ action }) => action);
  await store.close();
  return { live, audit };
}

it('a promoted model is live in the app, and after a rollback the one before', async () => {
  const path = networkFolder({ name: 'compact.gender.full' }, join(scratchFolder(), 'aa'));
  const promoted = await runHere('models', 'promote', path);
  expect(promoted).toMatchObject({ code: 0, stderr: '' });
  expect(promoted.stdout).toBe(`compact.gender.full is live in ${home}: ${path}\n`);
  expect(await inApp()).toEqual({ live: path, audit: ['models.promote'] });
  const again = await runHere('models', 'promote', path, '--json');
  expect(documentsOf(again)).toMatchObject([{ name: 'compact.gender.full', task: 'gender', path }]);
  expect((await inApp()).audit).toHaveLength(1); // it was live already
  const shipped = join(shippedModels(), 'gender.full');
  expect(documentsOf(await runHere('models', 'rollback', 'gender.full', '--json'))).toMatchObject([
    { task: 'gender', visible: 'full', path: shipped },
  ]);
  expect(await inApp()).toEqual({ live: shipped, audit: ['models.rollBack', 'models.promote'] });
  expect(await runHere('models', 'rollback', 'gender.full')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: usage: no other model was live for gender.full before') as string,
  });
}, 60_000);

it('refuses while the app has its data, a damaged model, and what is no place; nothing changes', async () => {
  const path = networkFolder({}, join(scratchFolder(), 'aa'));
  const held = await lockHome(home, 0);
  for (const args of [
    ['promote', path],
    ['rollback', 'gender.full'],
  ])
    expect(await runHere('models', ...args)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('error: busy: another Demiface is at work on') as string,
    });
  held.release();
  expect(await runHere('models', 'rollback', 'gender.half')).toMatchObject({ code: 2 });
  rmSync(join(path, 'model.onnx'));
  const damaged = await runHere('models', 'promote', path);
  expect(damaged).toMatchObject({ code: 1, stdout: '' });
  expect(damaged.stderr).toMatch(/^error: (corrupt|missing): /);
  expect(await inApp()).toEqual({ live: join(shippedModels(), 'gender.full'), audit: [] });
}, 60_000);
