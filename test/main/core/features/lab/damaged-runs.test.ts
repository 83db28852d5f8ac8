import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { PRESETS } from '../../../../../src/training/presets/index.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { madeLab } from './made-core.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

async function madeTwo() {
  const lab = await madeLab();
  const preset = JSON.stringify(PRESETS.find(({ id }) => id === 'compact-expression-lower'));
  lab.store.raw.exec("insert into experiments (id, name, created_at) values (1, 'two', '2026')");
  for (const id of [1, 2]) {
    lab.store.raw
      .prepare(
        `insert into runs (id, experiment, name, preset_id, preset, seed, layout, runs_folder, state, created_at)
         values (?, 1, 'two', 'compact-expression-lower', ?, ?, 'ferplus', 'runs', 'done', '2026')`,
      )
      .run(id, preset, id);
    lab.store.raw
      .prepare(
        `insert into stages (run, key, kind, position, parents, state, epochs, epoch, metrics)
         values (?, 'k', 'teacher', 0, '[]', 'done', 1, 1, '{"accuracy":0.8}')`,
      )
      .run(id);
  }
  return lab;
}

test.each([
  "update runs set preset = '{}' where id = 1",
  "update runs set refusal = 'zz' where id = 1",
  "update runs set state = 'bogus' where id = 1",
  "update stages set metrics = '{' where run = 1",
  "update stages set parents = 'x' where run = 1",
  "update stages set kind = 'x' where run = 1",
])('a run that is damaged by %s is listed so and can be removed; the other is as before', async (damage) => {
  const { handlers, store } = await madeTwo();
  store.raw.exec(damage);
  const sound = { id: 2, state: 'done', damage: null, figure: { value: 0.8 } };
  expect(inEnglish(await handlers['lab.runs']({}))).toMatchObject([
    sound,
    { id: 1, state: 'failed', damage: expect.stringMatching(/damaged; remove it/) as string, figure: null },
  ]);
  expect(() => handlers['lab.run']({ run: 1 })).toThrow(/its entry in the database is damaged; remove it/);
  expect(await handlers['lab.run']({ run: 2 })).toMatchObject({ summary: sound });
  await handlers['lab.remove']({ run: 1 });
  expect(await handlers['lab.runs']({})).toMatchObject([sound]);
});

test('one damaged epoch is named, and the others are shown', async () => {
  const { handlers, store } = await madeTwo();
  const insert = store.raw.prepare(
    `insert into epochs (run, stage, epoch, loss, rate, metrics, figures, images_per_second)
     values (1, 'k', ?, 0.5, 0.01, ?, '{}', 10)`,
  );
  [1, 2, 3].forEach((epoch) => insert.run(epoch, epoch === 2 ? '{"no' : '{"accuracy":0.8}'));
  const point = { loss: 0.5, metrics: { accuracy: 0.8 } };
  expect(await handlers['lab.run']({ run: 1 })).toMatchObject({
    summary: { id: 1, state: 'done' },
    epochs: {
      k: [
        { ...point, epoch: 1 },
        { ...point, epoch: 3 },
      ],
    },
    damaged: [{ stage: 'k', epoch: 2 }],
  });
  const path = join(scratchFolder(), 'export');
  expect(() => handlers['lab.export']({ run: 1, path })).toThrow(/epochs of two are damaged/);
  expect(existsSync(path)).toBe(false);
});
