interface LockedFiles {
  /** A session runs, or a report is being written. */
  isInUse: () => boolean;
  lock: () => void;
}

const MINUTE_MS = 60_000;

/** Locks client files after some time without use, and when the screen is locked: never while a file is in use. */
export class AutoLock {
  readonly #files: LockedFiles;
  #minutes: number;
  #timer: NodeJS.Timeout | undefined;
  /** The screen was locked while a file was in use. */
  #isDue = false;

  constructor(files: LockedFiles, minutes: number) {
    this.#files = files;
    this.#minutes = minutes;
  }

  set minutes(minutes: number) {
    this.#minutes = minutes;
    this.touch();
  }

  /** Somebody uses them. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#files.isInUse()) this.touch();
      else this.#files.lock();
    }, this.#minutes * MINUTE_MS).unref();
  }

  /** Now, or as soon as no file is in use. */
  lockSoon(): void {
    this.#isDue = this.#files.isInUse();
    if (!this.#isDue) this.#files.lock();
  }

  /** No file is in use any more. */
  freed(): void {
    if (this.#isDue) this.lockSoon();
    else this.touch();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
