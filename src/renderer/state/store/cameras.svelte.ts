import type { AudienceCamera } from '../../../main/ipc/contract.ts';
import { LiveCamera } from '../../live/camera.svelte.ts';
import { request } from '../page/client.ts';
import { Kept } from '../page/kept.svelte.ts';

/** A camera that is set up, and its picture. */
export interface ShownCamera {
  readonly settings: AudienceCamera;
  readonly live: LiveCamera;
}

/** The store's cameras. They go on while other views are open. */
class Cameras {
  #list = $state.raw<readonly ShownCamera[]>([]);
  /** Whether the person has started them; a page that is loaded anew in this window starts them again. */
  readonly #areWanted = new Kept<boolean>(
    'cameras.on',
    false,
    'session',
    (value) => typeof value === 'boolean',
  );

  get list(): readonly ShownCamera[] {
    return this.#list;
  }
  get areWanted(): boolean {
    return this.#areWanted.now;
  }
  get areAllOff(): boolean {
    return this.#list.every(({ live }) => live.state === 'off');
  }
  /** How many give pictures now. */
  get running(): number {
    return this.#list.filter(({ live }) => live.state === 'on').length;
  }
  /** Whether one that was started gives none. */
  get areAnyLost(): boolean {
    return this.#list.some(({ live }) => live.problem !== null);
  }

  /** Follows what is set up: a camera that was changed is opened anew, one that is gone is stopped. */
  follow(wanted: readonly AudienceCamera[]): void {
    const before = new Map(this.#list.map((shown) => [shown.settings.id, shown]));
    const kept = wanted.map((settings) => {
      const known = before.get(settings.id);
      if (known && JSON.stringify(known.settings) === JSON.stringify(settings)) {
        before.delete(settings.id);
        return known;
      }
      const live = liveCamera(settings);
      if (known && known.live.state !== 'off') live.start();
      return { settings, live };
    });
    for (const { live } of before.values()) live.stop();
    this.#list = kept;
  }

  startAll(): void {
    this.#areWanted.now = true;
    for (const { live } of this.#list) live.start();
  }

  stopAll(): void {
    this.#areWanted.now = false;
    for (const { live } of this.#list) live.stop();
  }
}

function liveCamera({ id, device }: AudienceCamera): LiveCamera {
  const wish = { deviceId: device.id || null, width: device.width, height: device.height };
  return new LiveCamera(wish, async () => {
    const { session } = await request('audience.openCamera', { camera: id });
    return {
      read: ({ atMs, pixels }) => request('audience.frame', { session, atMs, pixels }),
      close: () => request('audience.closeCamera', { session }).then(() => undefined),
    };
  });
}

export const cameras = new Cameras();
