import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

import { recoverFolder, writeFolderAtomic } from '../../common/files/atomic.ts';
import type { Card } from '../../artifact/card.ts';
import { cardSchema } from '../../artifact/card.ts';
import { hasWeights, readCard, readModelFile } from '../../artifact/model-folder.ts';
import { MODEL_FILES } from '../../artifact/model-manifest.ts';
import { writeOutputFile } from '../../artifact/output-files.ts';
import { checkOutputFile, checkOwnFolder } from '../../artifact/output-place.ts';
import { isOurOnnx } from '../models/onnx/onnx-file.ts';

export const EXPORT_FORMATS = ['onnx', 'tfjs'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  format: ExportFormat;
  /** The file of `onnx`, the folder of `tfjs`. */
  out: string;
  /** ONNX with kernels in half precision. */
  half?: boolean | undefined;
  /** Beside the ONNX file, which holds it as well: what the model may be used for is then there to read. */
  cardBeside?: boolean;
}

/** What an exported TensorFlow.js model consists of. */
const TFJS_FILES: readonly string[] = [MODEL_FILES.topology, MODEL_FILES.weights, MODEL_FILES.card];

/**
 * Refuses a place where something lies that is no earlier export.
 * @throws DemifaceError `disk`
 */
export function checkExportPlace({ format, out, cardBeside = false }: ExportOptions): void {
  recoverFolder(out);
  if (format === 'tfjs') return checkOwnFolder(out, isTfjsExport);
  checkOutputFile(out, isOnnxExport);
  if (cardBeside) checkOutputFile(cardPath(out), isCard);
}

/**
 * Writes a model for other programs, whole or not at all; an earlier export is replaced, nothing else is. With it goes its
 * card: it states what the model may be used for and under which license its data stand.
 * @returns the card
 * @throws DemifaceError `disk`, also if something else lies there; as `readModelFolder`
 */
export async function exportModel(path: string, options: ExportOptions): Promise<Card> {
  const { format, out, half = false, cardBeside = false } = options;
  checkExportPlace(options);
  const card = readCard(path);
  if (format === 'tfjs') writeFolderAtomic(out, await tfjsFiles(path));
  else {
    const onnx = half ? (await convert()).halfOnnx(path) : readModelFile(path, MODEL_FILES.onnx);
    if (cardBeside) writeOutputFile(cardPath(out), readModelFile(path, MODEL_FILES.card), isCard);
    writeOutputFile(out, onnx, isOnnxExport);
  }
  return card;
}

/** `model.card.json` beside `model.onnx`. */
function cardPath(onnx: string): string {
  return `${onnx.replace(/\.onnx$/i, '')}.card.json`;
}

/** Loaded where files are not just copied: it needs TensorFlow.js. */
const convert = () => import('./convert-model.ts');

async function tfjsFiles(path: string): Promise<Record<string, Uint8Array | string>> {
  const card = readModelFile(path, MODEL_FILES.card);
  if (!hasWeights(path)) return { ...(await convert()).tensorFlowModel(path), [MODEL_FILES.card]: card };
  return Object.fromEntries(TFJS_FILES.map((file) => [file, readModelFile(path, file)]));
}

function isOnnxExport(path: string): boolean {
  const start = Buffer.alloc(32);
  const fd = openSync(path, 'r');
  try {
    return isOurOnnx(start.subarray(0, readSync(fd, start)));
  } finally {
    closeSync(fd);
  }
}

function isTfjsExport(path: string): boolean {
  const names = readdirSync(path);
  if (names.length !== TFJS_FILES.length || !names.every((name) => TFJS_FILES.includes(name))) return false;
  return isCard(join(path, MODEL_FILES.card));
}

function isCard(path: string): boolean {
  try {
    return cardSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).success;
  } catch {
    return false;
  }
}
