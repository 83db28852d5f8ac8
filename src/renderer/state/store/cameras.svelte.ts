import type { AudienceCamera } from '../../../main/ipc/contract.ts';
import { type FindDevice, LiveCamera } from '../../live/camera.svelte.ts';
import { problemOf } from '../../live/camera-problem.ts';
import type { CameraFrame } from '../../live/frames-of.ts';
import { namedDevices } from '../../live/open-camera.ts';
import { request } from '../page/client.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';
import { freeDevices } from './device-choice.ts';

/** A camera that is set up, and its picture. */
export interface ShownCamera {
  readonly settings: AudienceCamera;
  readonly live: LiveCamera;
}

/** The store's cameras. They go on while other views are open. */
class Cameras {
  #list = $state.raw<readonly ShownCamera[]>([]);
  /** Whether the person has started them; a page that is loaded anew in this window starts them again. */
  readonly #areWanted = new PersistedState<boolean>(
    'cameras.on',
    false,
    'session',
    (value) => typeof value === 'boolean',
  );

  /** Stores a camera's settings, which are followed then. */
  save: ((camera: AudienceCamera) => Promise<void>) | null = null;
  /** One after the other, so that no two find the same device. */
  #finding: Promise<unknown> = Promise.resolve();
  /** Cameras for which several devices were there: the one that is left when others are unplugged need not be theirs. */
  readonly #unchosen = new Set<string>();

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
      const live = liveCamera(settings, () => this.#findDevice(settings.id));
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

  #findDevice(id: string): ReturnType<FindDevice> {
    const found = this.#finding.then(() => this.#storeDevice(id));
    this.#finding = found.catch(() => {});
    return found;
  }

  /**
   * For a camera without a device: the only one that no other camera uses. It is stored, so that the camera never counts
   * through another one, then or after a restart.
   */
  async #storeDevice(id: string): ReturnType<FindDevice> {
    const devices = await namedDevices().catch(problemOf);
    if (typeof devices === 'string') return { problem: devices };
    const all = this.#list.map(({ settings }) => settings);
    const camera = all.find((one) => one.id === id);
    if (!camera) return { problem: 'missing' };
    if (camera.device.id) return camera.device;
    const others = all.filter((one) => one !== camera);
    const free = freeDevices(others, devices);
    if (free.length > 1) this.#unchosen.add(id);
    if (this.#unchosen.has(id)) return { problem: 'unchosen' };
    if (free.length === 0) return { problem: 'missing' };
    const device = { ...camera.device, id: free[0]!.id };
    await this.save?.({ ...camera, device });
    return device;
  }
}

function liveCamera({ id, device }: AudienceCamera, findDevice: FindDevice): LiveCamera {
  const wish = { deviceId: device.id || null, width: device.width, height: device.height };
  const openReader = async () => {
    const { session } = await request('audience.openCamera', { camera: id });
    return {
      read: ({ atMs, pixels }: CameraFrame) => request('audience.frame', { session, atMs, pixels }),
      close: () => request('audience.closeCamera', { session }).then(() => undefined),
    };
  };
  return new LiveCamera(wish, openReader, findDevice);
}

export const cameras = new Cameras();
