import { isDeepStrictEqual } from 'node:util';

import { DemifaceError } from '../../../../../common/error.ts';
import { Turns } from '../../../../../common/turns.ts';
import type { ModelTask } from '../../../../../artifact/labels.ts';
import type { LiveFrame } from '../../../../../inference/prediction/live-frame.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import type {
  AudienceSettings,
  CameraError,
  CountingStatus,
  CorePayload,
  AuditCountState,
} from '../../../../ipc/contract.ts';
import type { CountingModels } from '../buckets/models.ts';
import { type MachineClock, machineClock } from '../clock/machine-clock.ts';
import { SHORT_WAIT_MS } from '../clock/counting-clock.ts';
import { StoredClock } from '../clock/stored-clock.ts';
import type { CountingPlan } from '../counting/counting-plan.ts';
import { countedTasks, countingPlan } from '../counting/counting-plan.ts';
import { readAudienceSettings } from '../settings/stored-settings.ts';
import { cameraError } from '../audits/known-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { Upkeep } from '../buckets/upkeep.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import type { Backups } from '../../../platform/backup/backup-jobs.ts';
import { CameraSession } from './camera-session.ts';
import { FrameMemory } from '../../../platform/live/frame-memory.ts';
import type { CountingNets } from './counting-nets.ts';
import { liveCountingModels, openCountingNets } from './counting-nets.ts';
import { SharedNets } from '../../../platform/live/shared-nets.ts';
import { Audits } from '../audits/audits.ts';
import { UnwrittenSessions } from './unwritten-sessions.ts';

/** What tests replace. */
interface Parts {
  machine?: MachineClock;
  openNets?: typeof openCountingNets;
  memory?: FrameMemory;
}

/**
 * The cameras that are read now. Their nets are opened with the first one and disposed with the last. Opening, closing and
 * renewing take turns, so that none finds the nets of another half open or disposed.
 */
export class LiveCameras {
  readonly #context: CoreContext;
  readonly #nets: SharedNets<CountingNets>;
  readonly #clock: StoredClock;
  readonly #upkeep: Upkeep;
  readonly #sessions = new Map<number, CameraSession>();
  /** By session that could not be renewed: why. Its next frame is refused with it, and its page opens another one. */
  readonly #refused = new Map<number, Error>();
  readonly #unwritten = new UnwrittenSessions();
  readonly #audits: Audits;
  readonly #memory: FrameMemory;
  readonly #timer: NodeJS.Timeout;
  readonly #turns = new Turns();
  #nextSession = 1;
  #hasEnded = false;
  #ticking: Promise<void> | null = null;
  #deleting: Promise<void>;
  /** Why the last tick failed as a whole. */
  #problem: string | null = null;
  #shown: string;

