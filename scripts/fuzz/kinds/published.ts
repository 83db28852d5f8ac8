import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openKerasH5 } from '../../../src/training/models/published/keras-h5.ts';
import { openMatConvNet } from '../../../src/training/models/published/matconvnet.ts';
import type { PublishedFile } from '../../../src/training/models/published/published-file.ts';
import { tryCommand } from '../command.ts';
import type { Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, pick } from '../mutate.ts';
import { validMat } from '../valid/mat.ts';
import { writeValidH5 } from '../valid/h5.ts';
import { existing, refusable } from './reading.ts';

const OPENERS = { mat: openMatConvNet, h5: openKerasH5 };

/** Weights of other programs, every array of them decoded, and `models import`. */
export async function openPublished(scratch: string): Promise<Fuzzer> {
  const h5 = async (form: 'old' | 'packed' | 'new') => {
    const path = join(scratch, `${form}.h5`);
    await writeValidH5(path, form);
    return readFileSync(path);
  };
  const valid = [
    ['mat', validMat(false)],
    ['mat', validMat(true)],
    ['h5', await h5('old')],
    ['h5', await h5('packed')],
    ['h5', await h5('new')],
  ] as const;
  return {
    make(random, folder) {
      const [ending, bytes] = pick(random, valid);
      writeFileSync(join(folder, `weights.${ending}`), mutatedBytes(random, bytes));
    },
    async run(folder) {
      const { path, ending } = existing(folder, 'weights', ['mat', 'h5']);
      await refusable(async () => readAll(await OPENERS[ending](path)));
      await tryCommand('models', 'import', path, '--as', 'vgg-f', '--models', join(scratch, 'home'));
    },
  };
}

async function readAll(file: PublishedFile): Promise<void> {
  try {
    for (const layer of file.layers.values()) for (const { read } of layer.values()) await read();
    await file.mean?.read();
  } finally {
    file.close();
  }
}
