/** The last part of a path, whichever system wrote it. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}

/** All before it. */
export function folderOf(path: string): string {
  return path.slice(0, -fileName(path).length - 1);
}
