import type { Rectangle } from 'electron';

interface Screen {
  id: number;
  workArea: Rectangle;
}

/** Where a window lies that is to be on another screen than the main one; null: there is one alone. */
export function otherScreen(all: readonly Screen[], main: Pick<Screen, 'id'>): Rectangle | null {
  return all.find(({ id }) => id !== main.id)?.workArea ?? null;
}
