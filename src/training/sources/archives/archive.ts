import type { StoredMessage } from '../../../messages/message.ts';
import type { Readable } from 'node:stream';

/** A file's bytes, or in one short phrase why they cannot be had. */
export type Content = { name: string; bytes: Buffer } | { name: string; reason: StoredMessage };

/** An archive as downloaded, read in place. Names are `/`-separated, as they stand in the archive. */
export interface Archive {
  /** Regular files in stored order. */
  names: readonly string[];
  /** Links to other files, which are not followed: GNU tar stores the second name of one file so. */
  links: readonly string[];
  /** Something stands behind the end of a tar, such as another one, which tar passes over too. */
  hasRest: boolean;
  /** The bytes of the wanted files, in stored order. A name that stands twice comes once, the last. */
  read(wanted: (name: string) => boolean, signal?: AbortSignal): AsyncGenerator<Content>;
  /** One file as a stream, for lists too large to hold. */
  open(name: string): Promise<Readable>;
}
