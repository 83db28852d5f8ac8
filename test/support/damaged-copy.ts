import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { shippedModels } from '../../src/artifact/places.ts';
import { scratchFolder } from './made-data.ts';

/** A copy of a model that ships, one bit of its network turned. */
export function damagedCopy(of: string): string {
  const path = join(scratchFolder(), of);
  cpSync(join(shippedModels(), of), path, { recursive: true });
  const file = join(path, 'model.onnx');
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  return path;
}
