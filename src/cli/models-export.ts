import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from 'commander';

import { writeFileAtomic, writeFolderAtomic } from '../artifact/atomic.ts';
import { cardSchema } from '../artifact/card.ts';
import { DemifaceError } from '../artifact/error.ts';
import { hasWeights, MODEL_FILES, readModelFile, tensorFlowFiles } from '../artifact/model-folder.ts';
import { architectureOf, readModel } from '../training/load-model.ts';
import { graphModel } from '../training/models/graph-model.ts';
import { isOurOnnx, onnxModel } from '../training/models/onnx/index.ts';
import type { Io } from './io.ts';
import { findModel, LIBRARY } from './model-library.ts';
import { oneOf } from './options.ts';

const FORMATS = ['onnx', 'tfjs'] as const;
type Format = (typeof FORMATS)[number];

/** What an exported TensorFlow.js model consists of. */
const TFJS_FILES: readonly string[] = [MODEL_FILES.topology, MODEL_FILES.weights, MODEL_FILES.card];

interface ExportOptions {
  format: Format;
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
      oneOf(FORMATS),
    )
    .requiredOption('--out <path>', 'the file or folder; an earlier export is replaced, nothing else is')
    .option('--half', 'ONNX with kernels in half precision (default: as in the model)')
    .option('--models <folder>', LIBRARY)
    .option('--json', 'one JSON document: the card')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface models export expression.lower --models runs --format onnx --out expression-lower.onnx',
    )
    .action((name: string, { format, out, half, models: library, json }: ExportOptions) => {
      if (half && format !== 'onnx') throw new DemifaceError('usage', '--half goes with --format onnx only');
      const mayReplace = format === 'onnx' ? isOnnxExport : isTfjsExport;
      if (existsSync(out) && !mayReplace(out))
        throw new DemifaceError('usage', `${out} is there and is no ${format} export; name another place`);
      const { path, card } = findModel(name, library);
      if (format === 'tfjs') writeFolderAtomic(out, tfjsFiles(path));
      else writeFileAtomic(out, half ? halfOnnx(path) : readModelFile(path, MODEL_FILES.onnx));
      if (json) return io.json({ ...card, path: out });
      io.line(`${card.name} is at ${out}`);
      io.note(`Use: ${card.use}. Licence of the training data: ${card.data.licence}.`);
    });
}

function tfjsFiles(path: string): Record<string, Uint8Array | string> {
  const card = readModelFile(path, MODEL_FILES.card);
  if (hasWeights(path))
    return Object.fromEntries(TFJS_FILES.map((file) => [file, readModelFile(path, file)]));
  const { weights, ...folder } = readModel(path);
  return {
    ...tensorFlowFiles({ ...graphModel(architectureOf(folder)), weights }),
    [MODEL_FILES.card]: card,
  };
}

function halfOnnx(path: string): Uint8Array {
  const folder = readModel(path);
  const weights = new Map(folder.weights.map(({ name, values }) => [name, values]));
  return onnxModel(architectureOf(folder), weights, folder.card, 'float16');
}

function isOnnxExport(path: string): boolean {
  if (!statSync(path).isFile()) return false;
  const start = Buffer.alloc(32);
  const fd = openSync(path, 'r');
  try {
    return isOurOnnx(start.subarray(0, readSync(fd, start)));
  } finally {
    closeSync(fd);
  }
}

/** Also an empty folder, in which nothing is lost. */
function isTfjsExport(path: string): boolean {
  if (!statSync(path).isDirectory()) return false;
  const names = readdirSync(path);
  if (names.length === 0) return true;
  if (names.length !== TFJS_FILES.length || !names.every((name) => TFJS_FILES.includes(name))) return false;
  try {
    return cardSchema.safeParse(JSON.parse(readFileSync(join(path, MODEL_FILES.card), 'utf8'))).success;
  } catch {
    return false;
  }
}