  constructor(
    context: CoreContext,
    backups: Pick<Backups, 'forget'>,
    { machine = machineClock, openNets = openCountingNets, memory = new FrameMemory() }: Parts = {},
  ) {
    this.#context = context;
    this.#nets = new SharedNets(
      () => openNets(context.store, countedTasks(this.#settings())),
      () => this.#emitStatus(),
    );
    this.#memory = memory;
    this.#clock = new StoredClock(context.store, machine);
    this.#upkeep = new Upkeep(context.store, this.#clock, backups);
    this.#audits = new Audits(context.store);
    this.#shown = this.#statusText();
    this.#timer = setInterval(() => void this.tick(), MINUTE_MS).unref();
    this.#deleting = this.deleteMarked(); // What the core before this one left: nobody should have to wait a minute.
  }

  /** The time by which is counted. */
  nowMs(): number {
    return this.#clock.nowMs();
  }

  /**
   * Opens a camera. A session that it has already, as when its page crashed, continues under a new number: nobody in view is
   * counted again.
   * @throws DemifaceError `missing` if it is not set up; `usage` if nothing may be counted; as `openCountingNets`
   */
  open(camera: string): Promise<number> {
    return this.#inTurn(async () => {
      if (this.#hasEnded) throw new DemifaceError('interrupted', 'the app is closing');
      this.#planOf(camera);
      const nets = await this.#nets.open();
      // What is counted may have been changed meanwhile.
      const plan = this.#planOf(camera);
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
  async read(number: number, frame: RawFrame, atMs: number): Promise<LiveFrame> {
    const session = this.#sessions.get(number);
    if (!session)
      throw (
        this.#refused.get(number) ?? new DemifaceError('missing', 'this camera is not looked at any more')
      );
    // Its counts may have failed to be written, or be written again.
    return this.#nets.hold(session.read(frame, atMs, this.#clock.nowMs())).finally(() => this.#emitStatus());
  }

  async close(number: number): Promise<void> {
    const hasCounted = this.#sessions.has(number);
    this.#end(number);
    await this.#inTurn(() => Promise.resolve());
    this.#refused.delete(number);
    this.#emitStatus(hasCounted);
  }

  /** Another model of a task is live: where it reads, sessions continue with new nets, tracks numbered anew. */
  renewNets(task: ModelTask): Promise<void> {
    return this.#renew(({ tasks }) => task === 'occlusion' || tasks.includes(task));
  }

  /** The settings are other ones: sessions that count otherwise by them have their tracks numbered anew, all others go on. */
  renewPlans(): Promise<void> {
    this.#discardRemoved();
    return this.#renew(({ tasks }) => !isDeepStrictEqual(tasks, countedTasks(this.#settings())));
  }

  /**
   * A person counts beside a camera.
   * @throws DemifaceError `usage` if the camera does not run; as `Audits.act`
   */
  async audit(id: string, act: CorePayload<'audience.audit'>['act']): Promise<AuditCountState> {
    if (act !== 'begin') return this.#audits.act(id, act, this.#clock.nowMs());
    const readers = await this.#readers();
    const camera = this.#settings().cameras.find((known) => known.id === id);
    if (!camera || ![...this.#sessions.values()].some((session) => session.camera === id))
      throw new DemifaceError('usage', 'start the camera first, then count beside it');
    return this.#audits.begin(camera, readers, this.#clock.nowMs());
  }

  /** How the cameras err, from what people counted beside them. */
  async errors(): Promise<CameraError[]> {
    const { hash } = await this.#readers();
    return this.#settings().cameras.map(({ id }) => cameraError(this.#context.store, id, hash));
  }

  /** How counting is: a clock in doubt, writes that wait, days that cannot be closed. */
  status(): CountingStatus {
    const sessions = [...this.#sessions.values(), ...this.#unwritten.all()];
    const { doubt, owedMs } = this.#clock;
    return {
      clock: doubt,
      clockOwedHours: Math.ceil(owedMs / HOUR_MS),
      isDeletionHeld: this.#upkeep.holdsOld && (doubt !== null || owedMs > SHORT_WAIT_MS),
      machineMs: Date.now(),
      countingMs: this.#clock.nowMs(),
      unwritten: sessions.flatMap(({ camera, failure }) =>
        failure === null ? [] : [{ camera, message: failure }],
      ),
      problems: [
        ...(this.#problem === null ? [] : [this.#problem]),
        ...this.#nets.leftOut,
        ...this.#upkeep.problems,
      ],
    };
  }

  /** A person says that the machine's clock is right. @throws what SQLite throws */
  confirmClock(): void {
    this.#clock.confirm();
  }

  /** Merges what was kept with a smaller k than the settings ask for now. */
  mergePast(): Promise<void> {
    return this.#upkeep.mergePast(this.#settings());
  }

  /** Deletes the counts of cameras that were removed, in the backups too. */
  deleteMarked(): Promise<void> {
    return (this.#deleting = this.#upkeep.deleteMarked());
  }

  /** Each minute: counts are written, days that are over are closed, what is too old is deleted. */
  tick(): Promise<void> {
    return (this.#ticking ??= this.#runTick().finally(() => (this.#ticking = null)));
  }

  /** Writes all that is known, and ends. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    this.#hasEnded = true;
    for (const number of [...this.#sessions.keys()]) this.#end(number);
    this.#upkeep.stop();
    await Promise.all([this.#ticking, this.#deleting]);
    await this.#inTurn(() => Promise.resolve());
    await this.#unwritten.flush();
    try {
      this.#clock.save();
    } catch (error) {
      console.error('the time of the end was not stored:', refusalOf(error).message);
    }
  }

  #settings(): AudienceSettings {
    return readAudienceSettings(this.#context.store);
  }

  /** Of what reads, or would; networks that are open are not read from disk again for it. */
  async #readers(): Promise<CountingModels> {
    if (this.#nets.current) return (await this.#nets.current).readers;
    return liveCountingModels(this.#context.store, countedTasks(this.#settings()));
  }

  #planOf(id: string): CountingPlan {
    return countingPlan(this.#settings(), id);
  }

  #newSession(plan: CountingPlan, nets: CountingNets): CameraSession {
    const { store } = this.#context;
    return new CameraSession(store, plan, nets, this.#memory, (nowMs) =>
      this.#audits.visit(plan.camera.id, nowMs),
    );
  }

  #renew(isStale: (nets: CountingNets) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#sessions.size === 0) return;
      await this.#nets.renew(isStale, (opened) => {
        for (const [number, session] of [...this.#sessions])
          try {
            if (opened instanceof Error) throw opened;
            const plan = this.#planOf(session.camera);
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

  /** After everything that was asked for before; nets that no session needs are disposed at its end. */
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

  /** Counts of a camera that was removed are deleted; none may be written after that. */
  #discardRemoved(): void {
    const known = new Set(this.#settings().cameras.map(({ id }) => id));
    for (const [number, session] of this.#sessions)
      if (!known.has(session.camera)) {
        session.discard();
        this.#sessions.delete(number);
      }
    this.#unwritten.discardOthers(known);
    this.#audits.discardOthers(known);
  }

  async #runTick(): Promise<void> {
    try {
      const nowMs = this.#clock.nowMs();
      for (const session of this.#sessions.values()) session.tick(nowMs);
      this.#unwritten.retry();
      await this.#upkeep.run(this.#settings());
      this.#clock.save();
      this.#problem = null;
    } catch (error) {
      this.#problem = `${refusalOf(error).message}; it is tried again every minute`;
    }
    this.#emitStatus(this.#sessions.size > 0);
  }

  /** @param areCountsNew whether more has changed than the status */
  #emitStatus(areCountsNew = false): void {
    const shown = this.#statusText();
    const isNew = shown !== this.#shown;
    this.#shown = shown;
    if (isNew || areCountsNew) this.#context.emit('audience.changed', {});
  }

  #statusText(): string {
    // Times pass without a change.
    return JSON.stringify({ ...this.status(), machineMs: null, countingMs: null });
  }
}
