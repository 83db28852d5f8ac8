import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { FrameSize } from '../runtime/picture.ts';
import type { LostFrames } from './lost-frames.ts';
import type { VideoHeader } from './probe-video.ts';

/** Pixels of no camera and no disc are wider than this many heights, or higher than this many widths. */
export const MAX_PIXEL_ASPECT = 4;

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
export function videoNotes({ streams, pixelAspect }: VideoHeader): CodedMessage[] {
  const notes: CodedMessage[] = [];
  if (streams > 1) notes.push(message('clip.streams', { n: streams }));
  if (pixelAspect !== null && isImplausible(pixelAspect))
    notes.push(
      pixelAspect > 1
        ? message('clip.widePixels', { times: pixelAspect })
        : message('clip.highPixels', { times: 1 / pixelAspect }),
    );
  return notes;
}

/** Whether pixels of this width by their height are read as square ones. */
export const isImplausible = (pixelAspect: number) =>
  Math.max(pixelAspect, 1 / pixelAspect) > MAX_PIXEL_ASPECT;

/** Where frames begin to have another size, in square pixels. */
export interface SizeChange {
  readonly atMs: number;
  readonly from: FrameSize;
  readonly to: FrameSize;
}

/** @param changes one at least */
export function sizeNote(changes: readonly SizeChange[]): CodedMessage {
  const { atMs, from, to } = changes[0]!;
  const sizes = { from: sizeOf(from), to: sizeOf(to) };
  return message('clip.sizes', { n: changes.length, atS: seconds(atMs), ...sizes });
}

const sizeOf = ({ width, height }: FrameSize) => `${width}×${height}`;

/** @returns what of a video could not be decoded, in a sentence; null: it is whole by its header */
export function videoFault(header: VideoHeader, decoded: Decoded): CodedMessage | null {
  const { frames, lost, lastMs, backMs, complaint } = decoded;
  const read = framesRead(decoded, frames + lost.number);
  if (backMs > BACK_MS) return message('clip.timesBack', { byS: seconds(backMs), read });
  const jumpMs = closedJump(header, decoded);
  if (jumpMs !== 0) {
    const direction = jumpMs < 0 ? 'back' : 'ahead';
    return message('clip.timesJump', { direction, byS: seconds(Math.abs(jumpMs)), read });
  }
  if (header.endMs !== null && endsEarly(header, header.endMs, decoded))
    return message('clip.cutOff', {
      atS: seconds(lastMs),
      endS: seconds(header.endMs),
      read: framesRead(decoded, header.frames ?? frames),
    });
  if (endsWithinFrame(header, frames)) return message('clip.cutInFrame', { read });
  if (complaint !== '') return message('clip.damaged', { complaint, read });
  return lost.number === 0 ? null : message('clip.undecodable', { read });
}

/** @param total as many as there should be; of what is cut off packets tell little */
function framesRead({ frames: n, lost, firstMs }: Decoded, total: number): CodedMessage {
  const frames = total > n ? message('clip.framesOf', { n, total }) : message('clip.frames', { n });
  if (lost.atStart === 0) return frames;
  return message('clip.framesLostBefore', { frames, lost: lost.atStart, atS: seconds(firstMs ?? 0) });
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
  return rest > MAX_HEADER_BYTES && rest < raw.frameBytes + MAX_HEADER_BYTES;
}

/** The first line of a `.y4m` file is shorter. */
const MAX_HEADER_BYTES = 256;

function endsEarly(header: VideoHeader, endMs: number, { frames, lastMs, longestMs }: Decoded): boolean {
  const missingMs = endMs - lastMs;
  // The last frame stays as long as others do.
  const stepMs = Math.max(longestMs, header.rate === null ? 0 : 1000 / header.rate);
  if (header.frames === null) return stepMs > 0 && missingMs > 2.5 * stepMs;
  // Of a variable rate it may stay longer: the count decides. It counts frames too that an edit list leaves out.
  return frames < header.frames && missingMs > 1.5 * Math.max(stepMs, endMs / header.frames);
}

/** In hundredths, for formats round what lies between them in different ways. */
const seconds = (ms: number) => Number((ms / 1000).toFixed(2));
