import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { asDiskError } from '../../../../../common/files/atomic.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { jsonOf } from '../../../../../common/json.ts';
import { landFiles } from '../../../../../artifact/output-files.ts';
import { MANIFEST, writtenFiles } from '../../../../../artifact/written-files.ts';
import { sha256 } from '../../../../../common/sha256.ts';
import { message, type CodedMessage } from '../../../../../messages/message.ts';

const manifestSchema = z.strictObject({
  format: z.literal('demiface-export'),
  version: z.literal(1),
  /** SHA-256 by plain file name. */
  files: z.record(z.string().regex(/^[\w-][\w.-]*$/), z.array(z.string().regex(/^[0-9a-f]{64}$/))),
});

/**
 * The names of an earlier export's files in a folder; none where nothing is there.
 * @throws DemifaceError `usage` if the place holds anything but an export, or a file of it was changed
 */
export function exportedFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) throw refused(message('run.placeIsFile', { path }));
  if (readdirSync(path).length === 0) return [];
  const names = namesInManifest(path);
  if (!names) throw refused(message('run.noExport', { path }));
  const isWritten = writtenFiles();
  for (const name of names) {
    const file = join(path, name);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats && !(stats.isFile() && isWritten(file))) throw refused(message('run.exportChanged', { file }));
  }
  return names;
}

/**
 * Writes a folder of files. In a folder of an earlier export its files are replaced; files that others added stay.
 * @throws DemifaceError `usage` as `exportedFiles`; `disk` as `landFiles`
 */
export async function writeExport(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  const old = exportedFiles(path);
  await landFiles(path, (workFolder) => {
    const texts = { ...files, [MANIFEST]: manifestOf(files) };
    for (const [name, text] of Object.entries(texts))
      writeFileSync(join(workFolder, name), text, { flush: true });
  });
  for (const name of old) if (!(name in files)) remove(join(path, name));
}

function namesInManifest(path: string): string[] | undefined {
  const manifest = join(path, MANIFEST);
  const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '';
  const parsed = manifestSchema.safeParse(jsonOf(text));
  return parsed.success ? Object.keys(parsed.data.files) : undefined;
}

function manifestOf(files: Readonly<Record<string, string>>): string {
  const hashes = Object.entries(files).map(([name, text]) => [name, [sha256(text)]]);
  const manifest = { format: 'demiface-export', version: 1, files: Object.fromEntries(hashes) as object };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw asDiskError(error, path);
  }
}

function refused(why: CodedMessage): DemifaceError {
  return new DemifaceError('usage', why);
}
