import type { VideoHeader } from './probe-video.ts';

/** What was decoded of a video. */
export interface Decoded {
  readonly frames: number;
  /** Time of the last frame, and the longest time between two, in milliseconds. */
  readonly lastMs: number;
  readonly longestMs: number;
  /** What ffmpeg reported while it decoded; empty: nothing. */
  readonly complaint: string;
}

/** @returns what of a video could not be decoded, in a sentence; null: it is whole as far as its header tells */
export function videoFault(header: VideoHeader, decoded: Decoded): string | null {
  const { frames, lastMs, complaint } = decoded;
  const read = `${frames} ${frames === 1 ? 'frame was' : 'frames were'} decoded`;
  if (header.endMs !== null && endsEarly(header, header.endMs, decoded))
    return `ends at ${seconds(lastMs)} of ${seconds(header.endMs)}, it is cut off or damaged: ${read}`;
  return complaint === '' ? null : `is damaged (${complaint}): ${read}`;
}

function endsEarly(header: VideoHeader, endMs: number, { frames, lastMs, longestMs }: Decoded): boolean {
  const missingMs = endMs - lastMs;
  // The last frame stays as long as others do.
  const stepMs = Math.max(longestMs, header.rate === null ? 0 : 1000 / header.rate);
  if (header.frames === null) return stepMs > 0 && missingMs > 2.5 * stepMs;
  // Of a variable rate it may stay longer: the count decides. It counts frames too that an edit list leaves out.
  return frames < header.frames && missingMs > 1.5 * Math.max(stepMs, endMs / header.frames);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
