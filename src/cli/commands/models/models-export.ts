import type { Command } from 'commander';

import { DemifaceError } from '../../../common/error.ts';
import type { ExportFormat } from '../../../training/library/export-model.ts';
import { checkExportPlace, EXPORT_FORMATS, exportModel } from '../../../training/library/export-model.ts';
import { findModel, MODELS_OPTION_HELP } from '../../../training/library/model-library.ts';
import { withDeprecatedCardKeys } from '../../output/deprecated-keys.ts';
import type { Io } from '../../output/io.ts';
import { oneOf } from '../../input/options.ts';

interface ExportOptions {
  format: ExportFormat;
  out: string;
  half?: boolean;
  models?: string;
  json?: boolean;
}

export function registerModelsExport(models: Command, io: Io): void {
  models
    .command('export')
    .argument('<model>', 'a model folder, or a name in the library')
    .description('a model for other programs')
    .requiredOption(
      '--format <format>',
      'onnx (one file, the card within) or tfjs (a folder: model.json, weights.bin, card.json)',
      oneOf(EXPORT_FORMATS),
    )
    .requiredOption('--out <path>', 'the file or folder; an earlier export is replaced, nothing else is')
    .option('--half', 'ONNX with kernels in half precision (default: as in the model)')
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document: the card')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface models export expression.lower --models runs --format onnx --out expression-lower.onnx',
    )
    .action(async (name: string, { format, out, half, models: library, json }: ExportOptions) => {
      if (half && format !== 'onnx') throw new DemifaceError('usage', '--half goes with --format onnx only');
      checkExportPlace({ format, out });
      const { path, card } = findModel(name, library);
      await exportModel(path, { format, out, half });
      if (json) return io.json({ ...withDeprecatedCardKeys(card), path: out });
      io.line(`${card.name} is at ${out}`);
      io.note(`Use: ${card.use}. License of the training data: ${card.data.license}.`);
    });
}
