import { join } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import { checkOutputFile, checkOutputFolder } from '../../artifact/output-place.ts';
import type { Visible } from '../../artifact/labels.ts';
import { VISIBLE } from '../../artifact/labels.ts';
import type { Split } from '../../training/sources/types.ts';
import { SPLITS } from '../../training/sources/types.ts';
import { readModel } from '../../training/library/load-model.ts';
import { outputOfClass } from '../../training/explain/explainer.ts';
import type { MappedLayout } from '../../training/explain/heat-shares.ts';
import { MAPPED_LAYOUTS } from '../../training/explain/heat-shares.ts';
import { collect } from '../input/data-roots.ts';
import { explainDataSet } from './explain-data-set.ts';
import { explainPictures } from './explain-pictures.ts';
import { sheetName } from '../../figures/explain-sheet.ts';
import type { Io } from '../output/io.ts';
import { findModel, MODELS_OPTION_HELP } from '../../training/library/model-library.ts';
import { countNumber, oneOf } from '../input/options.ts';
import { listedPictures } from '../input/listed-pictures.ts';
import { withoutOverlays } from '../input/without-overlays.ts';

interface ExplainOptions {
  models?: string;
  out?: string;
  visible?: Visible;
  class?: string;
  sheet?: boolean;
  find?: boolean;
  json?: boolean;
  layout?: MappedLayout;
  data?: string[];
  split?: Split | 'all';
  limit?: number;
}

export function registerExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .argument('<model>', 'a model folder, or a name in the library')
    .argument(
      '[picture...]',
      'pictures of one face each, cut out as in what the model was trained on, or folders of them',
    )
    .description('show where on the face a model looks (Grad-CAM)')
    .option(
      '--out <folder>',
      'where the overlays are written, <picture>.heat.png each; with --layout, where a sheet is',
    )
    .option('--find', 'the pictures hold more than a face: find it and cut it out first')
    .option('--sheet', 'write sheet.png there too: face, heat, and heat over the face, side by side')
    .option('--class <name>', 'explain this class (default: the one that is read)')
    .option('--visible <half>', 'full, lower or upper (default: what the model was made for)', oneOf(VISIBLE))
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option(
      '--layout <layout>',
      `measure a labeled set instead of pictures: ${MAPPED_LAYOUTS.join(' or ')}`,
      oneOf(MAPPED_LAYOUTS),
    )
    .option('--data <root>', 'the labeled set, or layout=root', collect)
    .option(
      '--split <split>',
      'train, val, test or all (default: test, or val where there is none)',
      oneOf([...SPLITS, 'all'] as const),
    )
    .option('--limit <n>', 'measure so many pictures, evenly drawn from the split', countNumber)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface explain expression.lower faces/ --out heat --sheet\n  $ demiface explain expression.lower --layout ferplus --data data/ferplus',
    )
    .action(async (name: string, paths: string[], options: ExplainOptions) => {
      checkUsage(paths, options);
      if (options.out !== undefined) checkOutputFolder(options.out);
      const model = readModel(findModel(name, options.models).path);
      const chosen = options.class === undefined ? undefined : outputOfClass(model, options.class);
      const { layout, out, data = [], ...rest } = options;
      if (layout !== undefined) {
        if (out !== undefined) checkOutputFile(join(out, sheetName(0)));
        return explainDataSet({ ...rest, model, layout, data, chosen, sheetFolder: out }, io);
      }
      const { files, unread } = await listedPictures(paths, io);
      const faces = { files: withoutOverlays(files, io), unread };
      return explainPictures({ ...rest, ...faces, model, out: out!, chosen }, io);
    });
}

/** Pictures and a labeled set are two questions, each with options of its own. */
function checkUsage(
  paths: readonly string[],
  { layout, out, data, split, limit, find }: ExplainOptions,
): void {
  const faults = [
    [layout && paths.length > 0, 'say pictures or --layout, not both'],
    [!layout && paths.length === 0, 'nothing to explain: name pictures, or a labeled set with --layout'],
    [!layout && (data ?? split ?? limit), '--data, --split and --limit go with --layout'],
    [layout && find, '--find goes with pictures'],
    [!layout && !out, 'say where the overlays go: --out FOLDER'],
  ] as const;
  for (const [found, message] of faults) if (found) throw new DemifaceError('usage', message);
}
