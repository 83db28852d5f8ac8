import { appendFileSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { asDiskError } from '../common/files/atomic.ts';
import { makeFolder } from '../common/files/make-folder.ts';
import { sha256 } from '../common/sha256.ts';

/** Raised by hand when other boxes would be found in the same pictures. */
const VERSION = 1;

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
/** What was found in one picture; `id` is the SHA-256 of its file. */
const line = z.object({ version: z.literal(VERSION), file: z.string(), id: z.string(), boxes: z.array(box) });
/** All pictures of this state of the data set have their line. */
const end = z.object({ version: z.literal(VERSION), signature: z.string() });
export type FoundFaces = Pick<z.infer<typeof line>, 'file' | 'id' | 'boxes'>;

/** Faces that were found, a line a picture, each written at once: a search that is broken off goes on with the next. */
export interface FoundFacesFile {
  /** The same picture, whatever it is called now. */
  byId(id: string): FoundFaces | undefined;
  /** By the name of the file, where nothing of the data set has changed since; else undefined. */
  unchanged(signature: string): ReadonlyMap<string, FoundFaces> | undefined;
  /** @throws DemifaceError `disk`; as all below */
  add(found: FoundFaces): void;
  finish(signature: string): void;
}

/** @param root of the data set */
export function openFoundFaces(cacheFolder: string, root: string): FoundFacesFile {
  const real = existsSync(root) ? realpathSync(root) : root;
  const path = join(cacheFolder, `${sha256(real).slice(0, 12)}.jsonl`);
  const byId = new Map<string, FoundFaces>();
  let byFile = new Map<string, FoundFaces>();
  let signature: string | undefined;
  const keep = (found: FoundFaces) => {
    byId.set(found.id, found);
    byFile.set(found.file, found);
  };
  for (const value of linesOf(path)) {
    const found = line.safeParse(value).data;
    if (found) keep(found);
    else signature = end.safeParse(value).data?.signature ?? signature;
  }
  const write = (value: object) => {
    try {
      makeFolder(dirname(path));
      appendFileSync(path, `${JSON.stringify({ version: VERSION, ...value })}\n`);
    } catch (error) {
      throw asDiskError(error, path);
    }
  };
  return {
    byId: (id) => byId.get(id),
    unchanged: (now) => (now === signature ? byFile : undefined),
    add(found) {
      keep(found);
      write(found);
    },
    finish(now) {
      signature = now;
      byFile = new Map(byFile);
      write({ signature: now });
    },
  };
}

/** Lines that a process broke off are no JSON, and are left out. */
function linesOf(path: string): unknown[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as unknown];
      } catch {
        return [];
      }
    });
}
