import { intersectionOverUnion } from '../../common/math/boxes.ts';
import type { LiveFace, LiveFrame } from '../prediction/live-frame.ts';
import type { LivePipeline } from '../live/live-pipeline.ts';
import type { ClipFrame, Frame } from '../sources/frame-source.ts';
import type { Box } from '../runtime/picture.ts';

/** After this long on the clip's clock a fresh reader takes over. */
const CHAPTER_MS = 60_000;
/** It has looked along for so long before, so that its readings are steady by then. */
const LEAD_MS = 3000;
/** Faces of two readers that share so much of their place are the same one. */
const SAME = 0.4;

/** Where a clip can be resumed: the state after the chapters before. */
export interface ChapterStart {
  /** The chapter's first frame, counted from 0. */
  readonly frame: number;
  /** The frame from which its reader looks along. */
  readonly leadFrame: number;
  readonly startMs: number;
  /** The highest track that was given. */
  readonly lastTrack: number;
  /** Who was followed on the frame before. */
  readonly faces: readonly { readonly track: number; readonly box: Box }[];
}

export type ChapterPart =
  | { kind: 'frame'; taken: ClipFrame; live: LiveFrame }
  /** All frames before it were reported. */
  | { kind: 'chapter'; start: ChapterStart };

export interface ChapterOptions {
  newReader: () => LivePipeline;
  /** Where to go on; its `leadFrame` is the first of the frames. */
  start?: ChapterStart | undefined;
  /** Milliseconds; a test has no time for a minute. */
  chapterMs?: number | undefined;
}

/**
 * Reads a clip of any length in chapters, each by a reader of its own, so that a clip that was broken off goes on with
 * its chapter and reads the very same as one that was not. A face that is followed over the turn keeps its track; one
 * that is away just then gets a new one when it comes back.
 */
export async function* readChapters(
  frames: AsyncIterable<ClipFrame>,
  { newReader, start, chapterMs = CHAPTER_MS }: ChapterOptions,
): AsyncGenerator<ChapterPart> {
  const leadMs = Math.min(LEAD_MS, chapterMs / 2);
  let turnMs = start?.startMs ?? chapterMs;
  let lastTrack = start?.lastTrack ?? 0;
  let faces = start?.faces ?? [];
  let current = start ? null : numbered(newReader(), new Map());
  let next: { reader: LivePipeline; leadFrame: number; faces: readonly LiveFace[] } | null = null;

  /** Readers count from 1 each. */
  function numbered(reader: LivePipeline, known: Map<number, number>) {
    const numberOf = (track: number) => {
      if (!known.has(track)) known.set(track, ++lastTrack);
      return known.get(track)!;
    };
    const named = (face: LiveFace) => ({ ...face, track: numberOf(face.track) });
    return async (taken: Frame) => {
      const live = await reader.process(taken);
      return { ...live, faces: live.faces.map(named) };
    };
  }

  for await (const taken of frames) {
    const { atMs, nth: frame } = taken;
    if (atMs >= turnMs - leadMs) next ??= { reader: newReader(), leadFrame: frame, faces: [] };
    if (next && atMs >= turnMs) {
      yield {
        kind: 'chapter',
        start: {
          frame,
          leadFrame: next.leadFrame,
          startMs: turnMs,
          lastTrack,
          faces: faces.map(whoAndWhere),
        },
      };
      current = numbered(next.reader, sameFaces(next.faces, faces));
      next = null;
      turnMs = (Math.floor(atMs / chapterMs) + 1) * chapterMs;
    }
    if (current) {
      const live = await current(taken);
      ({ faces } = live);
      yield { kind: 'frame', taken, live };
    }
    if (next) next.faces = (await next.reader.process(taken)).faces;
  }
}

const whoAndWhere = ({ track, box }: ChapterStart['faces'][number]) => ({ track, box });

/** @returns the known track of each fresh one that is the same face, those that share most of their place first */
function sameFaces(fresh: ChapterStart['faces'], known: ChapterStart['faces']): Map<number, number> {
  const pairs = fresh
    .flatMap((a) =>
      known.map((b) => ({ from: a.track, to: b.track, shared: intersectionOverUnion(a.box, b.box) })),
    )
    .filter(({ shared }) => shared >= SAME)
    .sort((a, b) => b.shared - a.shared);
  const same = new Map<number, number>();
  const taken = new Set<number>();
  for (const { from, to } of pairs) {
    if (same.has(from) || taken.has(to)) continue;
    same.set(from, to);
    taken.add(to);
  }
  return same;
}
