import type { Command } from 'commander';

import { importPublished } from '../../../training/models/published/import-published.ts';
import type { PublishedNet } from '../../../training/models/published/layouts.ts';
import { PUBLISHED_NETS } from '../../../training/models/published/layouts.ts';
import type { Io } from '../../output/io.ts';
import { oneOf } from '../../input/options.ts';

interface ImportCommandOptions {
  as: PublishedNet;
  models?: string;
  json?: boolean;
}

export function registerModelsImport(models: Command, io: Io): void {
  models
    .command('import')
    .argument('<file>', "published weights: MatConvNet's .mat or Keras' .h5")
    .description('bring published weights, from which curricula start that name them')
    .requiredOption('--as <net>', 'vgg-f, vgg-face or resnet-50', oneOf(PUBLISHED_NETS))
    .option('--models <folder>', "where published/ is made (default: the app's own data)")
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ demiface models import imagenet-vgg-f.mat --as vgg-f')
    .action(async (file: string, options: ImportCommandOptions) => {
      const progress = io.progress(`Importing ${file}`);
      const { path, net, from, manifest } = await importPublished(file, {
        net: options.as,
        home: options.models,
        onProgress: (done, total) => progress.update(done, total),
        signal: io.signal,
      }).finally(() => progress.end());
      const { what, source, scaling, notes, files } = manifest;
      const { sha256 } = files['weights.bin'];
      for (const note of notes) io.note(`Note: ${note}.`);
      if (options.json) return io.json({ path, net, from, what, source, scaling, notes, sha256 });
      io.line(`${what} is at ${path}`);
      io.line(`Presets of ${net} that start from ${from} start from these weights from now on.`);
    });
}
