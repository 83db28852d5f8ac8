import type { Command } from 'commander';

import { DemifaceError } from '../artifact/error.ts';
import type { Visible } from '../artifact/labels.ts';
import { VISIBLE } from '../artifact/labels.ts';
import { readModelFolder } from '../artifact/model-folder.ts';
import type { Split } from '../training/data/types.ts';
import { SPLITS } from '../training/data/types.ts';
import { outputOfClass } from '../training/explain/explainer.ts';
import { collect } from './data-roots.ts';
import { explainDataSet } from './explain-data-set.ts';
import { explainPictures, SHEET } from './explain-pictures.ts';
import type { Io } from './io.ts';
import { findModel } from './model-library.ts';
import { countNumber, oneOf } from './options.ts';
import { picturesIn } from './pictures-in.ts';

interface ExplainOptions {
  models: string;
  also?: string[];
  out?: string;
  visible?: Visible;
  class?: string;
  sheet?: boolean;
  json?: boolean;
  layout?: string;
  data?: string[];
  split?: Split | 'all';
  limit?: number;
}

export function registerExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .argument('<model>', 'a model folder, or a name in the library')
    .argument('[picture...]', 'pictures of one cropped face each, or folders of them')
    .description('show where on the face a model looks (Grad-CAM)')
    .option('--out <folder>', 'where the overlays are written, one PNG a picture')
    .option('--visible <half>', 'full, lower or upper (default: what the model was made for)', oneOf(VISIBLE))
    .option('--class <name>', 'explain this class (default: the one that is read)')
    .option('--sheet', `write ${SHEET} too: all pictures with their heat, side by side`)
    .option('--also <model>', 'one more model for the sheet; may be said again', collect)
    .option('--models <folder>', 'the library: a model, a folder of models or a runs folder', 'runs')
    .option('--layout <layout>', 'measure a labelled set instead: ferplus, affectnet, utkface, folder or csv')
    .option('--data <root>', 'the data set, or layout=root', collect)
    .option(
      '--split <split>',
      'train, val, test or all (default: test, or val where there is none)',
      oneOf([...SPLITS, 'all'] as const),
    )
    .option('--limit <n>', 'measure so many pictures, evenly drawn from the split', countNumber)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExamples:\n  $ demiface explain expression.lower faces/ --out heat --sheet\n  $ demiface explain expression.lower --layout ferplus --data ../shared/data/ferplus',
    )
    .action(async (name: string, paths: string[], options: ExplainOptions) => {
      const model = readModelFolder(findModel(name, options.models).path);
      const chosen = options.class === undefined ? undefined : outputOfClass(model, options.class);
      if (options.layout !== undefined) {
        if (paths.length > 0) throw new DemifaceError('usage', 'say pictures or --layout, not both');
        return explainDataSet(model, options.layout, options, chosen, io);
      }
      if (paths.length === 0)
        throw new DemifaceError(
          'usage',
          'nothing to explain: name pictures, or a labelled set with --layout',
        );
      const { out } = options;
      if (out === undefined) throw new DemifaceError('usage', 'say where the overlays go: --out FOLDER');
      const files = paths.flatMap(picturesIn);
      if (files.length === 0) throw new DemifaceError('missing', `no pictures in ${paths.join(', ')}`);
      const others = (options.also ?? []).map((other) =>
        readModelFolder(findModel(other, options.models).path),
      );
      return explainPictures({ ...options, models: [model, ...others], files, out, chosen }, io);
    });
}
