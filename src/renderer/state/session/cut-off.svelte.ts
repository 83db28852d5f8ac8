import type { SessionRef, SessionSummary } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';
import { clients } from './clients.svelte.ts';
import { currentSession } from './current-session.svelte.ts';

/** A session that was open when the background service ended. */
export interface CutOff extends SessionRef {
  /** Of the client. */
  code: string;
  summary: SessionSummary;
}

const keyOf = ({ client, session }: SessionRef): string => `${client} ${session}`;

/** Sessions that were cut off: they are to be resumed or ended. While client files are locked none is known. */
class CutOffSessions {
  #list = $state.raw<readonly CutOff[]>([]);
  /** Left as they are, until the page is loaded anew. */
  #dismissed = $state.raw<ReadonlySet<string>>(new Set());

  /** The one to decide about, the latest first; null: there is none. */
  get now(): CutOff | null {
    return this.#list.find((one) => !this.#dismissed.has(keyOf(one))) ?? null;
  }

  /** Looks through the clients that were read. @throws RequestRefused; as all below */
  async find(): Promise<void> {
    const open = (clients.list ?? []).filter(({ hasOpenSession }) => hasOpenSession);
    const found = await Promise.all(
      open.map(async ({ id, code }) => {
        const sessions = await request('session.list', { client: id });
        const cut = sessions.filter(({ endedAt, session }) => endedAt === null && !isOpen(id, session));
        return cut.map((summary) => ({
          client: id,
          session: summary.session,
          code: code ?? '',
          summary,
        }));
      }),
    );
    this.#list = found.flat().toSorted((a, b) => b.summary.startedAt.localeCompare(a.summary.startedAt));
  }

  forget(): void {
    this.#list = [];
  }

  dismiss(which: SessionRef): void {
    this.#dismissed = new Set([...this.#dismissed, keyOf(which)]);
  }

  async resume(which: SessionRef): Promise<void> {
    await currentSession.resume(which);
    this.#leave(which);
  }

  /** Ends it as it is stored. */
  async end({ client, session }: SessionRef): Promise<void> {
    await request('session.endCutOff', { client, session });
    this.#leave({ client, session });
  }

  #leave(which: SessionRef): void {
    this.#list = this.#list.filter((one) => keyOf(one) !== keyOf(which));
  }
}

const isOpen = (client: string, session: number): boolean =>
  currentSession.now?.client === client && currentSession.now.session === session;

export const cutOff = new CutOffSessions();
