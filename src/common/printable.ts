/** Codes that move a cursor, break a line or turn the direction of writing: C0 and C1, and Unicode's own. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A file's name as people may see it, on a terminal or on screen: what would act instead of being seen is written as an
 * escape, such as `\u202e`. JSON and CSV keep the true name.
 */
export function printable(name: string): string {
  return name.replace(UNPRINTABLE, (code) => {
    const digits = code.codePointAt(0)!.toString(16);
    return digits.length > 2 ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`;
  });
}

/** As `printable`, for text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
