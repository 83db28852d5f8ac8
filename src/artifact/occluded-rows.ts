import type { Visible } from './labels.ts';

/**
 * Rows [from, to) that are replaced with zero. `lower` visible: floor(h/2) rows at the top. `upper` visible: floor(h/2)
 * rows at the bottom. With an odd height the middle row always shows, so the visible half is never the smaller one.
 */
export function occludedRows(visible: Visible, height: number): readonly [from: number, to: number] {
  const half = Math.floor(height / 2);
  switch (visible) {
    case 'full':
      return [0, 0];
    case 'lower':
      return [0, half];
    case 'upper':
      return [height - half, height];
  }
}

/** Rows [from, to) of the half that shows. */
export function shownRows(visible: 'lower' | 'upper', height: number): readonly [from: number, to: number] {
  const [from, to] = occludedRows(visible, height);
  return from === 0 ? [to, height] : [0, from];
}
