import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import type { Io } from '../../../src/cli/output/io.ts';
import { runCommand } from '../../../src/cli/main.ts';
import type { ReproductionDocument } from '../../../src/cli/output/reproduce-document.ts';
import { reproductionMarkdown } from '../../../src/cli/output/reproduce-markdown.ts';
import { readModelFolder } from '../../../src/artifact/model-folder.ts';
import { PUBLISHED_CELLS } from '../../../src/training/reproduce/published.ts';
import type { ReproducedCell } from '../../../src/training/reproduce/results.ts';
import { strays } from '../../support/kill-loop.ts';
import { faceJpeg, madeFerplus, votesFor, writeTree } from '../../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from '../run-command.ts';

const folder = sharedFolder();
const [ferplus, utkface, runs, out] = ['ferplus', 'utkface', 'runs', 'out'].map((name) =>
  join(folder, name),
) as [string, string, string, string];
const everything = ['--data', `ferplus=${ferplus}`, '--data', `utkface=${utkface}`];
const reproduce = (...args: string[]) => runHere('reproduce', ...args);

beforeAll(async () => {
  writeTree(ferplus, await madeFerplus(60, 16));
  for (let i = 0; i < 60; i++) {
    const name = `${18 + i}_${i % 2}_${i % 5}_20170109${String(i).padStart(4, '0')}.jpg.chip.jpg`;
    writeTree(utkface, { [name]: await faceJpeg(i) });
  }
});

describe('reproduce refuses, before anything is trained,', () => {
  it.each([
    ['an unknown table', ['table5', '--scale', 'smoke', '--data', 'x'], 2, /^error: usage: .*table1, table2/],
    [
      'an unknown scale',
      ['all', '--scale', 'tiny', '--data', 'x'],
      2,
      /^error: usage: .*paper, compact, smoke/,
    ],
    ['no data', ['all', '--scale', 'smoke'], 2, /^error: usage: required option '--data <root>'/],
    [
      'seeds that are none',
      ['all', '--scale', 'smoke', '--data', 'x', '--seeds', '1,1'],
      2,
      /^error: usage: .*different whole numbers from 0 on/,
    ],
    [
      'a data set that is in no table',
      ['all', '--scale', 'smoke', '--data', 'csv=x'],
      2,
      /^error: usage: csv is in no table of the paper; expected ferplus, affectnet, utkface$/,
    ],
    [
      'a data set said twice',
      ['all', '--scale', 'smoke', '--data', 'ferplus=x', '--data', 'ferplus=y'],
      2,
      /^error: usage: two roots of ferplus: x and y; say one$/,
    ],
    [
      'a table without data',
      ['table2', '--scale', 'smoke', '--data', 'ferplus=x'],
      1,
      /^error: missing: no data for table2: say --data utkface=ROOT$/,
    ],
    ['a root that is not there', ['table2', '--scale', 'smoke', '--data', 'x'], 1, /^error: missing: .*x/],
  ])('%s', async (_, args, code, line) => {
    const result = await reproduce(...args, '--runs', runs);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr.trimEnd()).toMatch(line);
    expect(existsSync(runs)).toBe(false);
  });

  it('a root that is none of its data sets, and results where a file lies', async () => {
    const args = ['table1', '--scale', 'smoke', '--data', utkface, '--runs', runs];
    expect((await reproduce(...args)).stderr).toMatch(
      /^error: usage: .*utkface is none of affectnet, ferplus; say which it is: --data affectnet=/,
    );
    writeFileSync(join(folder, 'file'), '');
    const there = ['all', '--scale', 'smoke', ...everything, '--runs', runs, '--out', join(folder, 'file')];
    expect((await reproduce(...there)).stderr).toMatch(/^error: disk: .*a part of the path is a file/);
    expect(existsSync(runs)).toBe(false);
  });

  it('training pictures of one class alone', async () => {
    const single = join(folder, 'single');
    cpSync(ferplus, single, { recursive: true });
    const list = join(single, 'FER2013Train', 'label.csv');
    writeFileSync(list, readFileSync(list, 'utf8').replaceAll(votesFor(3), votesFor(1)));
    const result = await reproduce('table1', '--scale', 'smoke', '--data', single, '--runs', runs);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(
      /^error: mismatch: the training pictures hold happiness alone, expected two classes/m,
    );
    expect(existsSync(runs)).toBe(false);
  });
});

