import { join } from 'node:path';

import type Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

import { openClientDatabase } from './client-database.ts';
import { readClientKey } from '../vault/client-keys.ts';
import type { ClientTables } from './client-schema.ts';

/** A client's file, open; shared by all who opened it. */
export interface ClientFile {
  readonly id: string;
  readonly code: string;
  /** Typed queries, run by `queryAll` and `execute` of the store. */
  readonly db: Kysely<ClientTables>;
  readonly raw: Database.Database;
  /** Once by each who opened it. */
  readonly close: () => void;
}

interface Opened {
  file: Omit<ClientFile, 'close'>;
  users: number;
}

export const clientPath = (folder: string, id: string): string => join(folder, `${id}.client`);

export const clientQueries = (raw: Database.Database): Kysely<ClientTables> =>
  new Kysely<ClientTables>({ dialect: new SqliteDialect({ database: raw }) });

/** Client files that are open. */
export class ClientFiles {
  readonly #folder: string;
  readonly #master: () => Uint8Array;
  readonly #onFree: () => void;
  readonly #opened = new Map<string, Opened>();

  /**
   * @param master the master key; throws while the vault is locked
   * @param onFree called when the last file was closed
   */
  constructor(folder: string, master: () => Uint8Array, onFree: () => void = () => {}) {
    this.#folder = folder;
    this.#master = master;
    this.#onFree = onFree;
  }

  get isInUse(): boolean {
    return this.#opened.size > 0;
  }

  isOpen(id: string): boolean {
    return this.#opened.has(id);
  }

  /** @throws CodedRefusal as `readClientKey` and `openClientDatabase`, `usage` while the vault is locked */
  open(id: string): ClientFile {
    const opened = this.#opened.get(id) ?? { file: this.#read(id), users: 0 };
    this.#opened.set(id, opened);
    opened.users++;
    let isClosed = false;
    return {
      ...opened.file,
      close: () => {
        if (isClosed) return;
        isClosed = true;
        if (--opened.users === 0) this.#close(opened);
      },
    };
  }

  /** Opens a file for one synchronous piece of work. */
  with<T>(id: string, work: (file: ClientFile) => T): T {
    const file = this.open(id);
    try {
      return work(file);
    } finally {
      file.close();
    }
  }

  /** When the core ends. */
  closeAll(): void {
    for (const opened of [...this.#opened.values()]) this.#close(opened);
  }

  #read(id: string): Opened['file'] {
    const { key, code } = readClientKey(this.#folder, id, this.#master());
    const raw = openClientDatabase(clientPath(this.#folder, id), key);
    key.fill(0);
    return { id, code, raw, db: clientQueries(raw) };
  }

  #close({ file }: Opened): void {
    this.#opened.delete(file.id);
    file.raw.close();
    if (!this.isInUse) this.#onFree();
  }
}
