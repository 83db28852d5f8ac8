import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  chosenSettings,
  recordedFingerprints,
  withChosen,
} from '../../../src/training/curriculum/chosen-settings.ts';
import { ownTuningNote } from '../../../src/training/curriculum/own-tuning.ts';
import { neededFor, planCurriculum } from '../../../src/training/curriculum/plan.ts';
import { findPreset, withSettings } from '../../../src/training/presets/index.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { finishStages } from './finish-stages.ts';

const ferplus = findPreset('vgg-f-expression-lower');
const affectnet = findPreset('vgg-f-affectnet-lower');

describe('what a finished curriculum chose', () => {
  it('is the margin that did best and the C of its ensemble', () => {
    const runs = scratchFolder();
    const plan = planCurriculum(ferplus, 'pictures');
    expect(chosenSettings(ferplus, ['pictures'], runs)).toEqual({});
    finishStages(plan, runs, { margin: 0.3, C: 100 });
    expect(chosenSettings(ferplus, ['pictures'], runs)).toEqual({ margin: 0.3, C: 100 });
    expect(chosenSettings(ferplus, ['others'], runs)).toEqual({});
    expect(chosenSettings(ferplus, ['others', 'pictures'], runs)).toEqual({ margin: 0.3, C: 100 });
    expect(chosenSettings({ ...ferplus, seed: 2 }, ['pictures'], runs)).toEqual({});
  });

  it('lacks what is not finished', () => {
    const runs = scratchFolder();
    const plan = planCurriculum(ferplus, 'pictures');
    finishStages(neededFor(plan, ['triplet']), runs, { margin: 0 });
    expect(chosenSettings(ferplus, ['pictures'], runs)).toEqual({ margin: 0 });
    const [last] = plan.find(({ kind }) => kind === 'triplet')!.candidates.slice(-1);
    rmSync(join(runs, 'stages', last!.key), { recursive: true });
    expect(chosenSettings(ferplus, ['pictures'], runs)).toEqual({});
  });

  it('takes the place of lists alone', () => {
    const taken = withChosen(affectnet, { margin: 0.3, C: 100 });
    expect(taken).toEqual(withSettings(affectnet, ['triplet.margin=0.3', 'ensemble.penalty=[100]']));
    expect(withChosen(taken, { margin: 0.1, C: 1 })).toEqual(taken);
    expect(withChosen(affectnet, {})).toEqual(affectnet);
    // A stage with the values is the one that a list with them would have made of them.
    const open = planCurriculum(affectnet, 'pictures').find(({ kind }) => kind === 'triplet')!;
    const closed = planCurriculum(taken, 'pictures').find(({ kind }) => kind === 'triplet')!;
    expect(open.candidates.map(({ key }) => key)).toContain(closed.key);
  });

  it('is looked for under the pictures that runs of the layout learned from, the newest first', () => {
    const runs = scratchFolder();
    const record = (name: string, layout: string, fingerprint: string, seconds: number) => {
      writeFileSync(join(runs, name), JSON.stringify({ preset: { layout }, fingerprint }));
      utimesSync(join(runs, name), seconds, seconds);
    };
    record('a.json', 'ferplus', 'older', 100);
    record('b.json', 'ferplus', 'newer', 200);
    record('c.json', 'ferplus', 'older', 50);
    record('d.json', 'utkface', 'other', 300);
    writeFileSync(join(runs, 'e.json'), '{"preset":');
    mkdirSync(join(runs, 'f.json'));
    expect(recordedFingerprints(runs, 'ferplus')).toEqual(['newer', 'older']);
    expect(recordedFingerprints(join(runs, 'none'), 'ferplus')).toEqual([]);
  });
});

describe('training on AffectNet alone', () => {
  const note = (preset: typeof affectnet, runs = scratchFolder(), kinds = ['ensemble'] as const) =>
    ownTuningNote(preset, neededFor(planCurriculum(preset, 'faces'), kinds), 'a tenth', runs);

  it('reports that it chooses on its own pictures, and what the paper does', () => {
    expect(note(affectnet)).toBe(
      'The margin and C will be chosen on a tenth of AffectNet; the paper takes what was chosen on FER+: train vgg-f-expression-lower with seed 1 in this runs folder first, or state them with --set.',
    );
    expect(note(findPreset('compact-affectnet-upper'))).toMatch(/^C will be chosen on .*train compact-expr/);
  });

  it('names the values where the FER+ curriculum stands finished', () => {
    const runs = scratchFolder();
    finishStages(planCurriculum(ferplus, 'pictures'), runs, { margin: 0.2, C: 1 });
    const record = { preset: { layout: 'ferplus' }, fingerprint: 'pictures' };
    writeFileSync(join(runs, 'run.json'), JSON.stringify(record));
    expect(note(affectnet, runs)).toMatch(
      / FER\+: --set triplet\.margin=0\.2 --set "ensemble\.penalty=\[1\]" takes over what vgg-f-expression-lower chose here\.$/,
    );
  });

  it('reports nothing where nothing is chosen, or where it is chosen as in the paper', () => {
    const stated = withSettings(affectnet, ['triplet.margin=0.2', 'ensemble.penalty=[1]']);
    expect(note(stated)).toBeUndefined();
    const student = neededFor(planCurriculum(affectnet, 'faces'), ['standard']);
    expect(ownTuningNote(affectnet, student, 'a tenth', scratchFolder())).toBeUndefined();
    expect(note(ferplus)).toBeUndefined();
    expect(note(findPreset('vgg-f-age-lower'))).toBeUndefined();
  });
});
