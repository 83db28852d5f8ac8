import type { ClientSettings, VaultLock, VaultProof, VaultStatus } from '../../../main/ipc/contract.ts';
import { listen, request } from '../page/client.ts';
import { notices } from '../page/notices.svelte.ts';
import { clients } from './clients.svelte.ts';
import { cutOff } from './cut-off.svelte.ts';

/** Whether client files can be read, and what opens them. */
class Vault {
  #now = $state.raw<VaultStatus | null>(null);
  #settings = $state.raw<ClientSettings | null>(null);
  /** Shown once, until a person has written it down. */
  #recoveryCode = $state<string | null>(null);

  get now(): VaultStatus | null {
    return this.#now;
  }
  get settings(): ClientSettings | null {
    return this.#settings;
  }
  get recoveryCode(): string | null {
    return this.#recoveryCode;
  }

  /** @returns ends it */
  begin(): () => void {
    return listen('clients.changed', () => void notices.attempt(() => this.load()));
  }

  /** Reads everything anew; of clients whose files are locked nothing stays in the page. @throws RequestRefused; as all below */
  async load(): Promise<void> {
    [this.#now, this.#settings] = await Promise.all([
      request('clients.vault', {}),
      request('clients.settings', {}),
    ]);
    if (this.#now.state === 'open') {
      await clients.load();
      await cutOff.find();
    } else {
      clients.forget();
      cutOff.forget();
    }
  }

  async setUp(lock: VaultLock): Promise<void> {
    this.#recoveryCode = (await request('clients.setUp', { lock })).recoveryCode;
    await this.load();
  }

  async unlock(proof: VaultProof): Promise<void> {
    await request('clients.unlock', { proof });
    await this.load();
  }

  async lock(): Promise<void> {
    await request('clients.lock', {});
    await this.load();
  }

  /** @param proof what opens them until now */
  async changeLock(proof: VaultProof, lock: VaultLock): Promise<void> {
    await request('clients.changePassphrase', { proof, lock });
    await this.load();
  }

  async renewRecoveryCode(proof: VaultProof): Promise<void> {
    this.#recoveryCode = (await request('clients.newRecoveryCode', { proof })).recoveryCode;
  }

  /** It is written down. */
  async confirmRecoveryCode(): Promise<void> {
    await request('clients.confirmRecoveryCode', {});
    this.#recoveryCode = null;
    await this.load();
  }

  async set(change: Partial<ClientSettings>): Promise<void> {
    this.#settings = await request('clients.set', { settings: { ...this.#settings!, ...change } });
  }
}

export const vault = new Vault();
