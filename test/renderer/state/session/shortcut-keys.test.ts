import { expect, test } from 'vitest';

import { shortcut } from '../../../../src/main/ipc/session-payload.ts';
import { sessionProtocol as german } from '../../../../src/renderer/messages/de/session/protocol.ts';
import { acceleratorOf, shortcutText } from '../../../../src/renderer/state/session/shortcut-keys.ts';

const keys = (code: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

test.each([
  [keys('Space', 'ctrl', 'shift'), 'CommandOrControl+Shift+Space'],
  [keys('KeyS', 'meta', 'alt'), 'CommandOrControl+Alt+S'],
  [keys('Digit1', 'alt'), 'Alt+1'],
  [keys('F9'), 'F9'],
  [keys('Pause'), 'Pause'],
])('%o is written as Electron does, and taken by the core', (pressed, accelerator) => {
  expect(acceleratorOf(pressed)).toBe(accelerator);
  expect(shortcut.safeParse(accelerator).success).toBe(true);
});

test.each([
  ['only modifiers', keys('ControlLeft', 'ctrl')],
  ['a letter alone', keys('KeyS')],
  ['a letter with Shift', keys('KeyS', 'shift')],
  ['the space bar alone', keys('Space')],
  ['F12', keys('F12', 'ctrl')],
  ['a key that Electron does not name', keys('IntlYen', 'ctrl')],
])('%s is none', (_, pressed) => expect(acceleratorOf(pressed)).toBeNull());

test('is shown by the names on the keys', () => {
  expect(shortcutText('CommandOrControl+Shift+Space', false)).toBe('Ctrl Shift Space');
  expect(shortcutText('CommandOrControl+Shift+Space', true)).toBe('⌘ Shift Space');
  const { keyNames } = german.stop;
  expect(shortcutText('CommandOrControl+Shift+Space', false, keyNames)).toBe('Strg Umschalt Leertaste');
});
