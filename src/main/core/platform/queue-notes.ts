import type { Events, Refusal } from '../../ipc/contract.ts';
import type { CoreContext } from './handlers.ts';
import { englishText } from '../../../messages/english.ts';

/** Logs in words when a training or a recording of the queue begins or ends, where no window shows it. */
export function queueNotes(note: (text: string) => void): CoreContext['emit'] {
  const states = new Map<string, string>();
  const tell = (what: string, state: string, refusal: Refusal | null) => {
    if (states.get(what) === state) return;
    states.set(what, state);
    note(`${what}: ${state}${refusal ? ` (${englishText(refusal.message)})` : ''}`);
  };
  return (event, payload) => {
    if (event === 'run.changed') {
      const { id, name, state, refusal } = payload as Events['run.changed'];
      tell(`training ${id}, ${name}`, state, refusal);
    }
    if (event === 'recordings.changed')
      for (const { source, state, refusal } of payload as Events['recordings.changed'])
        tell(`recording of ${source}`, state, refusal);
  };
}
