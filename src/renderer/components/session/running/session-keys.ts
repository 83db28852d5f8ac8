import { hasDialog, isTyping } from '../../shared/shortcuts.ts';
import { notices } from '../../../state/page/notices.svelte.ts';
import type { CurrentSession } from '../../../state/session/current-session.svelte.ts';
import { protocol } from '../../../state/session/protocol.svelte.ts';

/**
 * What a key does while a session is open and its view is shown; undefined: it is not one of these.
 * @param isOnControl a button has the focus: Enter presses it, unless digits were just typed
 */
export function sessionKey(
  key: string,
  session: CurrentSession,
  isOnControl = false,
): (() => void | Promise<void>) | undefined {
  const { entry, now } = session;
  if (!now) return undefined;
  if (/^[0-9]$/.test(key)) return () => entry.type(key);
  if (key === 'Backspace' && (entry.isTyped || entry.value !== null)) return () => entry.erase();
  if (key === 'Enter' && (entry.isTyped || (entry.value !== null && !isOnControl)))
    return () => session.enterSuds();
  if (key === 'PageUp' || key === 'PageDown') {
    const { step } = now;
    return step === null ? undefined : () => session.goTo(step + (key === 'PageUp' ? 1 : -1));
  }
  const marker = protocol.settings?.markers.find((each) => each.key === key.toLowerCase());
  return marker && (() => session.act('session.marker', { label: marker.label }));
}

/** Takes keys before anything else does, so that digits rate and do not lead to another view. */
export function pressInSession(event: KeyboardEvent, session: CurrentSession): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (isTyping(event.target) || hasDialog()) return;
  const isOnControl =
    event.target instanceof Element && event.target.closest('button, a, summary, [role="button"]') !== null;
  const act = sessionKey(event.key, session, isOnControl);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  void notices.attempt(async () => act());
}
