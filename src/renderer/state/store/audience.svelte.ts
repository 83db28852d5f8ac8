import type {
  AudienceCamera,
  AudienceSettings,
  AudienceToday,
  CountingStatus,
} from '../../../main/ipc/contract.ts';
import { cameras } from './cameras.svelte.ts';
import { listen, request } from '../page/client.ts';
import { notices } from '../page/notices.svelte.ts';

/** What is counted, where, and what was counted today. */
class AudienceState {
  #settings = $state.raw<AudienceSettings | null>(null);
  #today = $state.raw<AudienceToday | null>(null);
  #status = $state.raw<CountingStatus | null>(null);
  /** The change under way; never fails. */
  #last: Promise<void> = Promise.resolve();

  constructor() {
    cameras.save = (camera) => this.saveCamera(camera);
  }

  get settings(): AudienceSettings | null {
    return this.#settings;
  }
  get today(): AudienceToday | null {
    return this.#today;
  }
  /** How counting is: the clock, writes that wait, what could not be closed. */
  get status(): CountingStatus | null {
    return this.#status;
  }
  /** What is counted and its purpose are set. */
  get isSetUp(): boolean {
    return (this.#settings?.purposes.length ?? 0) > 0;
  }

  begin(): () => void {
    return listen('audience.changed', () => void notices.attempt(() => this.load()));
  }

  async load(): Promise<void> {
    this.#show(await request('audience.settings', {}));
    this.#today = await request('audience.today', {});
    this.#status = await request('audience.status', {});
  }

  /** A person confirms that the machine's clock is right. @throws RequestRefused */
  async confirmClock(): Promise<void> {
    this.#status = await request('audience.confirmClock', {});
  }

  /** Saves all settings but the cameras, which are set up by themselves. @throws RequestRefused */
  save(settings: AudienceSettings): Promise<void> {
    return this.#change(({ cameras: list }) => ({ ...settings, cameras: list }));
  }

  /** Adds a camera or puts another in the place of the one with its id. @throws RequestRefused */
  saveCamera(camera: AudienceCamera): Promise<void> {
    return this.#change((settings) => {
      const isKnown = settings.cameras.some(({ id }) => id === camera.id);
      const list = isKnown
        ? settings.cameras.map((each) => (each.id === camera.id ? camera : each))
        : [...settings.cameras, camera];
      return { ...settings, cameras: list };
    });
  }

  /** @throws RequestRefused */
  removeCamera(id: string): Promise<void> {
    return this.#change((settings) => ({
      ...settings,
      cameras: settings.cameras.filter((camera) => camera.id !== id),
    }));
  }

  /** Changes come one after the other, each of what the one before left: a stale list would take cameras back. */
  #change(change: (settings: AudienceSettings) => AudienceSettings): Promise<void> {
    const next = this.#last.then(async () =>
      this.#show(await request('audience.set', { settings: change(this.#settings!) })),
    );
    this.#last = next.catch(() => {});
    return next;
  }

  #show(settings: AudienceSettings): void {
    this.#settings = settings;
    cameras.follow(settings.cameras);
  }
}

export const audience = new AudienceState();
