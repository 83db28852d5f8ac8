import type { SessionRef, Timeline } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';
import { columnsOfTimeline } from './ribbon.ts';
import type { RibbonColumn } from './ribbon.ts';

/** The shortest stretch that is shown. */
const MIN_MS = 10_000;
/** Requested columns: about one for two pixels of a wide screen. */
const BUCKETS = 800;
/** Margin of a request around what is shown, so that it can be moved at once. */
const MARGIN = 1;

/** A session that has ended, over time: zoomed, moved, and read from the core as it is needed. */
export class SessionTimeline {
  readonly ref: SessionRef;
  /** The whole of it. */
  #whole = $state.raw<Timeline | null>(null);
  /** What was read last, around the stretch that is shown. */
  #near = $state.raw<Timeline | null>(null);
  #fromMs = $state(0);
  #toMs = $state(0);
  #isAsking = false;

  constructor(ref: SessionRef) {
    this.ref = ref;
  }

  get whole(): Timeline | null {
    return this.#whole;
  }
  get fromMs(): number {
    return this.#fromMs;
  }
  get toMs(): number {
    return this.#toMs;
  }
  get lengthMs(): number {
    return this.#whole?.session.lengthMs ?? 0;
  }
  /** Of the axis: a session that is shorter does not fill it. */
  get endMs(): number {
    return Math.max(this.lengthMs, MIN_MS);
  }
  readonly wholeColumns: readonly RibbonColumn[] = $derived.by(() =>
    this.#whole ? columnsOfTimeline(this.#whole) : [],
  );
  /** The finest that is here for what is shown. */
  readonly columns: readonly RibbonColumn[] = $derived.by(() => {
    const near = this.#near;
    const isNear = near !== null && near.fromMs <= this.#fromMs && near.toMs >= this.#toMs;
    return isNear ? columnsOfTimeline(near) : this.wholeColumns;
  });

  /** @throws RequestRefused */
  async load(): Promise<void> {
    const first = this.#whole === null;
    const whole = await request('session.timeline', {
      ...this.ref,
      fromMs: 0,
      toMs: await this.#endMs(),
      buckets: BUCKETS,
    });
    this.#whole = whole;
    if (first) this.show(0, whole.session.lengthMs);
  }

  /** Shows a stretch, held within the session. */
  show(fromMs: number, toMs: number): void {
    const { endMs: end } = this;
    const span = Math.min(end, Math.max(MIN_MS, toMs - fromMs));
    const from = Math.min(end - span, Math.max(0, fromMs));
    this.#fromMs = from;
    this.#toMs = from + span;
    void this.#ask();
  }

  /** @param by a share of what is shown */
  move(by: number): void {
    const span = this.#toMs - this.#fromMs;
    this.show(this.#fromMs + by * span, this.#toMs + by * span);
  }

  /** @param factor under 1: nearer @param atMs stays where it is */
  zoom(factor: number, atMs = (this.#fromMs + this.#toMs) / 2): void {
    this.show(atMs - (atMs - this.#fromMs) * factor, atMs + (this.#toMs - atMs) * factor);
  }

  async #endMs(): Promise<number> {
    if (this.#whole) return this.#whole.session.lengthMs;
    const sessions = await request('session.list', { client: this.ref.client });
    return Math.max(1, sessions.find(({ session }) => session === this.ref.session)?.lengthMs ?? 1);
  }

  /** One request at a time; what is shown by then is requested next. A refusal leaves what is coarser. */
  async #ask(): Promise<void> {
    const span = this.#toMs - this.#fromMs;
    if (this.#isAsking || this.#whole === null || span >= this.lengthMs * 0.9) return;
    if (this.#near && this.#isFineEnough(this.#near, span)) return;
    this.#isAsking = true;
    try {
      const [fromMs, toMs] = [this.#fromMs - MARGIN * span, this.#toMs + MARGIN * span];
      this.#near = await request('session.timeline', {
        ...this.ref,
        fromMs: Math.max(0, fromMs),
        toMs: Math.min(this.lengthMs, toMs),
        buckets: BUCKETS * (1 + 2 * MARGIN),
      });
    } catch {
      return;
    } finally {
      this.#isAsking = false;
    }
    await this.#ask();
  }

  #isFineEnough({ fromMs, toMs }: Timeline, span: number): boolean {
    const isInside = fromMs <= this.#fromMs && toMs >= this.#toMs;
    return isInside && toMs - fromMs <= span * (1 + 2 * MARGIN) * 2;
  }
}
