import type { SessionRef } from '../../../main/ipc/contract.ts';

/** What of the Session view is open, beside a session that runs. */
export type SessionPlace =
  | { kind: 'clients' }
  | { kind: 'client'; client: string }
  | ({ kind: 'session' } & SessionRef)
  | { kind: 'protocol' };

class Place {
  #now = $state.raw<SessionPlace>({ kind: 'clients' });

  get now(): SessionPlace {
    return this.#now;
  }

  go(place: SessionPlace): void {
    this.#now = place;
  }
}

export const place = new Place();
