import { DemifaceError } from '../../../../../common/error.ts';
import { message, type CodedMessage, type StoredMessage } from '../../../../../messages/message.ts';
import { SerialQueue } from '../../../../../common/serial-queue.ts';
import type { LiveFrame } from '../../../../../inference/prediction/live-frame.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import type { FrameMemory } from '../../../platform/live/frame-memory.ts';
import { SharedNets } from '../../../platform/live/shared-nets.ts';
import type { Store } from '../../../platform/store/store.ts';
import type { VisitListener } from '../counting/counter.ts';
import type { CountingPlan } from '../counting/counting-plan.ts';
import { CameraSession } from './camera-session.ts';
import type { CountingNets } from './counting-nets.ts';
import { UnwrittenSessions } from './unwritten-sessions.ts';

export interface CameraSessionsOptions {
  store: Store;
  memory: FrameMemory;
  openNets: () => Promise<CountingNets>;
  /** What is counted at a camera now. @throws as `countingPlan` */
  planOf: (camera: string) => CountingPlan;
  /** Called when `leftOut` may have changed. */
  onNets: () => void;
  /** Of the visits of a camera, by the counting clock. */
  listenerOf: (camera: string) => VisitListener;
}

/**
 * The sessions of the cameras that are read now, by number. Their nets are opened with the first one and disposed with the
 * last. Opening, closing and renewing take turns, so that none finds the nets of another half open or disposed.
 */
export class CameraSessions {
  readonly #options: CameraSessionsOptions;
  readonly #nets: SharedNets<CountingNets>;
  readonly #sessions = new Map<number, CameraSession>();
  /** By session that could not be renewed: why. Its next frame is refused with it, and its page opens another one. */
  readonly #refused = new Map<number, Error>();
  readonly #unwritten = new UnwrittenSessions();
  readonly #turns = new SerialQueue();
  #nextSession = 1;
  #hasEnded = false;

  constructor(options: CameraSessionsOptions) {
    this.#options = options;
    this.#nets = new SharedNets(options.openNets, options.onNets);
  }

  /** How many are open. */
  get size(): number {
    return this.#sessions.size;
  }

  /** The nets that are open or being opened; null if none are. */
  get nets(): Promise<CountingNets> | null {
    return this.#nets.current;
  }

  /** As `SharedNets.leftOut`. */
  get leftOut(): readonly CodedMessage[] {
    return this.#nets.leftOut;
  }

  /** By camera: why counts of it wait in memory, those of sessions that have ended too. */
  get unwritten(): { camera: string; message: StoredMessage }[] {
    return [...this.#sessions.values(), ...this.#unwritten.all()].flatMap(({ camera, failure }) =>
      failure === null ? [] : [{ camera, message: failure }],
    );
  }

  isOpen(camera: string): boolean {
    return [...this.#sessions.values()].some((session) => session.camera === camera);
  }

  /**
   * Opens a camera. A session that it has already, as when its page crashed, continues under a new number: nobody in view is
   * counted again.
   * @throws DemifaceError `interrupted` after `stop`; as `planOf` and `openNets`
   */
  open(camera: string): Promise<number> {
    const { planOf } = this.#options;
    return this.#inTurn(async () => {
      if (this.#hasEnded) throw new DemifaceError('interrupted', message('live.closing'));
      planOf(camera);
      const nets = await this.#nets.open();
      // What is counted may have been changed meanwhile.
      const plan = planOf(camera);
      const [before, known] = [...this.#sessions].find(([, { camera: other }]) => other === camera) ?? [];
      const session = known?.continueBy(plan, nets) ? known : this.#newSession(plan, nets);
      if (session === known) {
        this.#sessions.delete(before!);
        await session.restartClock();
      } else if (before !== undefined) this.#end(before);
      const number = this.#nextSession++;
      this.#sessions.set(number, session);
      return number;
    });
  }

  /** @throws DemifaceError `missing` if the session has ended; why it could not be renewed; as `CameraSession.read` */
  async read(number: number, frame: RawFrame, atMs: number, nowMs: number): Promise<LiveFrame> {
    const session = this.#sessions.get(number);
    if (!session)
      throw this.#refused.get(number) ?? new DemifaceError('missing', message('counting.cameraEnded'));
    return this.#nets.hold(session.read(frame, atMs, nowMs));
  }

  /** @returns whether it was open until now */
  async close(number: number): Promise<boolean> {
    const wasOpen = this.#sessions.has(number);
    this.#end(number);
    await this.#inTurn(() => Promise.resolve());
    this.#refused.delete(number);
    return wasOpen;
  }

  /** Sessions that cannot go on by what is counted now, or whose nets are stale, are replaced: their tracks are numbered anew. */
  renew(isStale: (nets: CountingNets) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#sessions.size === 0) return;
      await this.#nets.renew(isStale, (opened) => {
        for (const [number, session] of [...this.#sessions])
          try {
            if (opened instanceof Error) throw opened;
            const plan = this.#options.planOf(session.camera);
            if (session.continueBy(plan, opened)) continue;
            this.#end(number);
            this.#sessions.set(number, this.#newSession(plan, opened));
          } catch (error) {
            this.#end(number);
            this.#refused.set(number, error as Error);
          }
      });
    });
  }

  /** Ends cameras that are not among these; of what they counted nothing is written any more. */
  discardOthers(cameras: ReadonlySet<string>): void {
    for (const [number, session] of this.#sessions)
      if (!cameras.has(session.camera)) {
        session.discard();
        this.#sessions.delete(number);
      }
    this.#unwritten.discardOthers(cameras);
  }

  /** Writes what is due, and tries again what could not be written. */
  tick(nowMs: number): void {
    for (const session of this.#sessions.values()) session.tick(nowMs);
    this.#unwritten.retry();
  }

  /** Ends all; no other one is opened after that. */
  stop(): void {
    this.#hasEnded = true;
    for (const number of [...this.#sessions.keys()]) this.#end(number);
  }

  /** After `stop`: disposes the nets and writes all that is known. */
  async flush(): Promise<void> {
    await this.#inTurn(() => Promise.resolve());
    await this.#unwritten.flush();
  }

  #newSession(plan: CountingPlan, nets: CountingNets): CameraSession {
    const { store, memory, listenerOf } = this.#options;
    return new CameraSession(store, plan, nets, memory, listenerOf(plan.camera.id));
  }

  /** After all earlier requests; nets that no session needs are disposed at its end. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take(() =>
      work().finally(async () => {
        if (this.#sessions.size === 0) await this.#nets.close();
      }),
    );
  }

  #end(number: number): void {
    const session = this.#sessions.get(number);
    this.#sessions.delete(number);
    if (session) this.#unwritten.end(session);
  }
}
