import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { scratchFolder } from '../support/made-data.ts';
import { stickerFolder, stickerPicture } from '../support/sticker-pictures.ts';
import { documentsOf, runHere, sharedFolder } from './run-command.ts';

sharedFolder();

interface Read {
  faces: { custom?: { title: string; model: string | null; prediction: { label: string } | null }[] }[];
}

it(
  'a folder of whole pictures becomes a task of its own that predict knows, by commands alone',
  { timeout: 300_000 },
  async () => {
    const before = process.env['DEMIFACE_HOME'];
    process.env['DEMIFACE_HOME'] = scratchFolder();
    onTestFinished(() => {
      if (before === undefined) delete process.env['DEMIFACE_HOME'];
      else process.env['DEMIFACE_HOME'] = before;
    });
    const root = scratchFolder();
    await stickerFolder(root, 24);
    const made = await runHere(
      ...['train', '--preset', 'compact-custom-full', '--data', `folder=${root}`, '--own-classes', '--json'],
      ...['--title', 'Sticker', '--runs', join(scratchFolder(), 'runs'), '--set', 'batchSize=16'],
      ...['--set', 'teacher.epochs=16', '--set', 'teacher.schedule.peak=0.02'],
    );
    expect(made.code, made.stderr).toBe(0);
    const { models } = documentsOf<{ models?: { teacher: { path: string } } }>(made).at(-1)!;
    const promoted = await runHere('models', 'promote', models!.teacher.path);
    expect(promoted.code, promoted.stderr).toBe(0);

    const pictures = scratchFolder();
    mkdirSync(pictures, { recursive: true });
    for (const [name, hasSticker, seed] of [
      ['plain', false, 1001],
      ['sticker', true, 1002],
    ] as const)
      writeFileSync(join(pictures, `${name}.png`), await stickerPicture({ seed, hasSticker }));
    const csv = join(pictures, 'out.csv');
    const predicted = await runHere('predict', pictures, '--live', '--json', '--csv', csv);
    expect(predicted.code, predicted.stderr).toBe(0);
    expect(documentsOf<Read>(predicted).map(({ faces }) => faces.map(({ custom }) => custom))).toMatchObject([
      [[{ title: 'Sticker', model: 'compact.Sticker.full', prediction: { label: 'plain' } }]],
      [[{ title: 'Sticker', model: 'compact.Sticker.full', prediction: { label: 'sticker' } }]],
    ]);

    const masked = await runHere('predict', join(pictures, 'plain.png'), '--live', '--occlusion', 'lower');
    expect(masked.stdout).toMatch(/Sticker: not for this occlusion$/m);
    const shipped = await runHere('predict', join(pictures, 'plain.png'));
    expect(shipped.stdout).not.toContain('Sticker');
  },
);