describe('reproduce all --scale smoke', () => {
  const args = ['all', '--scale', 'smoke', ...everything, '--runs', runs];

  it('stops between stages, writes nothing, and goes on where it stood', { timeout: 120_000 }, async () => {
    const abort = new AbortController();
    const notes: string[] = [];
    const io: Io = {
      ...{ json: () => {}, line: (text) => void notes.push(`stdout: ${text}`) },
      note(told) {
        const text = englishText(told);
        notes.push(text);
        if (text.startsWith('Stage 2 of 22')) abort.abort();
      },
      progress: () => ({ update() {}, end() {} }),
      signal: abort.signal,
    };
    expect(await runCommand(['reproduce', ...args, '--out', out], io)).toBe(130);
    expect(notes.at(-1)).toBe('error: interrupted: stopped; the same command goes on where it stood');
    expect(notes.filter((line) => line.startsWith('stdout'))).toEqual([]);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(join(runs, 'stages'))).toHaveLength(1);
  });

  let document: ReproductionDocument;

  it(
    'trains every stage once, and measures every cell that it has data for',
    { timeout: 230_000 },
    async () => {
      const result = await reproduce(...args, '--out', out);
      expect(result.stderr).not.toMatch(/^error/m);
      expect(result.code).toBe(0);
      expect(result.stderr).toMatch(
        /^Cells: 42 to measure; left empty .*: 150 \(trained at --scale paper\), 13 \(no AffectNet given \(--data affectnet=ROOT\)\), 20 /m,
      );
      expect(result.stderr).toMatch(/^Stages: 1 done, 21 to do\. Measurements: 0 done, 28 to do\.$/m);
      expect(result.stderr).toMatch(
        /^ {2}smoke-expression-lower, seed 1: teacher \(done\), student, standard, /m,
      );
      expect(result.stderr.match(/^Stage \d+ of 21/gm)).toHaveLength(21);
      expect(result.stderr).toMatch(/^Stage 21 of 21/m);
      expect(result.stderr).toMatch(
        /^Measurement 28 of 28: ensemble of smoke-gender-upper-paper-c-triplet-svm, reading the upper half$/m,
      );
      // Each stage is trained once, though several presets need it.
      expect(result.stderr.match(/^Training the teacher of /gm)).toHaveLength(2);
      expect(readdirSync(join(runs, 'stages'))).toHaveLength(22);
      expect(strays(folder)).toEqual([]);

      // The predictions of each measurement lie beside what is computed from them.
      const written = readdirSync(out).sort();
      const predictions = written.filter((name) =>
        /^[0-9a-f]{20}\.(full|lower|upper)\.[0-9a-f]{12}\.csv\.gz$/.test(name),
      );
      expect(predictions).toHaveLength(28);
      expect(written.filter((name) => !predictions.includes(name))).toEqual([
        'cells.json',
        'results.csv',
        'results.json',
        'results.md',
      ]);
      expect(readFileSync(join(out, 'results.md'), 'utf8').trimEnd()).toBe(result.stdout.trimEnd());
      // It was stopped once: the time is that of the run that ended.
      expect(result.stdout).toMatch(
        /: the run took .* (s|min), without what stood in the runs folder before it\.$/m,
      );
      document = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as ReproductionDocument;
      expect(document).toMatchObject({
        scale: 'smoke',
        seeds: [1],
        engine: expect.stringMatching(/^\w+ /) as string,
      });
      expect(document.time.seconds).toBeGreaterThan(0);
      // The student of the first preset was stopped in its only epoch, the rate of which nobody knows.
      const timed = document.stages.filter(({ learningS }) => learningS !== null);
      expect(timed.filter(({ kind }) => kind === 'ensemble')).toEqual([]);
      expect(timed.length).toBeGreaterThanOrEqual(14);
      const contract = ['table', 'dataset', 'metric', 'net', 'model', 'train', 'test', 'measured', 'ci95'];
      for (const cell of document.cells)
        expect(Object.keys(cell)).toEqual(
          expect.arrayContaining([...contract, 'published', 'pValue', 'significant']),
        );
      for (const published of PUBLISHED_CELLS)
        expect(document.cells).toContainEqual(expect.objectContaining(published));
      const measured = document.cells.filter((cell) => cell.measured !== null);
      expect(measured).toHaveLength(42);
      for (const { net, published, n, measured: value, ci95, dataset } of measured) {
        expect([net, published, n]).toEqual(['compact', null, dataset === 'ferplus' ? 16 : 12]);
        expect(ci95![0]).toBeLessThanOrEqual(value!);
        expect(ci95![1]).toBeGreaterThanOrEqual(value!);
      }
    },
  );

  it('agrees with evaluate and compare on the same models', { timeout: 60_000 }, async () => {
    const cellOf = (wanted: Partial<ReproducedCell>) =>
      document.cells.find((cell) =>
        Object.entries(wanted).every(([key, value]) => cell[key as keyof ReproducedCell] === value),
      )!;
    const modelOf = ({ stages }: ReproducedCell) => join(runs, 'stages', stages[0]!);
    const data = ['--layout', 'utkface', '--data', utkface];
    const ask = async <T>(...words: string[]) =>
      documentsOf<T>(await runHere(...words, ...data, '--json'))[0]!;

    const age = cellOf({ table: 'table3', net: 'compact', model: 'teacher', test: 'lower' });
    const alone = await ask<{ maeYears: number; ci95: { maeYears: [number, number] } }>(
      'evaluate',
      modelOf(age),
      '--visible',
      'lower',
    );
    expect(age.measured).toBeCloseTo(alone.maeYears, 4);
    expect(age.ci95![1]).toBeCloseTo(alone.ci95.maeYears[1], 4);

    const both = cellOf({ table: 'table2', net: 'compact', model: 'ensemble' });
    const student = cellOf({ table: 'table2', net: 'compact', model: 'student', test: 'upper' });
    const pair = await ask<{ difference: number; pValue: number }>(
      'compare',
      modelOf(student),
      modelOf(both),
    );
    expect(both.difference).toBeCloseTo(100 * pair.difference, 9);
    expect(both.pValue).toBe(pair.pValue);
  });

  it('computes nothing the second time', { timeout: 60_000 }, async () => {
    const files = () =>
      readdirSync(runs, { recursive: true, encoding: 'utf8' }).map(
        (name) => `${name} ${statSync(join(runs, name)).mtimeMs}`,
      );
    const before = files();
    const result = await reproduce(...args, '--json');
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/^All 28 measurements are there already: nothing is trained\.$/m);
    expect(result.stderr).not.toMatch(/^(Engine|Stage|Measurement)/m);
    expect(files()).toEqual(before);
    const [again] = documentsOf<ReproductionDocument>(result);
    expect(again!.cells).toEqual(document.cells);
    expect(again!.claims).toEqual(document.claims);
    expect(again!.engine).toBeNull();
    // A table alone costs nothing either, and an unnamed root is found out.
    const one = await reproduce('table3', '--scale', 'smoke', '--data', utkface, '--runs', runs, '--json');
    const [table3] = documentsOf<ReproductionDocument>(one);
    expect(table3!.cells).toEqual(document.cells.filter(({ table }) => table === 'table3'));
  });

  it('measures one model anew when that is all that is missing', { timeout: 60_000 }, async () => {
    const [first] = readdirSync(join(runs, 'evaluations'));
    rmSync(join(runs, 'evaluations', first!));
    const result = await reproduce(...args, '--json');
    expect(result.stderr).toMatch(/Measurements: 27 done, 1 to do\.$/m);
    expect(result.stderr).not.toMatch(/^(Training|Fitting)/m);
    expect(documentsOf<ReproductionDocument>(result)[0]!.cells).toEqual(document.cells);
  });

  it('refuses a finished model whose labels do not fit, before anything is trained', async () => {
    const spoilt = join(folder, 'spoilt');
    const { stages } = document.cells.find(
      ({ table, model, net }) => table === 'table2' && model === 'teacher' && net === 'compact',
    )!;
    const stage = join(spoilt, 'stages', stages[0]!);
    mkdirSync(join(spoilt, 'stages'), { recursive: true });
    cpSync(join(runs, 'stages', stages[0]!), stage, { recursive: true });
    const card = readFileSync(join(stage, 'card.json'), 'utf8').replace('"female"', '"woman"');
    writeFileSync(join(stage, 'card.json'), card);
    const manifest = JSON.parse(readFileSync(join(stage, 'manifest.json'), 'utf8')) as {
      files: Record<string, unknown>;
    };
    manifest.files['card.json'] = {
      sha256: createHash('sha256').update(card).digest('hex'),
      bytes: Buffer.byteLength(card),
    };
    writeFileSync(join(stage, 'manifest.json'), JSON.stringify(manifest));
    expect(() => readModelFolder(stage)).toThrow(/label 1 is woman/);
    const result = await reproduce('table2', '--scale', 'smoke', '--data', utkface, '--runs', spoilt);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^error: mismatch: .*card\.json: label 1 is woman, expected female$/m);
    expect(result.stderr).not.toMatch(/^Stage/m);
  });

  it('writes a table that spreadsheets read, and one that people read', () => {
    const rows = parse<Record<string, string>>(readFileSync(join(out, 'results.csv'), 'utf8'), {
      columns: true,
    });
    expect(rows).toHaveLength(document.cells.length);
    rows.forEach((row, i) => {
      const cell = document.cells[i]!;
      expect(row['measured']).toBe(String(cell.measured ?? ''));
      expect(row['published']).toBe(String(cell.published ?? ''));
      expect(row['reason']).toBe(cell.reason ?? '');
      expect(row['ciLow']).toBe(String(cell.ci95?.[0] ?? ''));
    });
    const text = readFileSync(join(out, 'results.md'), 'utf8');
    expect(text).toContain('Its figures say nothing about the method.');
    expect(text).toContain("## Which of the paper's four claims the figures support");
    expect(text).toMatch(
      /^\| standard T-S \| full\+lower \| lower half \| 80\.17† \| 82\.37 \| 82\.37† \| \*\*\d/m,
    );
    expect(text).toMatch(
      /^\| both \+ SVR \| full\+upper \| upper half \| 6\.22 \| 5\.40 \| 6\.33 \| \*\*\d+\.\d\d\*\*†? ±\d/m,
    );
    expect(text).toMatch(/^Others on whole faces, as the paper prints them: ResNet-50\+PyNADA 5\.79\.$/m);
    expect(text).toContain('compact: no AffectNet given (--data affectnet=ROOT).');
    // Every row of a Markdown table has as many cells as its header.
    const tables = text.split('\n\n').filter((block) => block.startsWith('| '));
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables)
      expect(new Set(table.split('\n').map((line) => line.split('|').length)).size).toBe(1);
  });

  it('reports what several seeds and copies gave', () => {
    const ofSeeds = [1, 2].map((seed) => ({ seed, measured: seed }));
    const cells = document.cells.map((cell, i) => ({
      ...cell,
      ...(cell.measured === null
        ? {}
        : {
            std: 0.25,
            seeds: ofSeeds,
            withoutCopies: i % 2 ? { n: 9, measured: 50, ci95: [40, 60] as const } : null,
          }),
    }));
    const text = reproductionMarkdown({ ...document, scale: 'compact', seeds: [1, 2], cells });
    expect(text).not.toContain('say nothing');
    expect(text).toMatch(/±\d+\.\d\d \(2 seeds, sd 0\.25\)/);
    expect(text).toContain('Seeds 1, 2. Figures of several are their means, and sd how far they lie apart');
    expect(text).toContain('## Without the pictures of which a copy stands in training');
    expect(text).toContain('| 50.00 ±10.00 (9) |');
  });
});
