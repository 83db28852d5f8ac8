import type { ErrorCode } from '../../common/error.ts';
import type { LiveFace, LiveFrame } from '../prediction/live-frame.ts';
import type { StoredMessage } from '../../messages/message.ts';

/** A frame of a clip that is played, in the words of `predict`. */
export interface ServedFrame {
  file: string;
  timeS: number;
  /** Those that are seen on it; `occlusion` is null while the occlusion is uncertain. */
  faces: Omit<LiveFace, 'isSeen' | 'onThisFrame'>[];
}

/** Messages of a core without a window to the command that started it. */
export type ServeMessage =
  /** It works; how many trainings and recordings wait for it. */
  | { kind: 'ready'; home: string; trainings: number; recordings: number }
  | { kind: 'frame'; frame: ServedFrame }
  /** Something of the queue began or ended, in words. */
  | { kind: 'note'; text: string }
  | Ended;

/** The last word of a core that a command started. Null: all was done; of a clip: it is over. */
export interface Ended {
  kind: 'ended';
  refusal: { code: ErrorCode | 'internal'; message: StoredMessage } | null;
}

/** The command's message: end cleanly. Its own end has the same effect. */
export interface ServeCommand {
  kind: 'stop';
}

export function servedFrame(file: string, { atMs, faces }: LiveFrame): ServedFrame {
  const seen = faces.filter(({ isSeen }) => isSeen);
  return {
    file,
    timeS: atMs / 1000,
    faces: seen.map(({ track, box, score, occlusion, expression, gender, ageYears, custom }) => ({
      track,
      box,
      score,
      occlusion,
      ...(expression && { expression }),
      ...(gender && { gender }),
      ...(ageYears && { ageYears }),
      ...(custom && { custom }),
    })),
  };
}
