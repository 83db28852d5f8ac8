import { open } from 'node:fs/promises';

/** ISO/IEC 13818-1, 2.4.3.2: packets of this many bytes, each of which begins with the sync byte. */
const PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;
const PACKETS = 3;

/** Whether a file called `.ts`, as videos are too, is none: it does not begin with packets of an MPEG transport stream. */
export async function isTypeScript(path: string): Promise<boolean> {
  return /\.ts$/i.test(path) && !(await startsWithPackets(path));
}

async function startsWithPackets(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PACKETS * PACKET_BYTES));
    const starts = Array.from({ length: PACKETS }, (_, i) => buffer[i * PACKET_BYTES]);
    return bytesRead === buffer.length && starts.every((byte) => byte === SYNC_BYTE);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
