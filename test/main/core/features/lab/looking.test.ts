import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { expect, test } from 'vitest';

import { scratchFolder } from '../../../../support/made-data.ts';
import { madeLab, ownCache, withFerplus } from './made-core.ts';

const PREDICTED = ['file', 'label', 'teacher', 'student'];

test(
  'finished runs are compared, explained, exported, tabled and found again',
  { timeout: 900_000 },
  async () => {
    ownCache();
    const lab = await madeLab();
    const { handlers } = lab;
    expect(await handlers['lab.tables']({})).toBeNull();
    await withFerplus(lab, 6, 4); // Of the same layout, but no run learns from it.
    const { id } = await withFerplus(lab);
    const before = (await handlers['lab.tables']({}))!;
    expect(before.cells.every(({ measured, reason }) => measured === null && reason !== null)).toBe(true);
    const question = { preset: 'smoke-expression-lower', dataSet: id, until: 'student' as const };
    const { runs } = await handlers['lab.start']({ ...question, settings: [], seeds: [1, 2], name: 'twice' });
    const [a, b] = runs as [number, number];
    const done = await lab.until(b, ({ state }) => state === 'done' || state === 'failed');
    expect(done.refusal).toBeNull();

    const { compared } = await lab.outcome<'compare'>(
      handlers['lab.compare']({ runs: [a, b], stage: 'student' }),
    );
    expect(compared).toMatchObject({
      split: 'val',
      pictures: 20,
      differences: [{ key: 'seed', values: ['1', '2'] }],
    });
    expect(compared.models.map(({ run, name }) => [run, name])).toEqual([
      [a, 'twice, seed 1'],
      [b, 'twice, seed 2'],
    ]);
    expect(compared.pairs).toMatchObject([{ a, b, comparison: { n: 20, metric: 'accuracy' } }]);
    expect(compared.models.map(({ name }) => name)).toEqual(['twice, seed 1', 'twice, seed 2']);

    const { gallery } = await lab.outcome<'explain'>(
      handlers['lab.explain']({ runs: [a, b], stage: 'student', pictures: 3 }),
    );
    expect(gallery.map(({ run, pictures }) => [run, pictures.length])).toEqual([
      [a, 3],
      [b, 3],
    ]);
    const [picture] = gallery[0]!.pictures;
    expect(await sharp(picture!.png).metadata()).toMatchObject({ format: 'png', width: 288, height: 288 });
    expect(picture!.isRight).toBe(picture!.truth === picture!.read);
    expect(gallery[0]!.pictures.map(({ truth }) => truth)).toEqual(
      gallery[1]!.pictures.map(({ truth }) => truth),
    );

    const path = join(scratchFolder(), 'export');
    expect(await lab.outcome<'export'>(handlers['lab.export']({ run: a, path }))).toMatchObject({ path });
    expect(
      lab
        .events('job.progress')
        .some(({ subject, at }) => subject.kind === 'bundle' && at?.code === 'jobs.predicting'),
    ).toBe(true);
    const text = (name: string) => readFileSync(join(path, name), 'utf8');
    expect(text('README.txt')).toContain(
      'demiface train --preset smoke-expression-lower --data ferplus=ROOT --seed 1 --until student\n',
    );
    const rows = text('predictions.csv').trimEnd().split('\n');
    expect(rows[0]!.split(',')).toEqual(PREDICTED);
    expect(rows.length).toBe(21);
    expect(JSON.parse(text('preset.json'))).toMatchObject({ seed: 1, batchSize: 32 });
    expect(existsSync(join(path, 'student.card.json'))).toBe(true);
    writeFileSync(join(path, 'notes.txt'), 'mine');
    await lab.outcome(handlers['lab.export']({ run: b, path }));
    expect(text('README.txt')).toContain('--seed 2');
    expect(text('notes.txt')).toBe('mine');
    const other = join(scratchFolder(), 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'mine.txt'), 'mine');
    expect(() => handlers['lab.export']({ run: a, path: other })).toThrow(/no export of a run/);
    writeFileSync(join(other, 'demiface-run.json'), '{}');
    expect(() => handlers['lab.export']({ run: a, path: other })).toThrow(/no export of a run/);
    rmSync(join(other, 'demiface-run.json'));
    const stopped = (await handlers['lab.export']({ run: a, path: join(other, 'stopped') })).job;
    void handlers['jobs.cancel']({ job: stopped });
    await expect(lab.outcome({ job: stopped })).rejects.toMatchObject({ code: 'interrupted' });
    expect(readdirSync(other)).toEqual(['mine.txt']);

    const after = (await handlers['lab.tables']({}))!;
    expect(after.scale).toBe('smoke');
    const cell = (model: string) =>
      after.cells.find(
        (one) =>
          one.dataset === 'ferplus' && one.net === 'compact' && one.model === model && one.test === 'lower',
      )!;
    expect(cell('student')).toMatchObject({ n: 20, reason: null });
    expect(cell('standard')).toMatchObject({ measured: null, reason: { code: 'tables.notTrained' } });
    expect(
      after.cells.find((one) => one.net === 'compact' && one.test === 'upper' && one.model === 'student'),
    ).toMatchObject({ measured: null, reason: { code: 'tables.notTrained' } });
    expect(await handlers['lab.tables']({})).toEqual(after);

    // A copy of the folder, one record of it damaged.
    const copy = join(scratchFolder(), 'copy');
    cpSync(join(lab.home, 'runs'), copy, { recursive: true });
    writeFileSync(join(copy, 'smoke-expression-lower.seed9.0123456789abcdef0123.json'), '{');
    const elsewhere = await madeLab();
    expect(
      await elsewhere.outcome<'open'>(elsewhere.handlers['lab.openFolder']({ folder: copy })),
    ).toMatchObject({
      added: 2,
      updated: 0,
      skipped: 1,
    });
    expect(
      await elsewhere.outcome<'open'>(elsewhere.handlers['lab.openFolder']({ folder: copy })),
    ).toMatchObject({
      added: 0,
      updated: 2,
      skipped: 1,
    });
    const found = await elsewhere.handlers['lab.runs']({});
    const twin = found.find(({ stages }) => stages.at(-1)!.key === done.stages.at(-1)!.key)!;
    expect(twin).toMatchObject({ state: 'done', seed: 2, dataSet: null, figure: done.figure });
    expect(twin.stages.map(({ kind, epoch, metrics }) => [kind, epoch, metrics])).toEqual(
      done.stages.map(({ kind, epoch, metrics }) => [kind, epoch, metrics]),
    );
    expect(new Set(found.map(({ experiment }) => experiment)).size).toBe(1);
    const { epochs } = await elsewhere.handlers['lab.run']({ run: twin.id });
    expect(epochs).toEqual((await handlers['lab.run']({ run: b })).epochs);
    expect(
      await lab.outcome<'open'>(handlers['lab.openFolder']({ folder: join(lab.home, 'runs') })),
    ).toMatchObject({
      added: 0,
      updated: 2,
    });
    expect(() => elsewhere.handlers['lab.openFolder']({ folder: scratchFolder() })).toThrow(/holds no runs/);
    expect(() => elsewhere.handlers['lab.compare']({ runs: [twin.id], stage: 'student' })).toThrow(
      /no data set/,
    );
  },
);
