import { basename, dirname, join, normalize } from 'node:path/posix';

/**
 * Finds the pictures that lists name. Names are relative to their list; absolute ones, of this machine or of the one
 * where the list was written, are found by what follows the folder that the set lay in there.
 */
export class PictureNames {
  readonly #present: ReadonlySet<string>;
  /** By their lower case; undefined where several differ by it alone. */
  readonly #anyCase = new Map<string, string | undefined>();
  /** The folder that absolute names begin with, once one of them was found. */
  #base: string | undefined;

  constructor(paths: readonly string[]) {
    this.#present = new Set(paths);
    for (const path of paths) {
      const lower = path.toLowerCase();
      this.#anyCase.set(lower, this.#anyCase.has(lower) ? undefined : path);
    }
  }

  /** @returns the path below the root, undefined where there is no such picture */
  find(list: string, name: string): string | undefined {
    const path = name.replaceAll('\\', '/').normalize('NFC');
    if (isAbsolute(path)) return this.#findAbsolute(list, path);
    return this.#there(normalize(join(dirname(list), path)));
  }

  /** @returns the path below the root of a file that has the same name in any folder */
  namesake(name: string): string | undefined {
    const last = basename(name.replaceAll('\\', '/').normalize('NFC'));
    return [...this.#present].find((path) => basename(path) === last);
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
    return this.#there(normalize(join(dirname(list), below))) ?? this.#there(normalize(below));
  }

  /** Lists that were written on Windows may spell a name in another case. */
  #there(file: string): string | undefined {
    return this.#present.has(file) ? file : this.#anyCase.get(file.toLowerCase());
  }
}

function isAbsolute(path: string): boolean {
  return /^([a-z]:)?\//i.test(path);
}
