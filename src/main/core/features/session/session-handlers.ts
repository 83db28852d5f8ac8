import type { HandlersOf, SessionChannel } from '../../platform/handlers.ts';
import type { Store } from '../../platform/store/store.ts';
import { readLadders, removeLadder, saveLadder } from './protocol/ladders.ts';
import { readSessionSettings, saveSessionSettings } from './protocol/session-settings.ts';
import type { RunningSession } from './running/running-session.ts';
import type { Sessions } from './running/sessions.ts';

/** Therapy sessions: their settings and ladders, and the one that is open. */
export function sessionHandlers(store: Store, sessions: Sessions): HandlersOf<SessionChannel> {
  const after = (session: number, act: (running: RunningSession) => void) => {
    const running = sessions.get(session);
    act(running);
    return running.state;
  };
  return {
    'session.settings': () => readSessionSettings(store),
    'session.set': ({ settings }) => {
      const saved = saveSessionSettings(store, settings);
      sessions.applySettings(saved);
      return saved;
    },
    'session.ladders': ({ language }) => readLadders(store, language),
    'session.saveLadder': ({ language, ladder }) => saveLadder(store, language, ladder),
    'session.removeLadder': ({ language, id }) => removeLadder(store, language, id),

    'session.open': async (question) => (await sessions.open(question)).state,
    'session.resume': async (ref) => (await sessions.resume(ref)).state,
    'session.endCutOff': async (ref) => {
      await sessions.endCutOff(ref);
      return {};
    },
    'session.state': () => sessions.current?.state ?? null,
    'session.readings': (question) => sessions.readings(question),
    'session.frame': (frame) => sessions.read(frame),
    'session.confirmFace': ({ session, track }) => after(session, (one) => one.confirmFace(track)),
    'session.rejectFace': ({ session }) => after(session, (one) => one.rejectFace()),
    'session.neutral': ({ session, act }) => after(session, (one) => one.neutral(act)),
    'session.start': ({ session }) => after(session, (one) => one.start()),
    'session.pause': ({ session }) => after(session, (one) => one.pause()),
    'session.continue': ({ session }) => after(session, (one) => one.continue()),
    'session.suds': ({ session, value }) => after(session, (one) => one.rate(value)),
    'session.step': ({ session, step }) => after(session, (one) => one.goToStep(step)),
    'session.marker': ({ session, label }) => after(session, (one) => one.mark(label)),
    'session.answerSuggestion': ({ session, isAccepted }) =>
      after(session, (one) => one.answerSuggestion(isAccepted)),
    'session.stop': ({ session, by }) => after(session, (one) => one.stop(by)),
    'session.confirmStop': ({ session }) => after(session, (one) => one.confirmStop()),
    'session.end': async ({ session }) => {
      await sessions.end(session);
      return {};
    },
  };
}
