import { DemifaceError } from '../../../artifact/error.ts';
import type { Task } from '../../../artifact/labels.ts';
import type { LiveFrame } from '../../../reading/live/live-frame.ts';
import type { RawFrame } from '../../../reading/live/sources/pixel-formats.ts';
import type { AudienceSettings, CameraError, CorePayload, TallyState } from '../../ipc/contract.ts';
import { closeDays } from '../audience/buckets/close-day.ts';
import { deleteOld } from '../audience/buckets/retention.ts';
import { readAudienceSettings } from '../audience/settings/stored-settings.ts';
import { cameraError } from '../audience/tally/known-error.ts';
import { MINUTE_MS } from '../audience/time/local-time.ts';
import type { CoreContext } from '../handlers.ts';
import { CameraSession } from './camera-session.ts';
import type { LiveNets } from './live-nets.ts';
import { openLiveNets, readersHash } from './live-nets.ts';
import { Tallies } from './tallies.ts';

/** The cameras that are looked at now. Their nets are opened with the first one and let go with the last. */
export class LiveCameras {
  readonly #context: CoreContext;
  readonly #sessions = new Map<number, CameraSession>();
  readonly #tallies: Tallies;
  readonly #clock: NodeJS.Timeout;
  readonly #reading = new Set<Promise<unknown>>();
  #nets: Promise<LiveNets> | null = null;
  #nextSession = 1;

  constructor(context: CoreContext) {
    this.#context = context;
    this.#tallies = new Tallies(context.store);
    this.#clock = setInterval(() => this.#tick(), MINUTE_MS).unref();
  }

  /**
   * Begins to look through a camera; a session of the same camera ends.
   * @throws DemifaceError `missing` if it is not set up; `usage` if nothing may be counted; as `openLiveNets`
   */
  async open(camera: string): Promise<number> {
    const plan = this.#planOf(camera);
    const nets = await this.#open();
    for (const [number, session] of this.#sessions) if (session.camera === camera) this.#end(number);
    const number = this.#nextSession++;
    this.#sessions.set(number, this.#newSession(plan, nets));
    return number;
  }

  /** @throws DemifaceError `missing` if the session has ended; as `CameraSession.read` */
  async read(number: number, frame: RawFrame, atMs: number): Promise<LiveFrame> {
    const session = this.#sessions.get(number);
    if (!session) throw new DemifaceError('missing', 'this camera is not looked at any more');
    const reading = session.read(frame, atMs, Date.now());
    this.#reading.add(reading);
    return reading.finally(() => this.#reading.delete(reading));
  }

  async close(number: number): Promise<void> {
    this.#end(number);
    if (this.#sessions.size === 0) await this.#letGo();
  }

  /** Other models are live, or something else is to be counted: whoever looks does so anew. */
  async renew(): Promise<void> {
    const before = this.#nets;
    this.#nets = null;
    for (const [number, session] of this.#sessions) {
      session.end();
      try {
        const plan = this.#planOf(session.camera);
        this.#sessions.set(number, this.#newSession(plan, await this.#open()));
      } catch {
        this.#sessions.delete(number); // Its camera is set up no more: its next frame is told so.
      }
    }
    await this.#dispose(before);
  }

  /**
   * A person counts beside a camera.
   * @throws DemifaceError `usage` if the camera does not run; as `Tallies.act`
   */
  async tally(id: string, act: CorePayload<'audience.tally'>['act']): Promise<TallyState> {
    if (act !== 'begin') return this.#tallies.act(id, act, Date.now());
    const camera = this.#settings().cameras.find((known) => known.id === id);
    if (!camera || ![...this.#sessions.values()].some((session) => session.camera === id))
      throw new DemifaceError('usage', 'start the camera first, then count beside it');
    return this.#tallies.begin(camera, await this.#readersHash(), Date.now());
  }

  /** How the cameras err, from what people counted beside them. */
  async errors(): Promise<CameraError[]> {
    const models = await this.#readersHash();
    return this.#settings().cameras.map(({ id }) => cameraError(this.#context.store, id, models));
  }

  /** Writes all that is known, and ends. */
  async end(): Promise<void> {
    clearInterval(this.#clock);
    for (const number of [...this.#sessions.keys()]) this.#end(number);
    await this.#letGo();
  }

  #settings(): AudienceSettings {
    return readAudienceSettings(this.#context.store);
  }

  /** Of what reads, or would; networks that are open are not read from disk again for it. */
  async #readersHash(): Promise<string> {
    if (this.#nets) return (await this.#nets).hash;
    return readersHash(this.#context.store, tasksOf(this.#settings()));
  }

  #planOf(id: string) {
    const { cameras, sites, measures, purposes } = this.#settings();
    const camera = cameras.find((known) => known.id === id);
    if (!camera) throw new DemifaceError('missing', 'this camera is not set up any more');
    if (purposes.length === 0)
      throw new DemifaceError('usage', 'nothing is counted before a purpose is chosen in the settings');
    return { camera, site: sites.find((known) => known.id === camera.site)!, measures };
  }

  #newSession(plan: ConstructorParameters<typeof CameraSession>[1], nets: LiveNets): CameraSession {
    const { store } = this.#context;
    return new CameraSession(store, plan, nets, (nowMs) => this.#tallies.visit(plan.camera.id, nowMs));
  }

  #open(): Promise<LiveNets> {
    this.#nets ??= openLiveNets(this.#context.store, tasksOf(this.#settings())).catch((error: unknown) => {
      this.#nets = null;
      throw error;
    });
    return this.#nets;
  }

  #end(number: number): void {
    const session = this.#sessions.get(number);
    this.#sessions.delete(number);
    session?.end();
  }

  /** Each minute: counts are written, days that are over are closed, what is too old goes. */
  #tick(): void {
    const now = Date.now();
    try {
      const settings = this.#settings();
      for (const session of this.#sessions.values()) session.tick(now);
      closeDays(this.#context.store, settings, now);
      deleteOld(this.#context.store, settings, now);
    } catch {
      return; // The database is held or full: nothing is lost, the next minute tries again.
    }
    if (this.#sessions.size > 0) this.#context.emit('audience.changed', {});
  }

  async #letGo(): Promise<void> {
    const nets = this.#nets;
    this.#nets = null;
    await this.#dispose(nets);
  }

  /** Nets are disposed when nobody reads with them any more. */
  async #dispose(nets: Promise<LiveNets> | null): Promise<void> {
    await Promise.allSettled(this.#reading);
    await (await nets?.catch(() => null))?.dispose();
  }
}

/** Expressions are never read of an audience. Gender needs the age, too: a child's is not told. */
function tasksOf({ measures }: AudienceSettings): Task[] {
  if (measures.includes('gender')) return ['gender', 'age'];
  return measures.includes('age') ? ['age'] : [];
}
