import koffi from 'koffi';

/** Keysyms of X11. */
const KEYSYMS = { Control: 0xffe3, Shift: 0xffe1, Space: 0x20 };

/** Why keys cannot be pressed on a display here; undefined where they can. */
export function lackOfKeys(): string | undefined {
  if (process.platform !== 'linux') return 'keys are pressed through X11, on Linux alone';
  try {
    koffi.load('libXtst.so.6');
    return undefined;
  } catch {
    return 'libXtst is not installed: apt install libxtst6';
  }
}

/** Presses keys together as a keyboard would, whichever window is in front. @param display as in `DISPLAY` */
export function pressOnSystem(display: string, keys: readonly (keyof typeof KEYSYMS)[]): void {
  const x11 = koffi.load('libX11.so.6');
  const xtst = koffi.load('libXtst.so.6');
  const open = x11.func('void *XOpenDisplay(const char *name)') as (name: string) => unknown;
  const keycode = x11.func('uint8_t XKeysymToKeycode(void *display, unsigned long keysym)') as (
    display: unknown,
    keysym: number,
  ) => number;
  const fake = xtst.func(
    'int XTestFakeKeyEvent(void *display, unsigned int key, int is_press, unsigned long delay)',
  ) as (display: unknown, key: number, isPress: number, delay: number) => number;
  const close = x11.func('int XCloseDisplay(void *display)') as (display: unknown) => number;
  const opened = open(display);
  const codes = keys.map((key) => keycode(opened, KEYSYMS[key]));
  for (const code of codes) fake(opened, code, 1, 0);
  for (const code of codes.toReversed()) fake(opened, code, 0, 0);
  close(opened);
}
