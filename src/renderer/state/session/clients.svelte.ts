import type {
  ClientDetail,
  ClientSummary,
  NewConsent,
  Progress,
  SessionSummary,
} from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';

/** The clients whose files are open, and one of them in full. */
class Clients {
  #list = $state.raw<readonly ClientSummary[] | null>(null);
  #detail = $state.raw<ClientDetail | null>(null);
  #sessions = $state.raw<readonly SessionSummary[]>([]);
  #progress = $state.raw<Progress | null>(null);

  get list(): readonly ClientSummary[] | null {
    return this.#list;
  }
  get detail(): ClientDetail | null {
    return this.#detail;
  }
  /** Of the client in `detail`, the latest first. */
  get sessions(): readonly SessionSummary[] {
    return this.#sessions;
  }
  get progress(): Progress | null {
    return this.#progress;
  }

  /** Empty where it is not known. */
  codeOf(id: string): string {
    return this.#list?.find((client) => client.id === id)?.code ?? '';
  }

  /** @throws RequestRefused; as all below */
  async load(): Promise<void> {
    this.#list = await request('clients.list', {});
    const { detail } = this;
    if (detail && this.#list.some(({ id }) => id === detail.id)) await this.show(detail.id);
  }

  forget(): void {
    this.#list = null;
    this.#detail = null;
    this.#sessions = [];
    this.#progress = null;
  }

  async show(id: string): Promise<void> {
    if (this.#detail?.id !== id) this.#detail = null;
    const [detail, sessions, progress] = await Promise.all([
      request('clients.show', { id }),
      request('session.list', { client: id }),
      request('session.progress', { client: id }),
    ]);
    this.#detail = detail;
    this.#sessions = sessions.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
    this.#progress = progress;
  }

  /** @returns its id */
  async add(code: string): Promise<string> {
    const { id } = await request('clients.add', { code });
    this.#list = await request('clients.list', {});
    return id;
  }

  async rename(id: string, code: string): Promise<void> {
    await request('clients.rename', { id, code });
    await this.load();
  }

  async sign(id: string, consent: NewConsent): Promise<void> {
    this.#detail = await request('clients.sign', { id, consent });
    this.#list = await request('clients.list', {});
  }

  async withdraw(id: string): Promise<void> {
    this.#detail = await request('clients.withdraw', { id });
    this.#list = await request('clients.list', {});
  }

  async restoreCopy(id: string): Promise<string> {
    const { day } = await request('clients.restoreCopy', { id });
    await this.load();
    return day;
  }

  async remove(id: string): Promise<void> {
    await request('clients.remove', { id });
    this.#detail = null;
    this.#list = await request('clients.list', {});
  }

  async removeSession(client: string, session: number): Promise<void> {
    await request('session.remove', { client, session });
    await this.show(client);
  }
}

export const clients = new Clients();
