import { CodedError, DemifaceError } from '../../common/error.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import type { FrameSize } from '../runtime/picture.ts';
import { framesAsStored, SELF_CONTAINED, startProgram } from './ffmpeg.ts';
import { frameInfos, REPORTED_FRAMES } from './frame-infos.ts';
import type { ClipFrame, FrameSource } from './frame-source.ts';
import { lostFrames } from './lost-frames.ts';
import type { VideoHeader } from './probe-video.ts';
import { countPackets, probeVideo, VIDEO_STREAM } from './probe-video.ts';
import { rawFrames } from './raw-frames.ts';
import type { SizeChange } from './video-faults.ts';
import { isImplausible, MAX_PIXEL_ASPECT, sizeNote, videoFault, videoNotes } from './video-faults.ts';

export interface VideoSourceOptions {
  /** The size of every frame; else each has its own, which may change within a video. */
  scaledTo?: { width: number; height: number };
  /** Which frame comes first, counted from 0. Those before are decoded all the same: their numbers and times are exact. */
  fromFrame?: number;
  /**
   * Called with what is not read as it is stored (`videoNotes`), and at the end with changes of the size (`sizeNote`) and
   * with what could not be decoded (`videoFault`).
   */
  onNote?: (note: CodedMessage) => void;
}

/**
 * A video file through ffmpeg, a program beside ours: frames come through a pipe and memory stays the same however long
 * the video is. Every stored frame comes once, at its own presentation time from the start of the file; one whose time
 * would go back has that of the frame before.
 */
export function videoSource(
  file: string,
  { scaledTo, fromFrame = 0, onNote }: VideoSourceOptions = {},
): FrameSource<ClipFrame> {
  return {
    async *frames(signal) {
      if (signal.aborted) return;
      const header = await probeVideo(file, signal);
      checkSize(file, header);
      for (const note of videoNotes(header)) onNote?.(message('clip.of', { file, note }));
      const running = startProgram('ffmpeg', decoding(file, await framesAsStored(), scaledTo));
      signal.addEventListener('abort', running.stop, { once: true });
      try {
        const infos = frameInfos(running.log);
        const changes: SizeChange[] = [];
        let [frames, lastMs, longestMs, backMs] = [0, 0, 0, 0];
        let firstMs: number | null = null;
        let before: FrameSize | undefined;
        for await (const [picture, { atMs: ownMs }] of rawFrames(running.stdout, infos)) {
          if (signal.aborted) return;
          const atMs = Math.max(lastMs, ownMs ?? lastMs + stepMs(header));
          backMs = Math.max(backMs, lastMs - (ownMs ?? atMs));
          const { width, height } = picture;
          if (before && (before.width !== width || before.height !== height))
            changes.push({ atMs, from: before, to: { width, height } });
          before = { width, height };
          if (frames === 0) firstMs = ownMs;
          else longestMs = Math.max(longestMs, atMs - lastMs);
          lastMs = atMs;
          const nth = frames++;
          if (nth >= fromFrame) yield { picture, atMs, nth, file };
        }
        const { code, signal: killedBy, packets, ...log } = await running.ended();
        const isUnclear = log.complaint === '' && log.isMixed;
        const complaint = isUnclear ? await complaintOf(file, signal) : log.complaint;
        if (signal.aborted) return;
        if (killedBy !== null) throw new CodedError(message('video.killed', { signal: killedBy, file }));
        if (frames === 0) throw noFrame(file, code, complaint);
        if (changes.length > 0) onNote?.(message('clip.of', { file, note: sizeNote(changes) }));
        const lost = await lostFrames(file, header, { frames, firstMs, packets }, signal);
        const fault = videoFault(header, { frames, lost, firstMs, lastMs, longestMs, backMs, complaint });
        if (fault !== null) onNote?.(message('clip.of', { file, note: fault }));
      } finally {
        signal.removeEventListener('abort', running.stop);
        running.stop();
      }
    },
  };
}

/**
 * As the file declares it. Where it does not, its packets are counted: duration × rate is wrong for variable rates, and
 * 600 s of video take 0.2 s to read (1.3 s from a cold disk). Frames without compression follow from the size of the file.
 * @returns how many frames a video has; of a damaged one more or fewer may come
 * @throws DemifaceError as `probeVideo`
 */
export async function videoLength(file: string, signal?: AbortSignal): Promise<number> {
  const { frames, raw } = await probeVideo(file, signal);
  if (raw !== null) return Math.floor(raw.fileBytes / raw.frameBytes);
  return frames ?? countPackets(file, signal);
}

const stepMs = ({ rate }: VideoHeader) => (rate === null ? 0 : 1000 / rate);

/** Pixels of a frame, more than 8K has: ffmpeg holds several frames at a time, in 1.5 GB at most. */
const MAX_PIXELS = 40_000_000;

/** @throws DemifaceError `unreadable` */
function checkSize(file: string, { width, height, pixelAspect }: VideoHeader): void {
  const wider = pixelAspect === null || isImplausible(pixelAspect) ? 1 : Math.max(1, pixelAspect);
  if (width * height * wider <= MAX_PIXELS) return;
  throw new DemifaceError(
    'unreadable',
    message('video.tooLarge', { file, width, height, megapixels: MAX_PIXELS / 1e6 }),
  );
}

function noFrame(file: string, code: number | null, complaint: string): DemifaceError {
  if (code === 0 && complaint === '') return new DemifaceError('unreadable', message('video.none', { file }));
  return new DemifaceError('unreadable', message('video.undecodable', { file, complaint }));
}

/** What ffmpeg reports where it decodes alone: no line of its frames stands between. */
async function complaintOf(file: string, signal: AbortSignal): Promise<string> {
  const running = startProgram('ffmpeg', [...reading(file, 'level+info'), '-f', 'null', '-']);
  signal.addEventListener('abort', running.stop, { once: true });
  try {
    return (await running.ended()).complaint;
  } finally {
    signal.removeEventListener('abort', running.stop);
  }
}

function reading(file: string, level: string): string[] {
  const log = ['-nostats', '-v', level];
  const allowed = [...SELF_CONTAINED, '-max_pixels', String(MAX_PIXELS)];
  return ['-nostdin', ...log, ...allowed, '-i', `file:${file}`, '-map', `0:${VIDEO_STREAM}`];
}

/**
 * Microseconds from one frame to the next on the pipe. Raw frames carry no times, and ffmpeg would complain of those of a
 * variable rate that fall together in the steps of a constant one.
 */
const PIPE_STEP = 1000;

/**
 * Wide or narrow pixels, as of DVDs, become square ones as players show them: faces keep their shape. Absurd ones would
 * make frames of gigabytes. The shape of pixels may change within a video.
 */
const SQUARE_PIXELS = `scale=w='max(1,if(between(sar,${1 / MAX_PIXEL_ASPECT},${MAX_PIXEL_ASPECT}),round(iw*sar),iw))':h=ih:eval=frame`;

function decoding(
  file: string,
  asStored: readonly string[],
  scaledTo: VideoSourceOptions['scaledTo'],
): string[] {
  const scale = scaledTo ? `scale=${scaledTo.width}:${scaledTo.height}` : SQUARE_PIXELS;
  const filters = [scale, REPORTED_FRAMES, `setpts=N*${PIPE_STEP}`].join(',');
  // Other formats than image2pipe have times.
  const format = ['-enc_time_base', '1:1000000', '-f', 'image2pipe', '-c:v', 'rawvideo', '-pix_fmt', 'rgb24'];
  return [...reading(file, 'level+verbose'), '-vf', filters, ...asStored, ...format, '-'];
}
