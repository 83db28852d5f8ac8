import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { parse } from 'csv-parse/sync';
import { beforeEach, expect, it } from 'vitest';

import { readCard, readOnnxModel } from '../../src/artifact/model-folder.ts';
import { shippedModels } from '../../src/artifact/places.ts';
import { scratchFolder } from '../support/made-data.ts';
import { runHere } from './run-command.ts';

const KEPT = join(shippedModels(), '../../docs/results');

let models: string;
let kept: string;
beforeEach(() => {
  const folder = scratchFolder();
  [models, kept] = [join(folder, 'models'), join(folder, 'kept')];
  cpSync(join(shippedModels(), 'gender.upper'), join(models, 'gender.upper'), { recursive: true });
  cpSync(KEPT, kept, { recursive: true });
});

const recalibrate = () =>
  runHere('models', 'recalibrate', '--models', models, '--predictions', join(kept, 'models'));
const results = (out: string) =>
  runHere('models', 'results', '--models', models, '--from', kept, '--out', out);

/** Changes the kept predictions of the model. */
function change(by: (text: string) => string): void {
  const path = join(kept, 'models', 'gender.upper.csv.gz');
  writeFileSync(path, gzipSync(by(gunzipSync(readFileSync(path)).toString())));
}

it('the shipped card is what the kept predictions give, and the command makes the same again', async () => {
  const before = readOnnxModel(join(models, 'gender.upper'));
  expect(await recalibrate()).toMatchObject({ code: 0, stderr: '' });
  const once = readOnnxModel(join(models, 'gender.upper'));
  expect(once.card).toEqual(before.card);
  // The shipped file has the names before the glossary in its metadata (docs/adr/0095-rename-stored-names-in-one-place.md).
  expect(await recalibrate()).toMatchObject({ code: 0, stderr: '' });
  expect(readOnnxModel(join(models, 'gender.upper'))).toMatchObject({ card: once.card, sha256: once.sha256 });
  expect(before.card.confidenceThreshold).toBeGreaterThanOrEqual(0.6);
});

it('takes the flag of version 0.1 with a note, and the help has the present one alone', async () => {
  const made = await runHere('models', 'recalibrate', '--models', models, '--answers', join(kept, 'models'));
  expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('use --predictions') as string });
  expect(made.stdout).toMatch(/^gender\.upper: confident from/);
  for (const verb of ['recalibrate', 'release']) {
    const { stdout } = await runHere('models', verb, '--help');
    expect(stdout).toContain('--predictions <folder>');
    expect(stdout).not.toContain('--answers');
  }
  expect(await runHere('models', 'recalibrate', '--models', models)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--predictions') as string,
  });
});

it('other predictions make another threshold; the page is refused until the card follows', async () => {
  // Wrong more often on the model-selection set: the threshold rises.
  change((text) =>
    text.replace(/^selection,([^,]*),male,/gm, (line, _, at) =>
      at % 12 ? line : line.replace('male', 'female'),
    ),
  );
  const page = join(kept, 'page.md');
  const refused = await results(page);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('run `demiface models recalibrate --predictions');
  const before = readCard(join(models, 'gender.upper'));
  expect((await recalibrate()).stdout).toMatch(/^gender\.upper: confident from 60\.0 % → \d\d\.0 %/);
  const after = readCard(join(models, 'gender.upper'));
  expect(after.confidenceThreshold).toBeGreaterThan(before.confidenceThreshold);
  expect(after.temperature).toBe(before.temperature);
  expect(await results(page)).toMatchObject({ code: 0 });
  const text = readFileSync(page, 'utf8');
  expect(text).toContain(`| gender.upper | ${(100 * after.confidenceThreshold).toFixed(1)} % |`);
  expect(text).toContain('four claims the figures support');
});

it('the page in the repository is what its files give', async () => {
  const out = join(kept, 'page.md');
  copyFileSync(join(KEPT, '..', 'heat.png'), join(kept, 'heat.png'));
  const made = await runHere('models', 'results', '--from', KEPT, '--out', out);
  expect(made).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(`${KEPT}.md`, 'utf8'));
});

it('a page replaces its own, and none that was edited by hand', async () => {
  const out = join(kept, 'page.md');
  copyFileSync(`${KEPT}.md`, out);
  const edited = readFileSync(out, 'utf8').replace('## The models that ship', '## My own heading');
  expect(await results(out)).toMatchObject({ code: 0 });
  writeFileSync(out, edited);
  expect(await results(out)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^error: disk: cannot write .*page\.md: it is there/) as string,
  });
  expect(readFileSync(out, 'utf8')).toBe(edited);
});

it('the page reports what the promise of sure predictions came to on the reported split', async () => {
  cpSync(join(shippedModels(), 'expression.upper'), join(models, 'expression.upper'), { recursive: true });
  const out = join(kept, 'page.md');
  expect(await results(out)).toMatchObject({ code: 0 });
  const { labels, temperature, confidenceThreshold, measured } = readCard(join(models, 'expression.upper'));
  // Counted once more from the kept predictions, by the reported pictures without a copy in training.
  const text = gunzipSync(readFileSync(join(kept, 'models', 'expression.upper.csv.gz'))).toString();
  const rows = parse<Record<string, string>>(text, { columns: true });
  const reported = rows.filter(({ set, copy }) => set === measured!.split && copy !== 'bytes');
  const readings = reported.map((row) => {
    const exp = labels!.map((label) => Math.exp(Number(row[`logit.${label}`]) / temperature));
    const top = exp.indexOf(Math.max(...exp));
    return { prob: exp[top]! / exp.reduce((a, b) => a + b, 0), right: labels![top] === row['label'] };
  });
  const kepts = readings.filter(({ prob }) => prob >= confidenceThreshold);
  const precision = kepts.filter(({ right }) => right).length / kepts.length;
  expect(precision).toBeLessThan(0.9);
  const percent = (value: number) => (100 * value).toFixed(1);
  const page = readFileSync(out, 'utf8');
  expect(page).toContain(`below 90 %: expression.upper, right in ${percent(precision)} % there.`);
  const cells = [
    reported.length,
    `${percent(kepts.length / reported.length)} %`,
    `${percent(precision)} % (`,
  ];
  expect(page).toContain(` | ${cells.join(' | ')}`);
});

it('reports which predictions are not there', async () => {
  rmSync(join(kept, 'models'), { recursive: true });
  const refused = await recalibrate();
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('is not there');
});

it('writes its page over no file that holds something else', async () => {
  const notes = join(kept, 'notes.md');
  writeFileSync(notes, '# My notes\n');
  const refused = await results(notes);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(
    /^error: disk: cannot write .*notes\.md: it is there, and Demiface did not write it/,
  );
  expect(readFileSync(notes, 'utf8')).toBe('# My notes\n');
});
