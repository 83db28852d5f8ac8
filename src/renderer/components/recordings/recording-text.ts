import type { Recording } from '../../../main/ipc/contract.ts';
import { textOf } from '../../messages/coded.ts';
import { recordings as words } from '../../messages/index.ts';

/** Details of a recording that is not being read, beside its state; empty where the state is enough. */
export function recordingText({ state, frames, faces, tracks, refusal }: Recording): string {
  if (refusal && state !== 'done') return textOf(refusal.message);
  if (state === 'done' && faces !== null) {
    const found = faces === 0 ? words.foundNone : words.found({ rows: faces, tracks: tracks ?? 0 });
    const note = refusal ? ` ${refusal.notes?.map(textOf).join('; ') ?? textOf(refusal.message)}` : '';
    return `${words.read({ frames })}. ${found}.${note}`;
  }
  return frames > 0 ? words.read({ frames }) : '';
}
