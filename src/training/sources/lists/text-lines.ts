import type { Readable } from 'node:stream';
import { message } from '../../../messages/message.ts';
import { CodedError } from '../../../common/error.ts';

/** No row of a label list comes near this; what does is no list, and would only fill the memory. */
const MAX_BYTES = 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** What programs on Windows write that do not write UTF-8. */
const windows1252 = new TextDecoder('windows-1252');

/**
 * The lines of a text as it streams in, without their ends. UTF-8 or UTF-16; a line that is no UTF-8 is taken for
 * Windows-1252.
 * @throws Error naming the line, if one is longer than 1 MB; for UTF-32
 */
export async function* textLines(source: Readable): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let wide: TextDecoder | undefined;
  let isStart = true;
  let lines = 0;
  for await (const chunk of source) {
    let bytes = chunk as Buffer;
    if (isStart) wide = wideDecoder(bytes);
    isStart = false;
    if (wide) bytes = Buffer.from(wide.decode(bytes, { stream: true }));
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const end = lastLineEnd(rest);
    for (const line of end > 0 ? decoded(rest.subarray(0, end)) : []) {
      yield lines++ === 0 ? line.replace(/^\uFEFF/, '') : line;
    }
    rest = rest.subarray(end);
    if (rest.length > MAX_BYTES) throw new CodedError(message('lists.longLine', { line: lines + 1 }));
  }
  if (rest.length > 0)
    for (const line of decoded(rest)) yield lines++ === 0 ? line.replace(/^\uFEFF/, '') : line;
}

/** By the mark at the start, or by the zero bytes that half of each Latin letter is. */
function wideDecoder(start: Buffer): TextDecoder | undefined {
  const signs = start.toString('hex', 0, 4);
  if (/^(fffe0000|0000feff|(?!00)..000000|000000(?!00)..)$/.test(signs))
    throw new CodedError(message('lists.utf32'));
  if (/^(fffe|(?!00)..00)/.test(signs)) return new TextDecoder('utf-16le');
  return /^(feff|00(?!00)..)/.test(signs) ? new TextDecoder('utf-16be') : undefined;
}

/** Behind the last line feed; in texts without any, behind the last carriage return that is followed by more. */
function lastLineEnd(bytes: Buffer): number {
  const feed = bytes.lastIndexOf(10);
  return feed >= 0 ? feed + 1 : bytes.subarray(0, -1).lastIndexOf(13) + 1;
}

function decoded(bytes: Buffer): string[] {
  try {
    return split(utf8.decode(bytes));
  } catch {
    return split(bytes.toString('latin1')).map((line) => {
      const own = Buffer.from(line, 'latin1');
      try {
        return utf8.decode(own);
      } catch {
        return windows1252.decode(own);
      }
    });
  }
}

function split(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
