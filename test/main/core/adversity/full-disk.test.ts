import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { fill, smallDisk } from '../../../support/small-disk.ts';
import { madeLab, ownCache, withFerplus } from '../features/lab/made-core.ts';
import { englishText } from '../../../../src/messages/english.ts';

test(
  'a disk that is full while training runs is shown; once there is space, all goes on and nothing is lost',
  { timeout: 400_000 },
  async ({ skip }) => {
    ownCache();
    const disk = smallDisk(64);
    if (disk === undefined) return skip('this machine lets nobody mount a small disk');
    const lab = await madeLab(disk);
    const { id } = await withFerplus(lab, 200, 40);
    const { runs } = await lab.handlers['lab.start']({
      ...{ preset: 'smoke-expression-lower', settings: ['teacher.epochs=40'], dataSet: id, seeds: [1] },
      ...{ until: 'teacher', name: 'full' },
    });
    const [run] = runs as [number];
    await lab.until(run, ({ stages }) => stages[0]!.epoch >= 2);
    const filler = join(disk, 'filler');
    fill(filler);
    const told = () => lab.events('run.changed').filter((one) => one.refusal?.code === 'disk');
    await expect.poll(() => told().length, { timeout: 120_000 }).toBeGreaterThan(0);
    expect(englishText(told()[0]!.refusal!.message)).toMatch(/free some space/);
    // The core answers as long as the disk is full, and what it cannot keep it refuses with a code.
    expect((await lab.handlers['lab.runs']({})).map(({ id: listed }) => listed)).toEqual([run]);
    rmSync(filler);

    const failed = await lab.until(run, ({ state }) => state === 'failed');
    expect(failed.refusal).toMatchObject({ code: 'disk' });
    await lab.handlers['lab.resume']({ run });
    const done = await lab.until(run, ({ state }) => state === 'done' || state === 'failed');
    expect(done).toMatchObject({ state: 'done', refusal: null });
    const { epochs } = await lab.handlers['lab.run']({ run });
    expect(Object.values(epochs)[0]!.map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    expect(existsSync(join(disk, 'runs', 'stages', done.stages[0]!.key, 'manifest.json'))).toBe(true);
    expect(lab.store.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  },
);
