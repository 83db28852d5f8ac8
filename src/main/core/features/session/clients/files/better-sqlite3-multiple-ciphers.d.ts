/** The package has the API of better-sqlite3 and a key; its own types are not among its exports. */
declare module 'better-sqlite3-multiple-ciphers' {
  import type Database from 'better-sqlite3';

  export interface EncryptedDatabase extends Database.Database {
    /** @returns SQLite's result code */
    key(key: Buffer): number;
  }
  const Encrypted: new (file: string, options?: Database.Options) => EncryptedDatabase;
  export default Encrypted;
}
