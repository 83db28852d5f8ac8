import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { ModelFolder } from '../../artifact/model-folder.ts';
import { jsonOf } from '../../common/json.ts';
import type { Changes } from '../datasets/corrections.ts';
import { applyCorrections } from '../datasets/corrections.ts';
import type { PreparedSet } from '../datasets/prepared.ts';
import { fingerprintOf } from '../datasets/prepared.ts';
import { PRESETS } from '../presets/index.ts';

/**
 * Whether a model was made from exactly these pictures, labels and splits, with these corrections.
 * @param prepared without corrections, as the model's card requires the pictures
 */
export function isTrainedOn(
  { card, path }: Pick<ModelFolder, 'card' | 'path'>,
  prepared: PreparedSet,
  corrections: Changes = {},
): boolean {
  const is = (fingerprint: string) =>
    applyCorrections({ ...prepared, fingerprint }, corrections).fingerprint === card.data.fingerprint;
  if (is(prepared.fingerprint)) return true;
  // A curriculum's fingerprint is that of its teacher's pictures; its students may take larger ones.
  const size = presetSize(path) ?? PRESETS.find(({ id }) => id === card.stage.preset)?.inputSize;
  return size !== undefined && is(fingerprintOf(prepared.pictures, { ...prepared, size }));
}

const record = z.object({ preset: z.object({ inputSize: z.int() }) });

/** @returns undefined for a model that came without its record, as released ones do */
function presetSize(path: string): number | undefined {
  const file = join(path, 'training.json');
  return existsSync(file)
    ? record.safeParse(jsonOf(readFileSync(file, 'utf8'))).data?.preset.inputSize
    : undefined;
}
