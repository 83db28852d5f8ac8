import type {
  AudienceCamera,
  AudienceSettings,
  AudienceToday,
  CountingStatus,
  StoreSettings,
} from '../../../main/ipc/contract.ts';
import { cameras } from './cameras.svelte.ts';
import { listen, request } from '../page/client.ts';
import { notices } from '../page/notices.svelte.ts';

/** What is counted, where, and what was counted today. */
class AudienceState {
  #settings = $state.raw<AudienceSettings | null>(null);
  #today = $state.raw<AudienceToday | null>(null);
  #status = $state.raw<CountingStatus | null>(null);

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

  /** Saves all settings but the cameras, which are saved one by one. @throws RequestRefused */
  async save(settings: StoreSettings): Promise<void> {
    this.#show(await request('audience.set', { settings }));
  }

  /** Adds a camera or puts another in the place of the one with its id. @throws RequestRefused */
  async saveCamera(camera: AudienceCamera): Promise<void> {
    this.#show(await request('audience.saveCamera', { camera }));
  }

  /** With all its counts. @throws RequestRefused */
  async removeCamera(id: string): Promise<void> {
    this.#show(await request('audience.removeCamera', { id }));
  }

  #show(settings: AudienceSettings): void {
    this.#settings = settings;
    cameras.follow(settings.cameras);
  }
}

export const audience = new AudienceState();
