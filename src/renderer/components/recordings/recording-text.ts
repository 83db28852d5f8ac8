import type { Recording } from '../../../main/ipc/contract.ts';
import { formatCount } from '../../messages/format.ts';
import { recordings as words } from '../../messages/recordings.ts';

/** What there is to say of a recording that is not being read, beside its state; empty where that says all. */
export function recordingText({ state, frames, faces, tracks, refusal }: Recording): string {
  if (refusal && state !== 'done') return refusal.message;
  if (state === 'done' && faces !== null) {
    const found =
      faces === 0 ? words.foundNone : words.found(formatCount(faces), formatCount(tracks ?? 0), tracks ?? 0);
    const note = refusal ? ` ${refusal.message}` : '';
    return `${words.read(formatCount(frames))}. ${found}.${note}`;
  }
  return frames > 0 ? words.read(formatCount(frames)) : '';
}
