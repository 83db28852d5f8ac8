import { isDeepStrictEqual } from 'node:util';

import { DemifaceError } from '../../../../../common/error.ts';
import { message, type CodedMessage } from '../../../../../messages/message.ts';
import type { ModelTask } from '../../../../../artifact/labels.ts';
import type { LiveFrame } from '../../../../../inference/prediction/live-frame.ts';
import type { RawFrame } from '../../../../../inference/sources/pixel-formats.ts';
import type {
  AudienceSettings,
  AuditAct,
  CameraError,
  CountingStatus,
  AuditCountState,
} from '../../../../ipc/contract.ts';
import type { CountingModels } from '../buckets/models.ts';
import { type MachineClock, machineClock } from '../../../platform/time/machine-clock.ts';
import { SHORT_WAIT_MS } from '../clock/counting-clock.ts';
import { StoredClock } from '../clock/stored-clock.ts';
import { countedTasks, countingPlan } from '../counting/counting-plan.ts';
import { readAudienceSettings } from '../settings/stored-settings.ts';
import { cameraError } from '../audits/known-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { Upkeep } from '../buckets/upkeep.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import type { Backups } from '../../../platform/backup/backup-jobs.ts';
import { CameraSessions } from './camera-sessions.ts';
import { FrameMemory } from '../../../platform/live/frame-memory.ts';
import { liveCountingModels, openCountingNets } from './counting-nets.ts';
import { Audits } from '../audits/audits.ts';

/** What tests replace. */
interface Parts {
  machine?: MachineClock;
  openNets?: typeof openCountingNets;
  memory?: FrameMemory;
}

/** The counting of an audience: its cameras, its clock, people who count beside it, and what is to be done each minute. */
export class LiveCameras {
  readonly #context: CoreContext;
  readonly #sessions: CameraSessions;
  readonly #clock: StoredClock;
  readonly #upkeep: Upkeep;
  readonly #audits: Audits;
  readonly #timer: NodeJS.Timeout;
  #ticking: Promise<void> | null = null;
  #deleting: Promise<void>;
  /** Why the last tick failed as a whole. */
  #problem: CodedMessage | null = null;
  #shown: string;
  /** Changes of the upkeep that the page has had an event for. */
  #emittedChanges = -1;

  constructor(
    context: CoreContext,
    backups: Pick<Backups, 'forget'>,
    { machine = machineClock, openNets = openCountingNets, memory = new FrameMemory() }: Parts = {},
  ) {
    this.#context = context;
    this.#sessions = new CameraSessions({
      store: context.store,
      memory,
      openNets: () => openNets(context.store, countedTasks(this.#settings())),
      planOf: (camera) => countingPlan(this.#settings(), camera),
      onNets: () => this.#emitStatus(),
      listenerOf: (camera) => ({
        visit: (atMs) => this.#audits.visit(camera, atMs),
        withdraw: (atMs) => this.#audits.withdraw(camera, atMs),
      }),
    });
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

  /** @throws DemifaceError `missing` if it is not set up; `usage` if nothing may be counted; as `CameraSessions.open` */
  async open(camera: string): Promise<number> {
    const session = await this.#sessions.open(camera);
    await this.#endOutdatedAudits();
    return session;
  }

  /** @throws as `CameraSessions.read` */
  read(number: number, frame: RawFrame, atMs: number): Promise<LiveFrame> {
    // Its counts may have failed to be written, or be written again.
    return this.#sessions.read(number, frame, atMs, this.#clock.nowMs()).finally(() => this.#emitStatus());
  }

  async close(number: number): Promise<void> {
    this.#emitStatus(await this.#sessions.close(number));
  }

  /** Another model of a task is live: where it reads, sessions continue with new nets, tracks numbered anew. */
  async renewNets(task: ModelTask): Promise<void> {
    const before = this.#sessions.nets;
    await this.#sessions.renew(({ tasks }) => task === 'occlusion' || tasks.some((read) => read === task));
    if (before !== null && this.#sessions.nets !== before) this.#endAudits(null);
  }

  /** The settings are other ones: sessions that count otherwise by them have their tracks numbered anew, all others go on. */
  async renewPlans(): Promise<void> {
    this.#discardRemoved();
    await this.#sessions.renew(({ tasks }) => !isDeepStrictEqual(tasks, countedTasks(this.#settings())));
    await this.#endOutdatedAudits();
  }

  /**
   * A person counts beside a camera.
   * @throws DemifaceError `usage` if the camera does not run; as `Audits.act`
   */
  async audit(id: string, act: AuditAct): Promise<AuditCountState> {
    if (act !== 'begin') return this.#audits.act(id, act, this.#clock.nowMs());
    const readers = await this.#readers();
    const camera = this.#settings().cameras.find((known) => known.id === id);
    if (!camera || !this.#sessions.isOpen(id))
      throw new DemifaceError('usage', message('counting.startFirst'));
    return this.#audits.begin(camera, readers, this.#clock.nowMs());
  }

  /** How the cameras err, from what people counted beside them. */
  async errors(): Promise<CameraError[]> {
    const { hash } = await this.#readers();
    return this.#settings().cameras.map(({ id }) => cameraError(this.#context.store, id, hash));
  }

  /** How counting is: a clock in doubt, writes that wait, days that cannot be closed. */
  status(): CountingStatus {
    const { doubt, owedMs } = this.#clock;
    return {
      clock: doubt,
      clockOwedHours: Math.ceil(owedMs / HOUR_MS),
      isDeletionHeld: this.#upkeep.holdsOld && (doubt !== null || owedMs > SHORT_WAIT_MS),
      machineMs: Date.now(),
      countingMs: this.#clock.nowMs(),
      unwritten: this.#sessions.unwritten,
      problems: [
        ...(this.#problem === null ? [] : [this.#problem]),
        ...this.#sessions.leftOut,
        ...this.#upkeep.problems,
      ],
    };
  }

  /** A person confirms that the machine's clock is right. @throws what SQLite throws */
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
    this.#sessions.stop();
    this.#upkeep.stop();
    await Promise.all([this.#ticking, this.#deleting]);
    await this.#sessions.flush();
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
    const { nets } = this.#sessions;
    if (nets) return (await nets).readers;
    return liveCountingModels(this.#context.store, countedTasks(this.#settings()));
  }

  /** Audits of other models than those that are open now end. */
  async #endOutdatedAudits(): Promise<void> {
    const nets = await this.#sessions.nets?.catch(() => null);
    if (nets) this.#endAudits(nets.readers);
  }

  #endAudits(models: CountingModels | null): void {
    if (this.#audits.endOutdated(models, this.#clock.nowMs())) this.#emitStatus(true);
  }

  /** Counts of a camera that was removed are deleted; none may be written after that. */
  #discardRemoved(): void {
    const known = new Set(this.#settings().cameras.map(({ id }) => id));
    this.#sessions.discardOthers(known);
    this.#audits.discardOthers(known);
  }

  async #runTick(): Promise<void> {
    let areCountsNew = this.#sessions.size > 0;
    try {
      this.#sessions.tick(this.#clock.nowMs());
      await this.#upkeep.run(this.#settings());
      this.#clock.save();
      this.#problem = null;
      areCountsNew ||= this.#upkeep.changes !== this.#emittedChanges;
      this.#emittedChanges = this.#upkeep.changes;
    } catch (error) {
      this.#problem = message('counting.triedAgain', { problem: refusalOf(error).message });
    }
    this.#emitStatus(areCountsNew);
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
