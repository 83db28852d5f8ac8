import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import type { Card } from '../../../src/artifact/card.ts';
import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { explainPictures } from '../../../src/cli/commands/explain-pictures.ts';
import type { HeatShares, Part } from '../../../src/training/explain/heat-shares.ts';
import { PARTS } from '../../../src/training/explain/heat-shares.ts';
import { drawnPeople } from '../../support/drawn-people.ts';
import { facePng, madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';
import { madeNetFolder } from '../../training/explain/made-net.ts';
import { documentsOf, runHere, sharedFolder } from '../run-command.ts';

sharedFolder();

interface Told {
  file: string;
  overlay: string;
  class?: string;
  prob?: number;
  ageYears?: number;
  shares: HeatShares | null;
}
interface Document {
  files: string[];
  pictures: Told[];
  squares: { across: number; down: number };
  shares: Record<Part, { share: number; ci95: [number, number] | null }>;
  paper: { region: string };
  sheets: string[];
}

const EXPRESSION: Partial<Card> = {
  ...{ name: 'compact.expression.lower', task: 'expression', labels: [...EXPRESSIONS], visible: 'lower' },
  data: {
    layout: 'ferplus',
    fingerprint: 'f',
    pictures: 2,
    license: 'none',
    choosing: 'validation split',
    splits: ['train'],
  },
};
const AGE: Partial<Card> = {
  ...{ name: 'compact.age.upper', task: 'age', labels: null, visible: 'upper' },
  ...{ ageScale: { mean: 30, std: 6 }, ageInterval: { low: -5, high: 5 } },
};

/** Pictures a.png, b.png and so on. */
async function madePictures(count: number): Promise<string> {
  const names = Array.from({ length: count }, (_, i) => `${String.fromCharCode(97 + i)}.png`);
  return madeTree(
    Object.fromEntries(await Promise.all(names.map(async (name, i) => [name, await facePng(i)] as const))),
  );
}

describe('explain: pictures', { timeout: 60_000 }, () => {
  it('writes an overlay each, and reports what predict says of them', async () => {
    const faces = await madePictures(3);
    for (const [changes, occlusion] of [
      [EXPRESSION, 'upper'],
      [{ ...EXPRESSION, branches: ['standard', 'triplet'] }, 'upper'],
      [AGE, 'lower'],
    ] as const) {
      const { path } = madeNetFolder(changes);
      const out = join(scratchFolder(), 'new', 'heat');
      const result = await runHere('explain', path, faces, '--out', out, '--json');
      expect(result).toMatchObject({ code: 0, stderr: '' });
      const [document, ...others] = documentsOf<Document>(result);
      expect(others).toEqual([]);
      expect(document!.files).toEqual(['a', 'b', 'c'].map((name) => join(out, `${name}.heat.png`)));
      expect(readdirSync(out).sort()).toEqual(['a.heat.png', 'b.heat.png', 'c.heat.png']);
      for (const file of document!.files)
        expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 384, height: 384 });
      const read = documentsOf<{ faces: { expression?: Emotion; ageYears?: { value: number } }[] }>(
        await runHere('predict', '--cropped', '--occlusion', occlusion, '--models', path, '--json', faces),
      );
      document!.pictures.forEach((picture, i) => {
        expect(picture.file).toBe(join(faces, `${'abc'[i]}.png`));
        expect(picture.overlay).toBe(document!.files[i]);
        const { expression, ageYears } = read[i]!.faces[0]!;
        expect(picture.class).toBe(expression?.label);
        if (expression) expect(picture.prob).toBeCloseTo(expression.probs[expression.label]!, 3);
        if (ageYears) expect(picture.ageYears).toBeCloseTo(ageYears.value, 2);
      });
      expect(document!.squares).toEqual({ across: 3, down: 3 });
      expect(document!.paper.region).toBe(changes === AGE ? 'forehead' : 'mouth');
    }
  });
  type Emotion = { label: string; probs: Record<string, number> };

  it('shows what the model was shown: the occluded half dark, the rest with the face to be seen', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const [faces, out] = [await madePictures(1), scratchFolder()];
    await runHere('explain', path, faces, '--out', out);
    const { data } = await sharp(join(out, 'a.heat.png')).raw().toBuffer({ resolveWithObject: true });
    const brightest = (pixels: Buffer) => pixels.reduce((most, value) => Math.max(most, value), 0);
    // Black with at most three quarters of yellow over it (the edge is softened); below, the face's skin.
    expect(brightest(data.subarray(0, (data.length / 24) * 11))).toBeLessThanOrEqual(Math.round(0.75 * 253));
    expect(brightest(data.subarray(data.length / 2))).toBeGreaterThan(Math.round(0.75 * 253));
  });

  it('finds the face of a whole picture, and leaves out pictures without one', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const folder = madeTree({
      'person.png': await drawnPeople([{ x: 320, y: 220, scale: 1.3 }])
        .png()
        .toBuffer(),
      'wall.png': await drawnPeople([]).png().toBuffer(),
    });
    const out = join(scratchFolder(), 'heat');
    const result = await runHere('explain', path, folder, '--find', '--out', out, '--sheet', '--json');
    expect(result.stderr).toMatch(/^.*wall\.png: no face found, left out$/m);
    const [document] = documentsOf<Document>(result);
    expect(document!.files).toEqual([join(out, 'person.heat.png')]);
    expect(readdirSync(out).sort()).toEqual(['person.heat.png', 'sheet.png']);
    const none = await runHere('explain', path, join(folder, 'wall.png'), '--find', '--out', join(out, 'no'));
    expect(none).toMatchObject({ code: 1 });
    expect(none.stderr).toMatch(/^error: missing: no face found in any of the pictures$/m);
    expect(existsSync(join(out, 'no'))).toBe(false);
  });

  it('explains the class that is requested, of what is asked to be shown', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const faces = await madePictures(1);
    const ask = async (...more: string[]) =>
      documentsOf<Document>(
        await runHere('explain', path, faces, '--out', scratchFolder(), '--json', ...more),
      )[0]!.pictures[0]!;
    const [fear, anger] = [await ask('--class', 'fear'), await ask('--class', 'anger')];
    expect([fear.class, anger.class]).toEqual(['fear', 'anger']);
    expect(fear.prob! + anger.prob!).toBeLessThan(1);
    const full = await ask('--visible', 'full');
    if (full.shares) expect(full.shares.occluded.share).toBe(0);
    expect(full.prob).not.toBeCloseTo((await ask()).prob!, 6);
  });

  it('never writes over a picture, even in its own folder, and keeps pictures of one name apart', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const tree = madeTree({
      'a.png': await facePng(1),
      'deep/a.png': await facePng(2),
      'deep/A.jpg': await facePng(3),
      'other.txt': 'mine',
    });
    const before = readFileSync(join(tree, 'a.png'));
    expect((await runHere('explain', path, tree, '--out', tree)).code).toBe(0);
    expect(readFileSync(join(tree, 'a.png')).equals(before)).toBe(true);
    const written = ['a.heat.png', 'A-2.heat.png', 'a-3.heat.png'];
    expect(readdirSync(tree).sort()).toEqual([...written, 'a.png', 'deep', 'other.txt'].sort());
  });

  it('draws sheets of sixteen', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const [faces, out] = [await madePictures(17), scratchFolder()];
    const result = await runHere('explain', path, faces, '--out', out, '--sheet', '--json');
    const { sheets } = documentsOf<Document>(result)[0]!;
    expect(sheets).toEqual([join(out, 'sheet.png'), join(out, 'sheet-2.png')]);
    const [first, second] = await Promise.all(sheets.map((sheet) => sharp(sheet).metadata()));
    // Four faces of 144 pixels and their gaps, two people side by side; then one alone.
    expect(first!.width).toBe(2 * (2 * 32 + 2 * (4 * 144 + 3 * 16) + 40));
    expect(second!.width).toBeLessThan(first!.width);
    expect(second!.height).toBeLessThan(first!.height / 4);
  });

  it('reports a person what was read, where the heat lies, and what the paper saw', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const { stdout } = await runHere('explain', path, await madePictures(3), '--out', scratchFolder());
    expect(stdout).toMatch(/a\.png: \w+ \d+ %; (mouth \d+ %, nose \d+ %|no heat); .*a\.heat\.png\n/);
    expect(stdout).toContain("with the face's parts where they lie in crops of ferplus");
    expect(stdout).toMatch(/mouth +\d+\.\d %/);
    expect(stdout).not.toMatch(/^ +(eyes|forehead)/m);
    expect(stdout).toContain('its expression models look at the mouth (Sec. 4.2.6)');
  });

  it('explains the others where some pictures cannot be read, names these and fails', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const whole = await facePng(1);
    const tree = madeTree({
      ...{ 'a.png': whole, 'b.png': 'no picture', 'c.png': whole.subarray(0, whole.length / 2) },
      'd.png': await facePng(2),
    });
    const out = join(scratchFolder(), 'heat');
    const result = await runHere('explain', path, tree, '--out', out, '--json');
    expect(result.code).toBe(1);
    expect(result.stderr.trimEnd().split('\n')).toEqual([
      `${join(tree, 'b.png')} is left out: not a picture`,
      `${join(tree, 'c.png')} is left out: truncated or damaged`,
      `error: unreadable: 2 of 4 pictures could not be read: ${join(tree, 'b.png')}, ${join(tree, 'c.png')}`,
    ]);
    expect(documentsOf<Document>(result)[0]!.files).toEqual([
      join(out, 'a.heat.png'),
      join(out, 'd.heat.png'),
    ]);
    expect(readdirSync(out)).toEqual(['a.heat.png', 'd.heat.png']);
    const none = await runHere('explain', path, join(tree, 'b.png'), '--out', join(out, 'no'));
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toMatch(/^error: unreadable: none of the pictures can be read: .*b\.png; nothing/m);
    expect(existsSync(join(out, 'no'))).toBe(false);
  });

  it('notes pictures that can hardly be one cropped face', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const wide = await sharp(await facePng(1))
      .resize(90, 60, { fit: 'fill' })
      .png()
      .toBuffer();
    const tree = madeTree({ 'wide.png': wide, 'z.png': await facePng(2) });
    const { code, stderr } = await runHere('explain', path, tree, '--out', scratchFolder());
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^1 of 2 pictures are not square, first .*wide\.png \(90 × 60\): each is stretched/,
    );
  });
});

