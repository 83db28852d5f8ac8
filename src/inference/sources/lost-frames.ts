import type { Packet, VideoHeader } from './probe-video.ts';
import { readPackets } from './probe-video.ts';

/** Packets of a video that no frame came from. */
export interface LostFrames {
  readonly number: number;
  /** So many of them before the first frame. */
  readonly atStart: number;
}

const NONE: LostFrames = { number: 0, atStart: 0 };
/** Of these each packet is a frame that is shown; of others some are hidden, empty, or halves of one. */
const ONE_EACH = new Set(['h264', 'hevc', 'av1', 'vp9', 'mpeg1video', 'mpeg2video', 'mjpeg']);
/** Times in packets and of frames differ by rounding. */
const SAME_MS = 1.5;

/**
 * Counts what ffmpeg leaves out, often without a word: before the first key frame, for one. Reads the packets again where
 * there were more of them than frames; those that an edit list leaves out are not lost.
 * @param decoded.firstMs the own time of the first frame
 * @param decoded.packets how many ffmpeg read; null: it did not report it
 */
export async function lostFrames(
  file: string,
  { startMs, codec, isProgressive }: VideoHeader,
  { frames, firstMs, packets }: { frames: number; firstMs: number | null; packets: number | null },
  signal: AbortSignal,
): Promise<LostFrames> {
  if (packets === null || packets <= frames) return NONE;
  const shown = (await readPackets(file, signal)).filter(({ isShown }) => isShown);
  const atStart = firstMs === null ? 0 : packetsBefore(startMs + firstMs, shown);
  const number = shown.length - frames;
  if (number <= 0) return NONE;
  return ONE_EACH.has(codec) && isProgressive ? { number, atStart } : { number: atStart, atStart };
}

/** @returns how many packets with an earlier time come before the one of this time; 0 where there is none */
function packetsBefore(ms: number, packets: readonly Packet[]): number {
  const first = packets.findIndex(({ atMs }) => atMs !== null && Math.abs(atMs - ms) < SAME_MS);
  return packets.slice(0, Math.max(0, first)).filter(({ atMs }) => atMs === null || atMs < ms).length;
}
