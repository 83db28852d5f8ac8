import { setTimeout as sleep } from 'node:timers/promises';

import type { CameraSession } from './camera-session.ts';
import { englishText } from '../../../../../messages/english.ts';

type Session = Pick<CameraSession, 'camera' | 'failure' | 'write' | 'end'>;

/** Counts that cannot be written when the app ends are tried again so often, with a pause before each. */
const LAST_TRIES = 15;
const LAST_PAUSE_MS = 200;

/** Sessions that have ended with counts that could not be written. */
export class UnwrittenSessions {
  readonly #sessions = new Set<Session>();

  /** Ends a session and keeps it if its counts could not be written. */
  end(session: Session): void {
    session.end();
    if (session.failure) this.#sessions.add(session);
  }

  all(): Session[] {
    return [...this.#sessions];
  }

  /** Tries to write all. */
  retry(): void {
    for (const session of this.#sessions) if (session.write()) this.#sessions.delete(session);
  }

  /** Forgets the counts of cameras that are not among these. */
  discardOthers(known: ReadonlySet<string>): void {
    for (const session of this.#sessions) if (!known.has(session.camera)) this.#sessions.delete(session);
  }

  /** Tries to write all for about three seconds, then reports what is lost on standard error. */
  async flush(): Promise<void> {
    this.retry();
    for (let tries = 0; tries < LAST_TRIES && this.#sessions.size > 0; tries++) {
      await sleep(LAST_PAUSE_MS);
      this.retry();
    }
    for (const { camera, failure } of this.#sessions)
      console.error(`counts of ${camera} are lost: ${englishText(failure!)}`);
  }
}
