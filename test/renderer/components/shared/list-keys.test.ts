import { describe, expect, it } from 'vitest';

import { rowFor } from '../../../../src/renderer/components/shared/list-keys.ts';
import { TypeAhead } from '../../../../src/renderer/components/shared/fields/type-ahead.ts';

const names = ['AffectNet', 'FER+', 'Faces of the shop', 'faces 2026', 'UTKFace'];

/** Presses one key after the other, each from the row before it. */
function press(
  keys: readonly string[],
  at: number | null = null,
  { current = null as number | null, everyMs = 100 } = {},
) {
  const typed = new TypeAhead();
  keys.forEach((key, i) => {
    at = rowFor({ key, atMs: i * everyMs }, { names, at, current, inSight: 2 }, typed) ?? at;
  });
  return at;
}

describe('keys of a list', () => {
  it('arrows, Home, End and page keys go from row to row and stop at the ends', () => {
    expect(press(['ArrowDown', 'ArrowDown'])).toBe(1);
    expect(press(['ArrowUp'])).toBe(4);
    expect(press(['ArrowUp'], 0)).toBe(0);
    expect(press(['End'])).toBe(4);
    expect(press(['End', 'ArrowDown'])).toBe(4);
    expect(press(['Home'], 3)).toBe(0);
    expect(press(['PageDown'], 0)).toBe(2);
    expect(press(['PageUp'], 3)).toBe(1);
  });

  it('begins at the row that is selected', () => {
    expect(press(['ArrowDown'], null, { current: 2 })).toBe(2);
    expect(press(['ArrowDown', 'ArrowDown'], null, { current: 2 })).toBe(3);
    expect(press(['Home'], null, { current: 2 })).toBe(0);
  });

  it('finds a row by its first letters, and goes round by one letter', () => {
    expect(press(['u'])).toBe(4);
    expect(press(['f', 'a'])).toBe(2);
    expect(press(['f', 'e'])).toBe(1);
    expect(press(['f', 'f', 'f'])).toBe(3);
    expect(press(['f', 'f', 'f', 'f'])).toBe(1);
    expect(press([...'faces 2'])).toBe(3);
    expect(press(['f', 'x'], 0)).toBe(1);
  });

  it('forgets what was typed after a pause', () => {
    expect(press(['f', 'u'], null, { everyMs: 1000 })).toBe(4);
  });

  it('leaves digits, Space and other keys to the rest of the app', () => {
    for (const key of ['2', ' ', 'Enter', 'Tab', 'Escape', 'ArrowLeft', 'ArrowRight', 'F5'])
      expect(
        rowFor({ key, atMs: 0 }, { names, at: 1, current: null, inSight: 2 }, new TypeAhead()),
      ).toBeUndefined();
    expect(
      rowFor({ key: 'End', atMs: 0 }, { names: [], at: null, current: null, inSight: 2 }, new TypeAhead()),
    ).toBeUndefined();
  });
});
