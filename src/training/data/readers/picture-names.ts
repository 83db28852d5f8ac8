import { dirname, join, normalize } from 'node:path/posix';

/**
 * Finds the pictures that lists name. Names are relative to their list; absolute ones, of this machine or of the one
 * where the list was written, are found by what follows the folder that the set lay in there.
 */
export class PictureNames {
  readonly #present: ReadonlySet<string>;
  /** The folder that absolute names begin with, once one of them was found. */
  #base: string | undefined;

  constructor(paths: readonly string[]) {
    this.#present = new Set(paths);
  }

  /** @returns the path below the root, undefined where there is no such picture */
  find(list: string, name: string): string | undefined {
    const path = name.replaceAll('\\', '/').normalize('NFC');
    if (isAbsolute(path)) return this.#findAbsolute(list, path);
    const file = normalize(join(dirname(list), path));
    return this.#present.has(file) ? file : undefined;
  }

  /** One and the same base for all names, so that no two of them ever become one picture. */
  #findAbsolute(list: string, path: string): string | undefined {
    if (this.#base !== undefined)
      return path.startsWith(this.#base) ? this.#at(list, path.slice(this.#base.length)) : undefined;
    const parts = path.split('/');
    for (let from = 1; from < parts.length; from++) {
      const below = parts.slice(from).join('/');
      const file = this.#at(list, below);
      if (file === undefined) continue;
      this.#base = path.slice(0, path.length - below.length);
      return file;
    }
    return undefined;
  }

  #at(list: string, below: string): string | undefined {
    return [normalize(join(dirname(list), below)), normalize(below)].find((file) => this.#present.has(file));
  }
}

export function isAbsolute(path: string): boolean {
  return /^([a-z]:)?\//i.test(path);
}
