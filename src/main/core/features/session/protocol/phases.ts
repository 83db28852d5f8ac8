import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import type { SessionPhase } from '../../../../ipc/contract/session.ts';

/** What a person, or the VR program, does to a session. */
export type SessionAct =
  | 'confirmFace'
  | 'rejectFace'
  | 'neutral'
  | 'start'
  | 'pause'
  | 'continue'
  | 'suds'
  | 'step'
  | 'marker'
  | 'answerSuggestion'
  | 'stop'
  | 'confirmStop'
  | 'end';

const OPEN: readonly SessionPhase[] = ['calibrating', 'ready', 'running', 'paused', 'stopped'];

/** In which phases an act is allowed. Ratings and the emergency stop are always. */
const ALLOWED: Record<SessionAct, readonly SessionPhase[]> = {
  confirmFace: OPEN,
  rejectFace: OPEN,
  neutral: ['ready', 'paused'],
  start: ['ready'],
  pause: ['running'],
  continue: ['paused', 'stopped'],
  suds: OPEN,
  step: ['running', 'paused'],
  marker: OPEN,
  answerSuggestion: ['running'],
  stop: OPEN,
  confirmStop: ['stopped'],
  end: OPEN,
};

export const isAllowed = (act: SessionAct, phase: SessionPhase): boolean => ALLOWED[act].includes(phase);

/** @throws CodedRefusal `usage` */
export function checkAllowed(act: SessionAct, phase: SessionPhase): void {
  if (!isAllowed(act, phase)) throw new CodedRefusal('usage', message('session.notNow', { phase }));
}
