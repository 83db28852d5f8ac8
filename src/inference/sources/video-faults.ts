import type { FrameSize } from '../runtime/picture.ts';
import type { LostFrames } from './lost-frames.ts';
import type { VideoHeader } from './probe-video.ts';

/** Pixels of no camera and no disc are wider than this many heights, or higher than this many widths. */
export const MOST_PIXEL_ASPECT = 4;

/** What was decoded of a video. */
export interface Decoded {
  readonly frames: number;
  readonly lost: LostFrames;
  /** Own time of the first frame, in milliseconds; null where it has none. */
  readonly firstMs: number | null;
  /** Time of the last frame, and the longest time between two, in milliseconds. */
  readonly lastMs: number;
  readonly longestMs: number;
  /** By how much a frame's own time was at most before the latest one, in milliseconds. */
  readonly backMs: number;
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
  if (pixelAspect !== null && isAbsurd(pixelAspect))
    notes.push(
      `declares pixels ${pixelAspect > 1 ? `${times(pixelAspect)} as wide as high` : `${times(1 / pixelAspect)} as high as wide`}, which no camera has: they are read as square ones`,
    );
  return notes;
}

/** Whether pixels of this width by their height are read as square ones. */
export const isAbsurd = (pixelAspect: number) => Math.max(pixelAspect, 1 / pixelAspect) > MOST_PIXEL_ASPECT;

const times = (ratio: number) => `${ratio.toLocaleString('en', { maximumFractionDigits: 1 })} times`;

/** Where frames begin to have another size, in square pixels. */
export interface SizeChange {
  readonly atMs: number;
  readonly from: FrameSize;
  readonly to: FrameSize;
}

/** @param changes one at least */
export function sizeNote(changes: readonly SizeChange[]): string {
  const { atMs, from, to } = changes[0]!;
  const often = changes.length === 1 ? '' : `${changes.length} times, first `;
  const sizes = [from, to].map(({ width, height }) => `${width}×${height}`);
  return `changes its frame size ${often}at ${seconds(atMs)} from ${sizes.join(' to ')}: each frame is read in its own size, and boxes are in its pixels`;
}

/** @returns what of a video could not be decoded, in a sentence; null: it is whole as far as its header tells */
export function videoFault(header: VideoHeader, decoded: Decoded): string | null {
  const { frames, lost, lastMs, backMs, complaint } = decoded;
  const read = framesRead(decoded, frames + lost.number);
  if (backMs > BACK_MS)
    return `has times that jump back by ${seconds(backMs)}; frames behind a jump keep the time of the last one before it until theirs is later: ${read}`;
  const jumpMs = closedJump(header, decoded);
  if (jumpMs !== 0)
    return `has times that jump ${jumpMs < 0 ? 'back ' : ''}by ${seconds(Math.abs(jumpMs))} in all; frames behind a jump follow those before it at once: ${read}`;
  if (header.endMs !== null && endsEarly(header, header.endMs, decoded))
    return `ends at ${seconds(lastMs)} of ${seconds(header.endMs)}, it is cut off or damaged: ${framesRead(decoded, header.frames ?? frames)}`;
  if (endsWithinFrame(header, frames)) return `ends within a frame, it is cut off: ${read}`;
  if (complaint !== '') return `is damaged (${complaint}): ${read}`;
  return lost.number === 0 ? null : `has frames that cannot be decoded: ${read}`;
}

/** @param total as many as there should be; of what is cut off packets tell little */
function framesRead({ frames, lost, firstMs }: Decoded, total: number): string {
  const of = total > frames ? ` of ${total}` : '';
  const before = lost.atStart === 0 ? '' : `, the ${lost.atStart} before ${seconds(firstMs ?? 0)} were not`;
  return `${frames}${of} ${frames === 1 && of === '' ? 'frame was' : 'frames were'} decoded${before}`;
}

/** ffmpeg closes larger gaps between time stamps (its `dts_delta_threshold`), and larger steps back. */
const JUMP_MS = 10_000;
const BACK_MS = 100;
/** Stamps of 33 bits at 90 kHz begin anew after this time: a last one before the first counts as one behind it. */
const WRAP_MS = 2 ** 33 / 90;

/**
 * @returns by how much the stamp of the last packet is behind the last frame (negative: before it) where that is a jump that
 * ffmpeg closed; else 0. What is cut off ends with its own last packet.
 */
function closedJump({ endMs, isEndStamped }: VideoHeader, { lastMs, longestMs }: Decoded): number {
  if (endMs === null || !isEndStamped) return 0;
  const apartMs = endMs - lastMs;
  const jumpMs = apartMs > WRAP_MS / 2 ? apartMs - WRAP_MS : apartMs;
  return jumpMs > JUMP_MS || jumpMs < -Math.max(BACK_MS, 2.5 * longestMs) ? jumpMs : 0;
}

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
