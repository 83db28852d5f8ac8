import { open } from 'node:fs/promises';

/** What is looked at: frames of a video begin before that. */
const LOOKED_AT_BYTES = 4096;
/** Control characters that no text holds. */
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;

/** Whether a file is plainly text, whatever its name: TypeScript is called `.ts` and `.mts`, as videos are. */
export async function isTextFile(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT_BYTES));
    // The last character may go on behind what was read.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), {
      stream: bytesRead === buffer.length,
    });
    return text === '' ? /\.m?ts$/i.test(path) : !CONTROL.test(text);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