describe('explain: what goes wrong', { timeout: 60_000 }, () => {
  it('is one line, and nothing is written', async () => {
    const model = madeNetFolder(EXPRESSION).path;
    const ages = madeNetFolder(AGE).path;
    const tree = madeTree({ 'a.png': await facePng(1), 'c/note.txt': 'hello' });
    const [a, out] = [join(tree, 'a.png'), join(scratchFolder(), 'new')];
    const to = ['--out', out];
    const cases: [string[], number, RegExp][] = [
      [
        [model, a, ...to, '--class', 'joy'],
        2,
        /^error: usage: compact\.expression\.lower has no class joy; /,
      ],
      [[ages, a, ...to, '--class', 'old'], 2, /^error: usage: compact\.age\.upper reads ages and has no cl/],
      [['nobody', a, ...to, '--models', tree], 1, /^error: missing: no models in /],
      [[model, join(tree, 'x.png'), ...to], 1, /^error: missing: .*x\.png is not there/],
      [[model, join(tree, 'c'), ...to], 1, /^error: missing: no pictures in /],
      [[model, a], 2, /^error: usage: say where the overlays go/],
      [[model, ...to], 2, /^error: usage: nothing to explain/],
      [[model, a, '--layout', 'ferplus', '--data', tree], 2, /^error: usage: say pictures or --layout, not/],
      [[model, a, ...to, '--limit', '3'], 2, /^error: usage: --data, --split and --limit go with --layout/],
      [[model, '--layout', 'affectnet', '--data', tree], 2, /^error: usage: .*expected ferplus, utkface/],
      [[model, a, '--out', a], 1, /^error: disk: cannot write .*a part of the path is a file/],
    ];
    for (const [args, code, line] of cases) {
      const result = await runHere('explain', ...args);
      expect(result.stderr).toMatch(line);
      expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(result).toMatchObject({ code, stdout: '' });
      expect(existsSync(out)).toBe(false);
    }
    expect(readdirSync(tree).sort()).toEqual(['a.png', 'c']);
  });

  it('or is stopped: nothing is left, what was there stays', async () => {
    const model = madeNetFolder(EXPRESSION);
    const faces = await madePictures(4);
    const files = readdirSync(faces).map((name) => join(faces, name));
    const [old, out] = [madeTree({ 'other.png': 'old' }), join(scratchFolder(), 'new')];
    for (const folder of [old, out]) {
      const stop = new AbortController();
      const done: number[] = [];
      const progress = () => ({
        update: (n: number) => void (done.push(n) === 2 && stop.abort()),
        end() {},
      });
      const io = { json() {}, line() {}, note() {}, progress, signal: stop.signal };
      const asked = explainPictures({ model, files, out: folder, chosen: undefined, sheet: true }, io);
      await expect(asked).rejects.toMatchObject({ code: 'interrupted' });
      expect(done).toEqual([1, 2]);
    }
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(old)).toEqual(['other.png']);
    expect(readFileSync(join(old, 'other.png'), 'utf8')).toBe('old');
  });

  it.each(['a.heat.png', 'sheet.png'])('replaces no %s that the user put there', async (name) => {
    const { path } = madeNetFolder(EXPRESSION);
    const [faces, out] = [await madePictures(2), madeTree({ [name]: 'mine' })];
    const result = await runHere('explain', path, faces, '--out', out, '--sheet');
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(new RegExp(`^error: disk: cannot write .*${name}: it is there`, 'm'));
    expect(readdirSync(out)).toEqual([name]);
    expect(readFileSync(join(out, name), 'utf8')).toBe('mine');
  });

  it('takes no overlay or sheet of its own for a face', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const faces = await madePictures(2);
    const words = ['explain', path, faces, '--out', faces, '--sheet', '--json'];
    const first = documentsOf<Document>(await runHere(...words))[0]!;
    const result = await runHere(...words);
    expect(result.stderr).toBe(
      `What explain wrote before is left out: ${['a.heat.png', 'b.heat.png', 'sheet.png'].map((name) => join(faces, name)).join(', ')}\n`,
    );
    expect(documentsOf<Document>(result)).toEqual([first]);
  });

  it('replaces what it wrote itself', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const [faces, out] = [await madePictures(2), scratchFolder()];
    for (let run = 0; run < 2; run++)
      expect((await runHere('explain', path, faces, '--out', out, '--sheet')).code).toBe(0);
  });
});

