import type { Attachment } from 'svelte/attachments';

import { hasDialog, isTyping } from './shortcuts.ts';
import { stepOf } from './grid-keys.ts';
import { TypeAhead } from './fields/type-ahead.ts';

/** The rows of a list that can take the focus. */
export interface KeyedRows {
  names: readonly string[];
  /** Which one has the focus, or holds what has it. */
  at: number | null;
  /** Where the keys begin while none has it. */
  current: number | null;
  inSight: number;
  focus: (row: number) => void;
}

/** Which row a key leads to; undefined for keys that are not the list's. */
export function rowFor(
  { key, atMs }: { key: string; atMs: number },
  { names, at, current, inSight }: Omit<KeyedRows, 'focus'>,
  typed: TypeAhead,
): number | undefined {
  const count = names.length;
  if (count === 0) return undefined;
  const by = key === 'ArrowLeft' || key === 'ArrowRight' ? undefined : stepFor(key, inSight, count);
  if (by !== undefined) {
    // The first arrow shows where the keys are.
    if (at === null && current !== null && Math.abs(by) === 1) return current;
    return Math.min(count - 1, Math.max(0, (at ?? current ?? (by > 0 ? -1 : count)) + by));
  }
  if ([...key].length !== 1) return undefined;
  // Digits switch views and Space pauses what runs, but for one that belongs to a name.
  if (/[\s\d]/.test(key) && !typed.goesOn(atMs)) return undefined;
  return typed.find(key, names, at ?? current, atMs);
}

const stepFor = (key: string, inSight: number, count: number) =>
  stepOf(key, { columns: 1, rowsInSight: inSight, count });

/** Arrows, Home, End, page keys and first letters go through the rows; while nothing has the focus, they begin here. */
export function listKeys(rowsOf: (host: HTMLElement) => KeyedRows): Attachment<HTMLElement> {
  return (host) => {
    const typed = new TypeAhead();
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || hasDialog()) return;
      const row = rowFor({ key: event.key, atMs: event.timeStamp }, rowsOf(host), typed);
      if (row === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      rowsOf(host).focus(row);
    };
    const pressElsewhere = (event: KeyboardEvent) => {
      if (event.target === document.body) press(event);
    };
    host.addEventListener('keydown', press);
    window.addEventListener('keydown', pressElsewhere);
    return () => {
      host.removeEventListener('keydown', press);
      window.removeEventListener('keydown', pressElsewhere);
    };
  };
}

/** Of a list that is whole in the page: its rows are buttons with `data-main`, whose value is their name. */
export function rowsIn(host: HTMLElement): KeyedRows {
  const buttons = [...host.querySelectorAll<HTMLElement>('[data-main]')];
  const indexOf = (found: (button: HTMLElement) => boolean) => {
    const at = buttons.findIndex(found);
    return at < 0 ? null : at;
  };
  return {
    names: buttons.map(({ dataset }) => dataset['main'] ?? ''),
    at: indexOf((button) => button === document.activeElement),
    current: indexOf((button) => button.getAttribute('aria-current') === 'true'),
    inSight: Math.max(1, Math.floor(host.clientHeight / (buttons[0]?.offsetHeight || 44)) - 1),
    focus: (row) => buttons[row]?.focus(),
  };
}
