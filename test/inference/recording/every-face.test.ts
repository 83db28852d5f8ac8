import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TASKS, VISIBLE } from '../../../src/artifact/labels.ts';
import { shippedClip, shippedModels } from '../../../src/artifact/places.ts';
import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import { intersectionOverUnion } from '../../../src/common/math/boxes.ts';
import { videoSource } from '../../../src/inference/sources/video-source.ts';
import type { Box } from '../../../src/inference/runtime/picture.ts';
import { predictPicture } from '../../../src/inference/prediction/predict-picture.ts';
import { recordClip } from '../../../src/inference/recording/record-clip.ts';
import type { RecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { openRecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { clipPictures, clipVideo, needsFfmpeg } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';

/** A row's box lies so near that of the face: tracks of a video are smoothed. */
const SAME = 0.5;

let opened: RecordingNets;
beforeAll(async () => {
  const readers = TASKS.flatMap((task) => VISIBLE.map((visible) => `${shippedModels()}/${task}.${visible}`));
  opened = await openRecordingNets(readers, `${shippedModels()}/occlusion`);
});
afterAll(() => opened.dispose());

interface Row {
  frame: number;
  box: Box;
  score: number;
  fields: Record<string, string>;
}

/** @returns rows with a face */
async function rowsOf(file: string): Promise<Row[]> {
  const to = join(scratchFolder(), 'a.csv');
  await recordClip({
    ...{ file, to, nets: opened.nets, models: opened.models, tasks: TASKS },
    ...{ onProgress: () => {}, signal: new AbortController().signal },
  });
  const [header, ...lines] = readFileSync(to, 'utf8').trimEnd().split('\n');
  const names = header!.split(',');
  return lines.flatMap((line) => {
    const values = line.split(',');
    const fields = Object.fromEntries(names.map((name, i) => [name, values[i]!]));
    const [x, y, width, height, score, frame] = ['x', 'y', 'width', 'height', 'score', 'frame'].map((name) =>
      Number(fields[name]),
    ) as [number, number, number, number, number, number];
    return fields['track'] === '' ? [] : [{ frame, score, box: { x, y, width, height }, fields }];
  });
}

/** What `predict` finds on each picture of a folder. */
async function predicted(folder: string) {
  const names = readdirSync(folder).sort();
  return Promise.all(
    names.map(async (name) => {
      const { picture } = await decodePicture(readFileSync(join(folder, name)));
      return predictPicture(picture, opened.nets);
    }),
  );
}

it.each([1, 2, 5])('%i pictures: the faces that a single picture of them has', async (n) => {
  const folder = join(scratchFolder(), 'pictures');
  clipPictures(folder, n);
  const rows = await rowsOf(folder);
  const expected = (await predicted(folder)).flatMap((faces, frame) =>
    faces.map(({ box, score }) => ({ frame, box, score })),
  );
  expect(expected.length).toBeGreaterThanOrEqual(n);
  expect(rows).toHaveLength(expected.length);
  for (const face of expected) {
    const there = rows.filter(
      ({ frame, box }) => frame === face.frame && intersectionOverUnion(box, face.box) > 0.98,
    );
    expect(there).toHaveLength(1);
    expect(there[0]!.score).toBeCloseTo(face.score, 3);
    for (const name of ['occlusion_none', 'genderRaw_female', 'ageFrameYears'])
      expect(there[0]!.fields[name], name).toMatch(/^[\d.]+$/);
  }
  expect(new Set(rows.map(({ score }) => score)).size).toBe(n);
});

it('the same picture five times has the same box and score each time, on one track', async () => {
  const folder = join(scratchFolder(), 'pictures');
  mkdirSync(folder);
  for (const n of [0, 1, 2, 3, 4]) copyFileSync(join(shippedClip(), '00s.jpg'), join(folder, `${n}.jpg`));
  const rows = await rowsOf(folder);
  const places = rows.map(({ fields }) =>
    ['track', 'x', 'y', 'width', 'height', 'score'].map((name) => fields[name]).join(' '),
  );
  expect(rows.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4]);
  expect(new Set(places).size).toBe(1);
});

describe('videos', needsFfmpeg, () => {
  it(
    'a row for each face that a frame alone shows, from the first frame on',
    { timeout: 120_000 },
    async () => {
      const video = join(scratchFolder(), 'a.mp4');
      clipVideo(video);
      const rows = await rowsOf(video);
      const missing: number[] = [];
      let faces = 0;
      for await (const { picture, nth } of videoSource(video).frames(new AbortController().signal))
        for (const { box } of await predictPicture(picture, opened.nets)) {
          faces++;
          if (!rows.some((row) => row.frame === nth && intersectionOverUnion(row.box, box) >= SAME))
            missing.push(nth);
        }
      expect(faces).toBeGreaterThan(12);
      expect(rows[0]!.frame).toBe(0);
      expect(missing).toEqual([]);
    },
  );
});
