import type { CoreContext } from '../../platform/handlers.ts';
import type { FrameMemory } from '../../platform/live/frame-memory.ts';
import { machineClock } from '../../platform/time/machine-clock.ts';
import { validConsent } from './clients/consents/consents.ts';
import type { Clients } from './clients/open-clients.ts';
import { openSessionNets } from './running/session-nets.ts';
import { Sessions } from './running/sessions.ts';
import type { Streams } from './streams/streams.ts';

/** Sessions with the clients of this computer, over its streams. */
export function openSessions(
  { store, emit }: CoreContext,
  clients: Pick<Clients, 'files'>,
  streams: Streams,
  memory: FrameMemory,
): Sessions {
  return new Sessions({
    store,
    emit,
    streams,
    memory,
    machine: machineClock,
    openFile: (client) => clients.files.open(client),
    consentOf(file) {
      const consent = validConsent(file, 'expression', new Date());
      return consent && { id: consent.id, ...consent.scope };
    },
    openNets: (visible) => openSessionNets(store, visible),
  });
}
