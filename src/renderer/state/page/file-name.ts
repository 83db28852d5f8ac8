import type { ClipPurpose, PickedPath } from '../../../main/ipc/contract.ts';

/** The last part of a path, whichever system wrote it. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}

/** All before it. */
export function folderOf(path: string): string {
  return path.slice(0, -fileName(path).length - 1);
}

/** Where tables go when no folder was chosen: in the first folder, or beside the first video. */
export function defaultOutputFolder([first]: readonly PickedPath<ClipPurpose>[]): string | null {
  if (first === undefined) return null;
  return first.token.purpose === 'clip-folder' ? first.path : folderOf(first.path);
}
