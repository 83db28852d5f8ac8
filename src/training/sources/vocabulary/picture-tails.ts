import { dirname, join, normalize } from 'node:path/posix';

/** Where a row's picture lies, or all the pictures that it could mean. */
export type PictureMatch = string | { choices: readonly string[] } | undefined;

/**
 * Finds pictures by lists that were written in another place: at the named path below one of the bases, else the picture
 * whose path shares the longest end with the name. If several share it, all are returned: a label must not go to the wrong
 * picture.
 */
export function createPictureFinder(
  pictures: readonly string[],
  folders: readonly string[],
): (name: string, list: string) => PictureMatch {
  const all = new Set(pictures);
  const byEnd = Map.groupBy(pictures, (path) => tail(path, MIN_PARTS));
  return (name, list) => {
    for (const base of [dirname(list), dirname(dirname(list))])
      for (const folder of folders) {
        const path = normalize(join(base, folder, name));
        if (all.has(path)) return path;
      }
    let choices = byEnd.get(tail(name, MIN_PARTS)) ?? [];
    for (let parts = MIN_PARTS + 1; choices.length > 1 && parts <= name.split('/').length; parts++) {
      const closer = choices.filter((path) => tail(path, parts) === tail(name, parts));
      if (closer.length === 0) break;
      choices = closer;
    }
    return choices.length > 1 ? { choices } : choices[0];
  };
}

/** The name of a file alone occurs in many folders. */
const MIN_PARTS = 2;

function tail(path: string, parts: number): string {
  return path.split('/').slice(-parts).join('/');
}
