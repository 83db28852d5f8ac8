import type { Recording, RecordingRequest, SkippedFile } from '../../main/ipc/contract.ts';
import { listen, request } from './page/client.ts';

/** Videos that are read to tables. */
class RecordingsState {
  #list = $state.raw<readonly Recording[] | null>(null);

  /** In the order in which they are read; null while it is unknown. */
  get list(): readonly Recording[] | null {
    return this.#list;
  }

  begin(): () => void {
    const ends = [
      listen('recordings.changed', (list) => (this.#list = list)),
      listen('recordings.progress', (recording) => {
        this.#list = this.#list?.map((each) => (each.id === recording.id ? recording : each)) ?? null;
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  async load(): Promise<void> {
    this.#list = await request('recordings.list', {});
  }

  /** @returns what was passed over. @throws RequestRefused */
  async add(question: RecordingRequest): Promise<SkippedFile[]> {
    const { list, skipped } = await request('recordings.add', question);
    this.#list = list;
    return skipped;
  }

  /** @throws RequestRefused */
  async act(what: 'stop' | 'resume' | 'remove', { id }: Recording): Promise<void> {
    await request(`recordings.${what}`, { id });
  }
}

export const recordings = new RecordingsState();
