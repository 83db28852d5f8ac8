import { sessionProtocol } from '../../messages/index.ts';

/** Keys of a keyboard that Electron's accelerators name otherwise; beside letters, digits and function keys. */
const NAMES: Readonly<Record<string, string>> = {
  Space: 'Space',
  Escape: 'Escape',
  Pause: 'Pause',
  Home: 'Home',
  End: 'End',
};

type Press = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

function keyOf(code: string): string | null {
  const plain = /^(?:Key([A-Z])|Digit([0-9])|(F(?:[1-9]|1[0-9]|2[0-4])))$/.exec(code);
  return plain?.slice(1).find((part) => part !== undefined) ?? NAMES[code] ?? null;
}

/**
 * The keys that were pressed, as Electron writes accelerators.
 * @returns null while only modifiers are held, or where a key alone would be pressed by accident, and for F12
 */
export function acceleratorOf({ code, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  const key = keyOf(code);
  if (key === null || key === 'F12') return null;
  const modifiers = [
    ...(ctrlKey || metaKey ? ['CommandOrControl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey ? ['Shift'] : []),
  ];
  const isFunctionKey = /^F\d+$/.test(key) || key === 'Pause';
  if (!isFunctionKey && modifiers.every((modifier) => modifier === 'Shift')) return null;
  return [...modifiers, key].join('+');
}

/** In every language. */
const SHOWN: Readonly<Record<string, string>> = { Super: 'Win', Escape: 'Esc' };

/** `Ctrl Shift Space` @param names of keys, as keyboards of this language say them */
export const shortcutText = (
  accelerator: string,
  isMac: boolean,
  names = sessionProtocol.stop.keyNames as Readonly<Record<string, string>>,
): string =>
  accelerator
    .split('+')
    .map((key) => (key === 'CommandOrControl' && isMac ? '⌘' : (names[key] ?? SHOWN[key] ?? key)))
    .join(' ');
