import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { interruptedError } from '../../../../../../common/interrupted.ts';
import { SerialQueue } from '../../../../../../common/serial-queue.ts';
import type { ResolvedLock, ResolvedProof, VaultState } from '../../../../../ipc/contract.ts';
import { FailedAttempts } from './failed-attempts.ts';
import { checkPassphrase } from './passphrase-key.ts';
import { sealWithLock, newRecovery, unsealMasterKey, wrongProofError } from './sealed-master.ts';
import { newKey } from './sealed.ts';
import type { VaultFile } from './vault-file.ts';
import { readVault, writeVault } from './vault-file.ts';

/** The master key of all client files: sealed on the disk, in memory while it is open. */
export class Vault {
  readonly #folder: string;
  readonly #onChange: () => void;
  readonly #attempts: FailedAttempts;
  readonly #turns = new SerialQueue();
  #master: Buffer | null = null;
  /** Of locking: what was being opened meanwhile stays locked. */
  #locks = 0;

  /** @param onChange called when it was opened or locked */
  constructor(folder: string, onChange: () => void = () => {}, attempts = new FailedAttempts()) {
    this.#folder = folder;
    this.#onChange = onChange;
    this.#attempts = attempts;
  }

  get isOpen(): boolean {
    return this.#master !== null;
  }

  /** @throws CodedRefusal `corrupt`, `mismatch` */
  get state(): Exclude<VaultState, 'damaged'> {
    if (this.isOpen) return 'open';
    return readVault(this.#folder) === null ? 'none' : 'locked';
  }

  /** Null where nothing is set up. @throws CodedRefusal `corrupt`, `mismatch` */
  get onDisk(): VaultFile | null {
    return readVault(this.#folder);
  }

  /** @throws CodedRefusal `usage` while it is locked */
  checkOpen(): void {
    if (!this.isOpen) throw new CodedRefusal('usage', message('clients.locked'));
  }

  /** @throws CodedRefusal `usage` while it is locked */
  get master(): Uint8Array {
    if (this.#master === null) throw new CodedRefusal('usage', message('clients.locked'));
    return this.#master;
  }

  /** Makes a vault and opens it. @returns its recovery code, which is nowhere else */
  setUp(lock: ResolvedLock): Promise<string> {
    return this.#turns.take(async () => {
      if (readVault(this.#folder) !== null) throw new CodedRefusal('usage', message('clients.isSetUp'));
      const master = newKey();
      const { code, recovery } = newRecovery(master);
      writeVault(this.#folder, { lock: await sealWithLock(lock, master), recovery, isCodeConfirmed: false });
      this.#open(master);
      return code;
    });
  }

  /** @throws CodedRefusal `usage` if the proof is wrong, `busy` after several wrong ones, `corrupt` */
  unlock(proof: ResolvedProof): Promise<void> {
    return this.#turns.take(async () => {
      const locks = this.#locks;
      const { file, master } = await this.#prove(proof);
      if (locks !== this.#locks) {
        master.fill(0);
        throw interruptedError();
      }
      if (proof.kind === 'keychain' && proof.sealed !== null && file.lock.kind === 'keychain')
        writeVault(this.#folder, { ...file, lock: { ...file.lock, secret: proof.sealed } });
      this.#open(master);
    });
  }

  /** The key is overwritten. */
  lock(): void {
    this.#locks++;
    if (this.#master === null) return;
    this.#master.fill(0);
    this.#master = null;
    this.#onChange();
  }

  /** Replaces the lock; the recovery code stays. @throws as `unlock` */
  change(proof: ResolvedProof, lock: ResolvedLock): Promise<void> {
    return this.#turns.take(async () => {
      if (lock.kind === 'passphrase') checkPassphrase(lock.passphrase);
      const { file, master } = await this.#prove(proof);
      try {
        writeVault(this.#folder, { ...file, lock: await sealWithLock(lock, master) });
      } finally {
        master.fill(0);
      }
    });
  }

  /** @returns the code; the one before opens nothing any more. @throws as `unlock` */
  newRecoveryCode(proof: ResolvedProof): Promise<string> {
    return this.#turns.take(async () => {
      const { file, master } = await this.#prove(proof);
      try {
        const { code, recovery } = newRecovery(master);
        writeVault(this.#folder, { ...file, recovery, isCodeConfirmed: false });
        return code;
      } finally {
        master.fill(0);
      }
    });
  }

  /** The code that was made last is written down. @throws CodedRefusal `usage` where nothing is set up */
  confirmRecoveryCode(): Promise<void> {
    return this.#turns.take(() => {
      writeVault(this.#folder, { ...this.#file(), isCodeConfirmed: true });
      return Promise.resolve();
    });
  }

  async #prove(proof: ResolvedProof): Promise<{ file: VaultFile; master: Buffer }> {
    const file = this.#file();
    this.#attempts.check();
    const master = await unsealMasterKey(file, proof);
    if (master === null) {
      this.#attempts.fail();
      throw wrongProofError(proof);
    }
    this.#attempts.succeed();
    return { file, master };
  }

  #file(): VaultFile {
    const file = readVault(this.#folder);
    if (file === null) throw new CodedRefusal('usage', message('clients.notSetUp'));
    return file;
  }

  #open(master: Buffer): void {
    this.#master?.fill(0);
    this.#master = master;
    this.#onChange();
  }
}
