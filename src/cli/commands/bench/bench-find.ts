import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import { shippedModels } from '../../../artifact/places.ts';
import { createDetector } from '../../../inference/detection/detector.ts';
import type { LivePipelineOptions } from '../../../inference/live/live-pipeline.ts';
import { collect, rootFor } from '../../input/data-roots.ts';
import { cameraNoise } from '../../bench/find/camera-noise.ts';
import { falseFace } from '../../bench/find/false-faces.ts';
import { farFaces } from '../../bench/find/far-faces.ts';
import { facelessPictures } from '../../bench/find/faceless.ts';
import { falseShares, farShares, foundShares, shareText } from '../../bench/find/find-lines.ts';
import type { Both } from '../../bench/find/find-lines.ts';
import { findPhoto } from '../../bench/find/found-photos.ts';
import { decodedPhotos } from '../../bench/find/photos.ts';
import type { Io } from '../../output/io.ts';
import { countNumber, oneOf } from '../../input/options.ts';
import { openInferenceModels } from '../../input/inference-models.ts';

interface FindBenchFlags {
  data: string[];
  models: string;
  photos: 'test' | 'train';
  seed: number;
  json?: boolean;
}

export function registerBenchFind(bench: Command, io: Io): void {
  bench
    .command('find')
    .description(
      'faces found and false ones: real masks and headsets, pictures without a face, small faces at 1920×1080',
    )
    .requiredOption('--data <root>', 'occluded=ROOT; with utkface=ROOT small faces as well', collect)
    .option('--models <folder>', 'a folder of models (default: the models that ship)', shippedModels())
    .option(
      '--photos <split>',
      'test: photos that nothing was trained on; train: those to choose with',
      oneOf(['test', 'train'] as const),
      'test',
    )
    .option('--seed <n>', 'draws the faceless pictures and the scenes', countNumber, 1)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface bench find --data occluded=data/occluded --data utkface=data/utkface',
    )
    .action(async ({ data, models: folder, photos, seed, json }: FindBenchFlags) => {
      const root = rootFor('occluded', data);
      const faceRoot = data.some((text) => text.startsWith('utkface=')) ? rootFor('utkface', data) : null;
      const models = await openInferenceModels(folder, 'auto', io.note);
      const detector = await createDetector();
      try {
        // What is read of a face has no part in whether it is found.
        const parts = { detector, occlusionClassifier: models.occlusionClassifier, modelsFor: () => [] };
        const sample = { split: photos, seed };
        const { found, faceless } = await foundAndFalse(root, parts, sample, io);
        const far = faceRoot === null ? null : farShares(await far1080(faceRoot, parts, seed, io));
        const figures = { found: foundShares(found), falseFaces: falseShares(faceless), far };
        if (json)
          return io.json({
            photos,
            seed,
            ...figures,
            missed: found.filter(({ single, live }) => !single || !live),
            wrong: faceless.filter(({ single, live }) => single || live),
          });
        io.line(`real photos (${photos}), found`);
        for (const [kind, shares] of Object.entries(figures.found)) sayBoth(kind, shares, io);
        io.line('pictures without a face, a false one in');
        for (const [kind, shares] of Object.entries(figures.falseFaces)) sayBoth(kind, shares, io);
        if (!far) return;
        io.line('faces set into scenes of 1920×1080, found within two seconds');
        for (const [kind, sizes] of Object.entries(far))
          for (const [size, share] of Object.entries(sizes))
            io.line(`  ${kind}, ${size}: ${shareText(share)}`);
      } finally {
        await models.dispose();
        await detector.dispose();
      }
    });
}

function sayBoth(kind: string, { single, live }: Both, io: Io): void {
  io.line(`  ${kind}: as single pictures ${shareText(single)}, before a camera ${shareText(live)}`);
}

async function foundAndFalse(
  root: string,
  parts: LivePipelineOptions,
  { split, seed }: { split: 'test' | 'train'; seed: number },
  io: Io,
) {
  const noise = cameraNoise(seed);
  const photos = await decodedPhotos(root, split, io.signal);
  const found = await inTurn('Looking for faces in photos', photos, io, (photo) =>
    findPhoto(photo, parts, noise),
  );
  const pictures = facelessPictures(photos, seed);
  const faceless = await inTurn('Looking where no face is', pictures, io, (picture) =>
    falseFace(picture, parts, noise),
  );
  return { found, faceless };
}

async function far1080(root: string, parts: LivePipelineOptions, seed: number, io: Io) {
  const bar = io.progress('Looking for small faces');
  try {
    const { signal } = io;
    const onScene = (done: number, total: number) => {
      stopIf(signal);
      bar.update(done, total);
    };
    return await farFaces(root, parts, { seed, noise: cameraNoise(seed), signal, onScene });
  } finally {
    bar.end();
  }
}

/** One after the other, telling how far it is. @throws DemifaceError `interrupted` */
async function inTurn<T, R>(
  label: string,
  items: readonly T[],
  io: Io,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const bar = io.progress(label);
  const results: R[] = [];
  try {
    for (const item of items) {
      stopIf(io.signal);
      results.push(await work(item));
      bar.update(results.length, items.length);
    }
    return results;
  } finally {
    bar.end();
  }
}

function stopIf(signal: AbortSignal): void {
  if (signal.aborted) throw new DemifaceError('interrupted', 'the benchmark was stopped');
}
