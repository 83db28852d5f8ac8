import type { AuditAct, AuditCountState, CameraError } from '../../../main/ipc/contract.ts';
import { listen, request, RequestRefused } from '../page/client.ts';

/** Shorter audits say too little. */
const MIN_SECONDS = 60;

/** A person counts beside a camera. It goes on while other views are open. */
class AuditCounter {
  #camera = $state<string | null>(null);
  #now = $state.raw<AuditCountState | null>(null);
  #wholeSeconds = 0;
  #endsAtMs = 0;
  #secondsLeft = $state(0);
  #error = $state.raw<CameraError | null>(null);
  #failure = $state<string | null>(null);
  #clock: ReturnType<typeof setInterval> | undefined;

  /** Id of the camera that the panel is open for. */
  get camera(): string | null {
    return this.#camera;
  }
  get isUnderWay(): boolean {
    return this.#now?.isUnderWay ?? false;
  }
  get entries(): number {
    return this.#now?.entries ?? 0;
  }
  get secondsLeft(): number {
    return this.#secondsLeft;
  }
  /** Until what was counted can be kept. */
  get secondsUntilKept(): number {
    return Math.max(0, MIN_SECONDS - (this.#wholeSeconds - this.#secondsLeft));
  }
  /** How the camera errs, once an audit has ended. */
  get error(): CameraError | null {
    return this.#error;
  }
  get failure(): string | null {
    return this.#failure;
  }

  begin(): () => void {
    const ends = [
      listen('core.state', ({ state }) => state !== 'running' && this.#lose()),
      // Other models may have ended it.
      listen('audience.changed', () => this.isUnderWay && void this.#act('look')),
    ];
    return () => ends.forEach((end) => end());
  }

  open(camera: string): void {
    this.#camera = camera;
    this.#error = null;
    this.#failure = null;
  }

  /** Nothing of an audit under way is kept. */
  async close(): Promise<void> {
    if (this.isUnderWay) await this.#act('drop');
    this.#lose();
    this.#camera = null;
  }

  async start(): Promise<void> {
    this.#error = null;
    if (!(await this.#act('begin'))) return;
    this.#wholeSeconds = this.#now!.secondsLeft;
    this.#endsAtMs = performance.now() + this.#wholeSeconds * 1000;
    this.#secondsLeft = this.#wholeSeconds;
    clearInterval(this.#clock);
    this.#clock = setInterval(() => this.#tick(), 250);
  }

  async tap(): Promise<void> {
    if (this.isUnderWay) await this.#act('tap');
  }

  async untap(): Promise<void> {
    if (this.entries > 0) await this.#act('untap');
  }

  /** Keeps its result for the camera. */
  async end(): Promise<void> {
    if (!(await this.#act('end'))) return;
    clearInterval(this.#clock);
    const errors = await request('audience.errors', {});
    this.#error = errors.find(({ camera }) => camera === this.#camera) ?? null;
  }

  #tick(): void {
    const leftMs = this.#endsAtMs - performance.now();
    this.#secondsLeft = Math.max(0, Math.ceil(leftMs / 1000));
    if (leftMs > 0) return;
    clearInterval(this.#clock);
    void this.end();
  }

  /** @returns whether it was done */
  async #act(act: AuditAct): Promise<boolean> {
    try {
      this.#now = await request('audience.audit', { camera: this.#camera!, act });
      this.#failure = null;
      return true;
    } catch (error) {
      if (error instanceof RequestRefused && !(await this.#isGoingOn(act))) this.#lose();
      this.#failure = (error as Error).message;
      return false;
    }
  }

  /** Whether the core still has the audit: its camera may have been removed. */
  async #isGoingOn(refused: AuditAct): Promise<boolean> {
    if (!this.isUnderWay || refused === 'look') return false;
    try {
      this.#now = await request('audience.audit', { camera: this.#camera!, act: 'look' });
      return true;
    } catch {
      return false;
    }
  }

  /** The core forgets an audit when it ends. */
  #lose(): void {
    clearInterval(this.#clock);
    this.#now = null;
    this.#error = null;
  }
}

export const audit = new AuditCounter();
