import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readModel } from '../../../src/training/library/load-model.ts';
import { tryCommand } from '../command.ts';
import type { Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, mutatedJson, pick } from '../mutate.ts';
import { face } from '../valid/face.ts';
import { writeValidModel } from '../valid/model.ts';
import { refusable } from './reading.ts';

const MANIFEST = 'manifest.json';

/** Model folders of which one file is damaged, with a manifest that still fits it or not. */
export async function openModelFolders(scratch: string): Promise<Fuzzer> {
  const valid = join(scratch, 'valid');
  const picture = join(scratch, 'face.png');
  writeValidModel(valid);
  await face(64).png().toFile(picture);
  return {
    make(random, folder) {
      const model = join(folder, 'model');
      cpSync(valid, model, { recursive: true });
      const name = pick(random, readdirSync(valid));
      const bytes = readFileSync(join(valid, name));
      const isJson = name.endsWith('.json');
      const changed = isJson ? mutatedJson(random, bytes.toString()) : mutatedBytes(random, bytes);
      writeFileSync(join(model, name), changed);
      if (name !== MANIFEST && random.bool(0.9)) renewManifest(model, name);
    },
    async run(folder) {
      const model = join(folder, 'model');
      const out = join(scratch, 'exported');
      await refusable(() => tryCommand('models', 'list', '--models', model));
      await refusable(() => tryCommand('models', 'show', model));
      await refusable(() => readModel(model));
      await refusable(() => tryCommand('models', 'export', model, '--format', 'tfjs', '--out', out));
      rmSync(out, { recursive: true, force: true });
      await tryCommand('predict', picture, '--cropped', '--occlusion', 'none', '--models', model);
    },
  };
}

function renewManifest(model: string, name: string): void {
  const path = join(model, MANIFEST);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, unknown> };
  const bytes = readFileSync(join(model, name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  manifest.files[name] = { sha256, bytes: bytes.length };
  writeFileSync(path, JSON.stringify(manifest));
}
