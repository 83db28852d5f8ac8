import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import sharp from 'sharp';
import { expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { networkFolder } from '../../artifact/made-model.ts';
import { demiface } from '../../support/kill-loop.ts';
import { needsFfmpeg } from '../../support/clip-video.ts';
import { faceJpeg, facePng, madeTree, scratchFolder } from '../../support/made-data.ts';
import { drawnPeople, isAround } from '../../support/drawn-people.ts';
import { documentsOf, runHere } from '../run-command.ts';

interface Line {
  file: string;
  timeS: number;
  faces: {
    box: { x: number; y: number; width: number; height: number };
    score: number;
    occlusion: string;
    expression: { label: string; confident: boolean; probs: Record<string, number> };
    gender: { label: string; confident: boolean };
    ageYears: { value: number; low: number; high: number };
  }[];
}

it(
  'predict --cropped reads all that can be read, and reports what cannot',
  { timeout: 120_000 },
  async () => {
    const pictures = madeTree({
      'a.png': await facePng(1, 60),
      'deeper/b c,ü.jpg': await faceJpeg(2, 90),
      'deeper/broken.jpg': (await faceJpeg(3)).subarray(0, 300),
      'notes.txt': 'no picture',
    });
    const models = join(scratchFolder(), 'runs');
    const stage = (name: string) => join(models, 'stages', name);
    const lower = { visible: 'lower' } as const;
    networkFolder({ ...lower, name: 'worse', metrics: { accuracy: 0.1 } }, stage('a'));
    networkFolder({ ...lower, task: 'expression', labels: [...EXPRESSIONS] }, stage('b'));
    const age = { task: 'age', labels: null, ageScale: { mean: 30, std: 6 } } as const;
    networkFolder({ ...lower, ...age, ageInterval: { low: -4, high: 9 } }, stage('c'));
    networkFolder({ visible: 'full' }, stage('d'));

    const csv = join(models, 'readings.csv');
    const args = [
      'predict',
      '--cropped',
      '--occlusion',
      'upper',
      '--models',
      models,
      '--csv',
      csv,
      '--json',
      pictures,
    ];
    const { code, stdout, stderr } = await demiface(args);
    expect(code).toBe(1);
    expect(stderr.match(/^error: .*$/gm)).toEqual([
      `error: unreadable: 1 of 3 pictures could not be read: ${join(pictures, 'deeper', 'broken.jpg')}`,
    ]);
    expect(stderr).toMatch(/broken\.jpg is left out: /);

    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(lines.map(({ file }) => file)).toEqual([
      join(pictures, 'a.png'),
      join(pictures, 'deeper', 'b c,ü.jpg'),
    ]);
    for (const { timeS, faces } of lines) {
      expect(timeS).toBe(0);
      expect(faces).toHaveLength(1);
      const { expression, gender, ageYears, occlusion, score } = faces[0]!;
      expect({ occlusion, score }).toEqual({ occlusion: 'upper', score: 1 });
      expect(Object.keys(expression.probs)).toEqual([...EXPRESSIONS]);
      const probs = Object.values(expression.probs);
      expect(probs.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(expression.probs[expression.label]).toBe(Math.max(...probs));
      expect(expression.confident).toBe(Math.max(...probs) >= 0.5);
      expect(['male', 'female']).toContain(gender.label);
      expect(ageYears.low).toBeCloseTo(Math.max(0, ageYears.value - 4), 4);
      expect(ageYears.high).toBeCloseTo(ageYears.value + 9, 4);
    }
    expect(lines[0]!.faces[0]!.box).toEqual({ x: 0, y: 0, width: 60, height: 60 });

    const rows = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(3);
    const shape = [
      'expression',
      'expressionConfident',
      'expressionProb',
      'gender',
      'genderConfident',
      'genderProb',
    ];
    expect(rows[0]).toMatch(new RegExp(`^file,timeS,occlusion,${shape.join(',')},`));
    for (const [i, { faces }] of lines.entries()) {
      const cells = rows[i + 1]!.slice(rows[i + 1]!.indexOf(',0,upper,'))
        .split(',')
        .slice(3);
      const { expression, gender } = faces[0]!;
      expect([cells[0], cells[1], cells[3], cells[4]]).toEqual([
        ...[expression.label, String(expression.confident), gender.label, String(gender.confident)],
      ]);
    }
    expect(rows[2]).toContain('b c,ü.jpg"');
  },
);

it('predict finds the faces of whole pictures, in pixels of the picture as stored', async () => {
  const people = [
    { x: 150, y: 200, scale: 1 },
    { x: 430, y: 240, scale: 1.5 },
  ];
  const upright = drawnPeople(people);
  // Lies on its side, to be turned clockwise: the stored x is the upright y, the stored y counts from the right.
  const lying = sharp(await upright.clone().png().toBuffer())
    .rotate(270)
    .withMetadata({ orientation: 6 });
  const pictures = madeTree({
    'a.png': await upright.clone().png().toBuffer(),
    'b.jpg': await lying.jpeg({ quality: 95 }).toBuffer(),
    'c.png': await drawnPeople([]).png().toBuffer(),
  });
  const models = networkFolder({ visible: 'upper', crop: { scale: 1.06, up: 0 } });
  const csv = join(scratchFolder(), 'read.csv');
  const words = ['predict', '--occlusion', 'lower', '--models', models, pictures];
  const result = await runHere(...words, '--json', '--csv', csv);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [a, b, c] = documentsOf<Line>(result);
  expect([a, b, c].map((line) => line!.faces.length)).toEqual([2, 2, 0]);
  for (const { x, y, scale } of people) {
    expect(a!.faces.filter(({ box }) => isAround({ x, y, scale }, box))).toHaveLength(1);
    const stored = { x: y, y: 640 - x, scale };
    expect(b!.faces.filter(({ box }) => isAround(stored, box))).toHaveLength(1);
  }
  for (const { score, occlusion, gender } of [...a!.faces, ...b!.faces]) {
    expect(score).toBeGreaterThan(0.4);
    expect(score).toBeLessThanOrEqual(1);
    expect(occlusion).toBe('lower');
    expect(['male', 'female']).toContain(gender.label);
  }
  const [, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
  const written = rows.map((row) => row.split(','));
  expect(written.map((row) => [row[6], Number(row[12]), Number(row[13])])).toEqual(
    [...a!.faces, ...b!.faces].map(({ score, gender, box }) => [
      gender.label,
      Number(score.toFixed(6)),
      Number(box.x.toFixed(1)),
    ]),
  );
  const lines = (await runHere(...words)).stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/a\.png: [^;]*male \d+ %; [^;]*male \d+ %$/);
  expect(lines[2]).toMatch(/c\.png: no face found$/);
});

it('predict: --hidden and the keys of version 0.1 still serve, with a note', async () => {
  const picture = join(madeTree({ 'a.png': await facePng(1) }), 'a.png');
  const runs = join(scratchFolder(), 'runs');
  networkFolder({ visible: 'upper' }, join(runs, 'stages', 'a'));
  networkFolder(
    { visible: 'upper', task: 'expression', labels: [...EXPRESSIONS] },
    join(runs, 'stages', 'b'),
  );
  const words = ['predict', '--cropped', '--models', runs, '--json', picture];
  const former = await runHere(...words, '--hidden', 'lower');
  const present = await runHere(...words, '--occlusion', 'lower');
  expect(former).toMatchObject({ code: 0, stdout: present.stdout });
  expect(former.stderr.split('\n')[0]).toBe('--hidden is deprecated: use --occlusion');
  expect(present.stderr).not.toContain('deprecated');
  expect((await runHere('predict', '--help')).stdout).not.toContain('--hidden');
  const [{ faces }] = documentsOf<{ faces: Record<string, Record<string, unknown>>[] }>(former) as [
    { faces: [Record<string, Record<string, unknown>>] },
  ];
  const [{ occlusion, hidden, expression, emotion, gender }] = faces;
  expect([occlusion, hidden]).toEqual(['lower', 'lower']);
  expect(emotion).toEqual(expression);
  for (const prediction of [expression!, gender!]) {
    expect(Object.keys(prediction)).toEqual(['label', 'confident', 'probs', 'sure']);
    expect(prediction['sure']).toBe(prediction['confident']);
  }
  const wrong = await runHere(...words, '--hidden', 'left');
  expect(wrong).toMatchObject({ code: 2 });
});

it('predict takes a folder for what it is: no folders, no hidden files', async () => {
  const pictures = madeTree({
    'a.png/inside.jpg': await faceJpeg(1),
    'b.PNG': await facePng(2),
    '._b.PNG': 'what macOS leaves',
  });
  const models = networkFolder({ visible: 'full' });
  const asked = ['predict', '--cropped', '--models', models, '--json', pictures];
  const result = await runHere(...asked, '--occlusion', 'none');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const auto = await runHere(...asked);
  expect(auto).toMatchObject({ code: 0, stdout: result.stdout });
  expect(auto.stderr).toMatch(/^No model classifies the occlusion: read as whole faces/);
  expect(documentsOf<Line>(result).map(({ file }) => file)).toEqual([
    join(pictures, 'a.png', 'inside.jpg'),
    join(pictures, 'b.PNG'),
  ]);
});

it('predict reads a file as evaluate reads it from its data set, through another engine', async () => {
  const tree: Record<string, Buffer> = {};
  for (let i = 0; i < 12; i++) tree[`${20 + i}_${i % 2}_0_2017${1000 + i}.jpg`] = await faceJpeg(i, 200);
  const data = madeTree(tree);
  const age = { task: 'age', labels: null, ageScale: { mean: 100, std: 20 } } as const;
  const model = networkFolder({ ...age, visible: 'upper', ageInterval: { low: -4, high: 9 } });
  const csv = join(scratchFolder(), 'read.csv');
  const result = await runHere(
    ...['evaluate', model, '--layout', 'utkface', '--data', data, '--split', 'all', '--predictions', csv],
  );
  expect(result).toMatchObject({ code: 0 });
  const evaluated = new Map(
    readFileSync(csv, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => [basename(row.split(',')[0]!), Number(row.split(',')[2])]),
  );
  const read = documentsOf<Line>(
    await runHere('predict', '--cropped', '--occlusion', 'lower', '--models', model, '--json', data),
  );
  expect(read).toHaveLength(12);
  expect(new Set([...evaluated.values()].map((years) => years.toFixed(1))).size).toBeGreaterThan(3);
  for (const { file, faces } of read)
    expect(faces[0]!.ageYears.value).toBeCloseTo(Math.max(0, evaluated.get(basename(file))!), 2);
});

it('predict needs nothing of the training engine', async () => {
  const picture = join(madeTree({ 'a.png': await facePng(1) }), 'a.png');
  const words = [
    'predict',
    '--cropped',
    '--occlusion',
    'none',
    '--models',
    networkFolder(),
    '--json',
    picture,
  ];
  // A Node that refuses to load any part of TensorFlow.js, in an environment whose engine cannot be had.
  const refuse = `import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (name.startsWith('@tensorflow/')) throw new Error(name + ' is not here');
      return next(name, context);
    } });`;
  const hook = `data:text/javascript,${encodeURIComponent(refuse)}`;
  const entry = join(import.meta.dirname, '../../../src/cli/index.ts');
  const run = (args: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--import', hook, entry, ...args], {
      env: { ...process.env, DEMIFACE_ENGINE: 'none' },
    });
  const { stdout, stderr } = await run(words);
  expect(stderr).toBe('');
  expect(stdout).toBe((await runHere(...words)).stdout);
  await expect(run(['engine'])).rejects.toMatchObject({
    stderr: expect.stringContaining('is not here') as string,
  });
});

it(
  'predict reads a video frame by frame, and goes on after one that is none',
  { ...needsFfmpeg, timeout: 120_000 },
  async () => {
    const folder = madeTree({ 'text.mp4': 'words' });
    const [video, csv] = [join(folder, 'clip.mp4'), join(folder, 'readings.csv')];
    const slow = [
      '-v',
      'error',
      '-framerate',
      '1',
      '-i',
      'resources/clip/%02ds.jpg',
      '-vf',
      'fps=10,scale=640:480',
    ];
    expect(spawnSync('ffmpeg', [...slow, '-t', '2', video]).stderr.toString()).toBe('');
    const result = await runHere('predict', video, join(folder, 'text.mp4'), '--csv', csv, '--json');
    expect(result).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('text.mp4 is left out') as string,
    });
    const lines = documentsOf<Line & { faces: { track: number }[] }>(result);
    expect(lines.map(({ timeS }) => timeS)).toEqual(Array.from({ length: 20 }, (_, i) => i / 10));
    for (const { faces } of lines.slice(5)) {
      expect(faces).toMatchObject([{ track: 1, occlusion: 'none', gender: { label: 'male' } }]);
      expect(faces[0]!.box.width).toBeGreaterThan(120);
    }
    const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(header).toMatch(/,track$/);
    expect(rows.at(-1)).toMatch(/,1$/);
  },
);
