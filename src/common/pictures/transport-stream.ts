import { open } from 'node:fs/promises';

/** ISO/IEC 13818-1, 2.4.3.2: packets of this many bytes, each of which begins with the sync byte. */
const PACKET_BYTES = 188;
const SYNC_BYTE = 0x47;
const PACKETS = 3;

/** Whether a file is a video called `.ts`, as TypeScript is too: it begins with packets of an MPEG transport stream. */
export async function isTransportStream(path: string): Promise<boolean> {
  if (!/\.ts$/i.test(path)) return false;
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
