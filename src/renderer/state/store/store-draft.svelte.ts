import { textOf } from '../../messages/coded.ts';
import { audience } from './audience.svelte.ts';
import { request } from '../page/client.ts';
import type { Draft, Place } from './draft.ts';
import { draftOf, draftProblems, settingsOf } from './draft.ts';

/** The store's settings as they are being written. They stay while other views are open and count once they are saved. */
class StoreDraft {
  #changed = $state.raw<Draft | null>(null);
  #refusal = $state<string | null>(null);
  readonly #saved = $derived(audience.settings && draftOf(audience.settings));
  readonly #problems = $derived.by((): ReadonlyMap<Place, string> => {
    const draft = this.now;
    return draft ? draftProblems(draft, this.#refusal) : new Map<Place, string>();
  });

  get now(): Draft | null {
    return this.#changed ?? this.#saved;
  }
  get isChanged(): boolean {
    return this.#changed !== null && JSON.stringify(this.#changed) !== JSON.stringify(this.#saved);
  }
  get problems(): ReadonlyMap<Place, string> {
    return this.#problems;
  }

  change(part: Partial<Draft>): void {
    this.#changed = { ...this.now!, ...part };
    if (part.people !== undefined || part.measures !== undefined) void this.#askWhatIsRefused();
  }

  drop(): void {
    this.#changed = null;
    this.#refusal = null;
  }

  /** @throws RequestRefused: then nothing of it is saved */
  async save(): Promise<void> {
    const settings = settingsOf(this.now!);
    if (!settings || this.#problems.size > 0) return;
    const saved = this.#changed;
    await audience.save(settings);
    // What was typed meanwhile is still to be saved.
    if (this.#changed === saved) this.drop();
  }

  /** The core checks what is refused, and why. */
  async #askWhatIsRefused(): Promise<void> {
    const { people, measures } = this.now!;
    const { reason } = await request('audience.refusal', { people, measures: [...measures] });
    // Nothing else was chosen meanwhile.
    if (this.now?.people === people && this.now.measures === measures)
      this.#refusal = reason && textOf(reason);
  }
}

export const storeDraft = new StoreDraft();
