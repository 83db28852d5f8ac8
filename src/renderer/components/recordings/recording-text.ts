import type { Recording } from '../../../main/ipc/contract.ts';
import { formatCount } from '../../format.ts';
import { recordings as words } from '../../words/recordings.ts';

/** What there is to say of a recording that is not being read, beside its state; empty where that says all. */
export function recordingText({ state, frames, faces, tracks, refusal }: Recording): string {
  if (refusal) return refusal.message;
  if (state === 'done' && faces !== null) {
    const found =
      faces === 0 ? words.foundNone : words.found(formatCount(faces), formatCount(tracks ?? 0), tracks ?? 0);
    return `${words.read(formatCount(frames))}. ${found}.`;
  }
  return frames > 0 ? words.read(formatCount(frames)) : '';
}
