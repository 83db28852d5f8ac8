/** Escapes within `name=label,name=label`; a backslash before anything else is itself. */
const ESCAPES = [
  ['\\\\', '\uE000', '\\'],
  ['\\,', '\uE001', ','],
  ['\\=', '\uE002', '='],
] as const;

/** Puts a private character in place of each escape, so that the rest can be split. */
export function hideEscapes(text: string): string {
  return text.replaceAll(/\\[\\,=]/g, (found) => ESCAPES.find(([escape]) => escape === found)![1]);
}

/** What the characters of `hideEscapes` stand for. */
export function showEscapes(text: string): string {
  return ESCAPES.reduce((shown, [, hidden, plain]) => shown.replaceAll(hidden, plain), text);
}

/** A name or label as it has to be written within pairs. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\,=]/g, String.raw`\$&`);
}
