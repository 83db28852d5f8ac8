import type { LiveFrame } from '../../../main/ipc/contract.ts';

type Face = LiveFrame['faces'][number];

/** The face that is looked at closely: the one that is pinned, else the largest; null where there is none. */
export function shownFace(faces: LiveFrame['faces'], pinned: number | null): Face | null {
  const chosen = faces.find(({ track }) => track === pinned);
  return chosen ?? faces.toSorted((a, b) => areaOf(b) - areaOf(a))[0] ?? null;
}

const areaOf = ({ box }: Face) => box.width * box.height;
