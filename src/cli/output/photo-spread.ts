import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';

import { writeFileAtomic } from '../../common/files/atomic.ts';
import { quantile } from '../../common/math/quantile.ts';
import { wilsonInterval } from '../../training/evaluation/significance/wilson.ts';
import type { Photo } from '../../training/datasets/occlusion-photos/photos.ts';
import { readPhotos } from '../../training/datasets/occlusion-photos/photos.ts';
import { decodePicture } from '../../inference/runtime/decode-picture.ts';
import type { Box } from '../../inference/runtime/picture.ts';
import type { PictureInference } from '../../inference/prediction/predict-picture.ts';
import { predictPicture } from '../../inference/prediction/predict-picture.ts';
import type { FacePrediction } from '../../inference/prediction/face-prediction.ts';
import type { ClassPrediction } from '../../inference/runtime/class-prediction.ts';

/** How real photos of one kind are read; only the occlusion is known. */
export interface PhotoSpread {
  kind: 'masks' | 'headsets';
  photos: number;
  /** The face was found, and its occlusion classified correctly. */
  found: number;
  recognized: number;
  /** Of those with the right occlusion: labels by how often, and how many predictions are confident. */
  expression: { labels: Record<string, number>; confident: number };
  gender: { labels: Record<string, number>; confident: number };
  /** Quartiles. */
  ageYears: readonly number[] | null;
  /** Confident predictions of a model that was made for another half. */
  wronglyConfident: number;
}

/** Reads the photos that nothing was trained on. @param root with `boxes.csv` */
export async function photoSpreads(
  root: string,
  parts: PictureInference,
  signal: AbortSignal,
): Promise<PhotoSpread[]> {
  const photos = (await readPhotos(root, signal)).filter(({ split }) => split === 'test');
  const spreads: PhotoSpread[] = [];
  for (const [kind, occlusion] of [
    ['masks', 'lower'],
    ['headsets', 'upper'],
  ] as const) {
    const these = photos.filter((photo) => photo.occlusion === occlusion);
    const faces: { photo: Photo; face: FacePrediction | undefined }[] = [];
    for (const photo of these) faces.push({ photo, face: await faceOf(root, photo, parts) });
    spreads.push(spreadOf(kind, faces));
  }
  return spreads;
}

/** The surest face whose box has its center in the photo's own. */
async function faceOf(
  root: string,
  photo: Photo,
  parts: PictureInference,
): Promise<FacePrediction | undefined> {
  const { picture, stored } = await decodePicture(readFileSync(join(root, photo.file)));
  const faces = await predictPicture(picture, parts);
  return faces.find((face) => containsCenter(photo.box, stored(face.box)));
}

function containsCenter(outer: Box, inner: Box): boolean {
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

function spreadOf(
  kind: PhotoSpread['kind'],
  faces: readonly { photo: Photo; face: FacePrediction | undefined }[],
): PhotoSpread {
  const found = faces.flatMap(({ photo, face }) => (face ? [{ photo, face }] : []));
  const right = found.filter(({ photo, face }) => face.occlusion === photo.occlusion).map(({ face }) => face);
  const wrong = found.filter(({ photo, face }) => face.occlusion !== photo.occlusion);
  const ages = right.flatMap(({ ageYears }) => ageYears?.value ?? []).sort((a, b) => a - b);
  const counted = (readings: readonly (ClassPrediction | undefined)[]) => {
    const labels: Record<string, number> = {};
    for (const reading of readings) if (reading) labels[reading.label] = (labels[reading.label] ?? 0) + 1;
    return { labels, confident: readings.filter((reading) => reading?.confident).length };
  };
  return {
    kind,
    photos: faces.length,
    found: found.length,
    recognized: right.length,
    expression: counted(right.map(({ expression }) => expression)),
    gender: counted(right.map(({ gender }) => gender)),
    ageYears: ages.length > 0 ? [0.25, 0.5, 0.75].map((share) => quantile(ages, share)) : null,
    wronglyConfident: wrong.filter(({ face }) =>
      [face.expression, face.gender].some((reading) => reading?.confident),
    ).length,
  };
}

const SPREADS_FILE = 'photos.json';

/** @throws DemifaceError `disk` */
export function writeSpreads(folder: string, spreads: readonly PhotoSpread[]): void {
  writeFileAtomic(join(folder, SPREADS_FILE), `${JSON.stringify(spreads, null, 2)}\n`);
}

/** None where none were kept. */
export function readSpreads(folder: string): PhotoSpread[] {
  const path = join(folder, SPREADS_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PhotoSpread[]) : [];
}

/** For people to read. */
export function spreadLines(spreads: readonly PhotoSpread[]): string[] {
  const percent = (value: number) => `${Math.round(100 * value)} %`;
  const share = (hits: number, of: number) => {
    const [low, high] = wilsonInterval(hits, of);
    return `${hits} of ${of} (${percent(low)} to ${percent(high)})`;
  };
  const labels = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([label, n]) => `${label} ${n}`)
      .join(', ') || 'no model';
  return spreads.flatMap(
    ({ kind, photos, found, recognized, expression, gender, ageYears, wronglyConfident }) => [
      `### ${kind === 'masks' ? 'Masks: the upper half shows' : 'Headsets: the lower half shows'}`,
      '',
      `- Faces found: ${share(found, photos)}. Occlusion right: ${share(recognized, photos)}.`,
      `- Confident predictions under a wrong occlusion: ${wronglyConfident}.`,
      `- Expression: ${labels(expression.labels)}; confident in ${expression.confident}.`,
      `- Gender: ${labels(gender.labels)}; confident in ${gender.confident}.`,
      ...(ageYears
        ? [
            `- Age: half of them between ${ageYears[0]!.toFixed(0)} and ${ageYears[2]!.toFixed(0)} years, median ${ageYears[1]!.toFixed(0)}.`,
          ]
        : []),
      '',
    ],
  );
}
