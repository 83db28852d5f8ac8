import type { VideoHeader } from './probe-video.ts';

/** Pixels of no camera and no disc are wider than this many heights, or higher than this many widths. */
export const MOST_PIXEL_ASPECT = 4;

/** What was decoded of a video. */
export interface Decoded {
  readonly frames: number;
  /** Time of the last frame, and the longest time between two, in milliseconds. */
  readonly lastMs: number;
  readonly longestMs: number;
  /** What ffmpeg reported while it decoded; empty: nothing. */
  readonly complaint: string;
}

/** @returns what of a video is not read as it is stored, in sentences without their subject */
export function videoNotes({ streams, pixelAspect }: VideoHeader): string[] {
  const notes: string[] = [];
  if (streams > 1)
    notes.push(
      `holds ${streams} video streams, of which the first alone is read; save each as a file of its own to read them all`,
    );
  if (pixelAspect !== null && Math.max(pixelAspect, 1 / pixelAspect) > MOST_PIXEL_ASPECT)
    notes.push(
      `declares pixels ${pixelAspect > 1 ? `${times(pixelAspect)} as wide as high` : `${times(1 / pixelAspect)} as high as wide`}, which no camera has: they are read as square ones`,
    );
  return notes;
}

const times = (ratio: number) => `${ratio.toLocaleString('en', { maximumFractionDigits: 1 })} times`;

/** @returns what of a video could not be decoded, in a sentence; null: it is whole as far as its header tells */
export function videoFault(header: VideoHeader, decoded: Decoded): string | null {
  const { frames, lastMs, complaint } = decoded;
  const read = `${frames} ${frames === 1 ? 'frame was' : 'frames were'} decoded`;
  if (header.endMs !== null && endsEarly(header, header.endMs, decoded))
    return jumps(header, header.endMs - lastMs)
      ? `has times that jump by ${seconds(header.endMs - lastMs)} in all; frames behind a jump follow those before it at once: ${read}`
      : `ends at ${seconds(lastMs)} of ${seconds(header.endMs)}, it is cut off or damaged: ${read}`;
  if (endsWithinFrame(header, frames)) return `ends within a frame, it is cut off: ${read}`;
  return complaint === '' ? null : `is damaged (${complaint}): ${read}`;
}

/** ffmpeg closes larger gaps between time stamps (its `dts_delta_threshold`). What is cut off ends with its own last packet. */
const JUMP_MS = 10_000;

const jumps = ({ isEndStamped }: VideoHeader, missingMs: number) => isEndStamped && missingMs > JUMP_MS;

/** The header of a `.y4m` file states no length, and ffmpeg leaves out its last frame where that is not whole. */
function endsWithinFrame({ raw }: VideoHeader, frames: number): boolean {
  if (raw === null) return false;
  const rest = raw.fileBytes - frames * raw.frameBytes;
  return rest > MOST_HEADER_BYTES && rest < raw.frameBytes + MOST_HEADER_BYTES;
}

/** The first line of a `.y4m` file is shorter. */
const MOST_HEADER_BYTES = 256;

function endsEarly(header: VideoHeader, endMs: number, { frames, lastMs, longestMs }: Decoded): boolean {
  const missingMs = endMs - lastMs;
  // The last frame stays as long as others do.
  const stepMs = Math.max(longestMs, header.rate === null ? 0 : 1000 / header.rate);
  if (header.frames === null) return stepMs > 0 && missingMs > 2.5 * stepMs;
  // Of a variable rate it may stay longer: the count decides. It counts frames too that an edit list leaves out.
  return frames < header.frames && missingMs > 1.5 * Math.max(stepMs, endMs / header.frames);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
