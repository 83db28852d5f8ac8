import { CodedRefusal } from '../../../../../../common/error.ts';
import { message } from '../../../../../../messages/message.ts';

/** Whether a backup file is being written or read; one at a time. */
export class OneArchive {
  #isInWork = false;

  /** @throws CodedRefusal `busy` while a backup file is being written or read */
  check(): void {
    if (this.#isInWork) throw new CodedRefusal('busy', message('clients.archiveInWork'));
  }

  /** @throws CodedRefusal `busy` as `check` */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.check();
    this.#isInWork = true;
    try {
      return await work();
    } finally {
      this.#isInWork = false;
    }
  }
}