describe('explain: a labeled set', { timeout: 60_000 }, () => {
  it('gives the mean of what its pictures give one by one', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const tree = await madeFerplus(4, 9);
    const [data, out] = [madeTree(tree), scratchFolder()];
    const result = await runHere(
      ...['explain', path, '--layout', 'ferplus', '--data', `ferplus=${data}`, '--out', out, '--json'],
    );
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const [set] = documentsOf<Document & Record<string, unknown>>(result);
    expect(set).toMatchObject({ model: 'compact.expression.lower', layout: 'ferplus', split: 'val' });
    expect(set).toMatchObject({ visible: 'lower', class: null, n: 9, squares: { across: 3, down: 3 } });
    expect(set!['isOtherData']).toBe(true);
    expect(set!.sheets).toEqual([join(out, 'sheet.png')]);
    expect(readdirSync(out)).toEqual(['sheet.png']);
    const alone = documentsOf<Document>(
      await runHere('explain', path, join(data, 'FER2013Valid'), '--out', scratchFolder(), '--json'),
    )[0]!;
    const known = alone.pictures.flatMap(({ shares }) => shares ?? []);
    expect(known.length).toBeGreaterThan(0);
    expect(set!['withoutHeat']).toBe(9 - known.length);
    for (const part of PARTS) {
      const mean = known.reduce((sum, shares) => sum + shares[part].share, 0) / known.length;
      expect(alone.shares[part].share).toBeCloseTo(mean, 10);
      // The set's heat is drawn at 48 pixels, a picture's at 384.
      expect(Math.abs(set!.shares[part].share - mean)).toBeLessThan(0.01);
      const [low, high] = set!.shares[part].ci95!;
      expect(low).toBeLessThanOrEqual(high);
    }
  });

  it('takes a part of a split, and reports how many', async () => {
    const { path } = madeNetFolder(EXPRESSION);
    const data = madeTree(await madeFerplus(6, 2));
    const set = ['explain', path, '--layout', 'ferplus', '--data', data];
    const { stdout } = await runHere(...set, '--split', 'train', '--limit', '3', '--visible', 'full');
    expect(stdout).toMatch(/^compact\.expression\.lower on train of ferplus, full face: 3 pictures\n/);
    expect(stdout).not.toContain('occluded');
    const none = await runHere(...set, '--split', 'test');
    expect(none).toMatchObject({ code: 1, stderr: 'error: missing: the split test holds no pictures\n' });
  });
});
