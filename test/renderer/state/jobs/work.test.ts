import { expect, it } from 'vitest';

import type { JobSubject, Recording } from '../../../../src/main/ipc/contract.ts';
import type { JobProgress } from '../../../../src/renderer/state/jobs/jobs.svelte.ts';
import { workNow } from '../../../../src/renderer/state/jobs/work.ts';

const SUBJECTS: readonly JobSubject[] = [
  { kind: 'check', id: 5 },
  { kind: 'prepare', id: 6 },
  { kind: 'compare', runs: [1, 2], stage: 'teacher' },
  { kind: 'explain', runs: [1, 2], stage: 'teacher' },
  { kind: 'open' },
  { kind: 'bundle', run: 1 },
  { kind: 'export', model: 'a', format: 'onnx' },
  { kind: 'import' },
];
const job = (subject: JobSubject, i: number): JobProgress => ({
  ...{ job: i, subject, done: 50, total: 200, at: null, rate: 8.25, etaS: 18 },
});
const recording = {
  ...{
    id: 3,
    source: '/videos/talk.mp4',
    state: 'running',
    frames: 30,
    total: 0,
    framesPerSecond: 24,
    etaS: null,
  },
} as Recording;
const nothing = { training: null, imagesPerSecond: null, jobs: [], dataSetOf: () => null, recordings: [] };

it('reports of every kind of work what it is, how far, how fast and how long still', () => {
  const all = workNow({
    training: { run: 1, title: 'Faces, seed 1', progress: 0.5, etaS: 60 },
    imagesPerSecond: 1200,
    jobs: SUBJECTS.map(job),
    dataSetOf: (id) => (id === 5 ? 'FER+' : null),
    recordings: [recording, { ...recording, id: 4, state: 'queued' }],
  });
  expect(all.map(({ title }) => title)).toEqual([
    'Training Faces, seed 1',
    'Analyzing talk.mp4',
    'Checking FER+',
    'Preparing pictures of a data set',
    'Comparing runs',
    'Computing Grad-CAM pictures',
    'Opening a runs folder',
    'Exporting a run',
    'Exporting a model',
    'Importing published weights',
  ]);
  expect(all[0]).toMatchObject({ share: 0.5, rate: '1,200 images/s', etaS: 60, view: 'lab' });
  expect(all[1]).toMatchObject({ share: null, rate: '24 frames/s', etaS: null, view: 'insights' });
  expect(all[2]).toMatchObject({ share: 0.25, rate: '8.3 pictures/s', etaS: 18, view: 'data' });
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

it('a job whose size is not known yet has no share', () => {
  const [work] = workNow({
    ...nothing,
    jobs: [{ ...job(SUBJECTS[2]!, 1), done: 0, total: 0, rate: null, etaS: null }],
  });
  expect(work).toMatchObject({ share: null, rate: null, etaS: null });
  expect(workNow(nothing)).toEqual([]);
});
