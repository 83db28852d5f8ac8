import { formatDelay } from '../../../messages/format.ts';
import { session as words } from '../../../messages/index.ts';
import type { CurrentSession } from '../../../state/session/current-session.svelte.ts';

/** How the emergency stop stands; null: none was pressed, or the exposure goes on. */
export function stopText({
  stopAnswer,
  now,
  events,
}: Pick<CurrentSession, 'stopAnswer' | 'now' | 'events'>): string | null {
  if (stopAnswer === null) return null;
  const stop = now?.stop ?? null;
  const act = words.stop.acts[now && now.occlusion !== 'upper' ? 'scene' : 'headset'];
  if (stop === null) return words.stop.lost({ act });
  if (stopAnswer === 'waiting') return words.stop.waiting;
  if (stopAnswer !== 'confirmed') return words.stop[stopAnswer]({ act });
  const end = events.findLast(({ atMs, what }) => what.kind === 'stop-confirmed' && atMs >= stop.atMs)?.what;
  return end?.kind === 'stop-confirmed' && end.by === 'person'
    ? words.stop.safe
    : words.stop.confirmed({ time: formatDelay((stop.confirmedAtMs ?? stop.atMs) - stop.atMs) });
}
