import type { StreamMessage } from '../streams/stream-message.ts';
import type { EmergencyStop } from './emergency-stop.ts';
import type { IncomingOptions } from './incoming.ts';
import { Incoming } from './incoming.ts';
import type { SessionStreams } from './session-streams.ts';

export interface SceneLinkOptions extends IncomingOptions {
  streams: Omit<SessionStreams, 'open' | 'close'>;
  stop: EmergencyStop;
}

/** A session and its VR programs, as far as the client allows it; the emergency stop goes out in any case. */
export class SceneLink {
  readonly #options: SceneLinkOptions;
  readonly #incoming: Incoming;
  readonly #ends: (() => void)[];

  constructor(options: SceneLinkOptions) {
    const { streams } = options;
    this.#options = options;
    this.#incoming = new Incoming(options);
    this.#ends = [
      streams.onIncoming((event) => this.#incoming.hear(event)),
      streams.onJoined(() => this.#welcome()),
    ];
    streams.send({ type: 'session', state: 'begun' });
  }

  /** A VR program reports that it shows its safe state. */
  get isSafe(): boolean {
    return this.#options.streams.isSceneSafe;
  }

  /** Time passes. */
  pass(nowMs: number): void {
    this.#incoming.pass(nowMs);
    this.#options.stop.reach();
  }

  send(sent: StreamMessage): void {
    const { consent, streams } = this.#options;
    if (consent()?.streams) streams.send(sent);
  }

  /** A person goes to a step, or to the one that it is at already. @throws as `ExposureControl.goTo` */
  goTo(step: number): void {
    this.#incoming.settle();
    this.#options.exposure.goTo(step, 'person');
    this.sendStep();
  }

  /** A scene that is safe stays so until it is sent a step. */
  sendStep(): void {
    const { step } = this.#options.exposure;
    if (step) this.send({ type: 'step', ...step });
  }

  /** The session ends. */
  end(): void {
    this.#incoming.settle();
    this.#options.streams.send({ type: 'session', state: 'ended' });
  }

  /** Removes the listeners. */
  close(): void {
    for (const end of this.#ends) end();
    this.#incoming.settle();
  }

  /** A scene is new or back, and shows its safe state. */
  #welcome(): void {
    const { exposure, stop } = this.#options;
    stop.reach();
    if (exposure.state.phase === 'running') this.sendStep();
  }
}
