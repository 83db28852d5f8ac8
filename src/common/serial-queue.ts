/** Pieces of work that go one after the other, in the order in which they were requested. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the work returns, or its error; the next one begins after it either way */
  take<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    const ended = () => {}; // What came of it is not held on to.
    this.#last = result.then(ended, ended);
    return result;
  }
}
