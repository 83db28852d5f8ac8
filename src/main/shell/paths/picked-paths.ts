import { randomBytes } from 'node:crypto';
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';

import type { PathPurpose, PathToken, PickedPath, Resolved } from '../../ipc/contract.ts';
import { Refused } from '../../ipc/refused.ts';
import { message, type CodedMessage } from '../../../messages/message.ts';

interface Held {
  readonly purpose: PathPurpose;
  readonly path: string;
  isUsed: boolean;
}

/**
 * The paths that dialogs and drops handed out since the start. A page names them by tokens that it cannot guess; each token
 * serves one purpose, and one to save serves one write.
 */
export class PickedPaths {
  readonly #held = new Map<string, Held>();
  readonly #home: string;

  /** @param home the app's own folder: nothing is saved over what it holds */
  constructor(home: string) {
    this.#home = home;
  }

  /**
   * Hands out a token; the same one for a path that was picked for reading before.
   * @throws Refused for a place to save within the app's own folder
   */
  hand<P extends PathPurpose>(purpose: P, path: string): PickedPath<P> {
    if (purpose === 'save' && liesWithin(this.#home, path))
      throw new Refused({
        code: 'usage',
        message: message('app.ownFolder', { path }),
      });
    const known = purpose === 'save' ? undefined : this.#tokenOf(purpose, path);
    const token = known ?? randomBytes(16).toString('hex');
    if (known === undefined) this.#held.set(token, { purpose, path, isUsed: false });
    return { token: { purpose, token }, path };
  }

  /** The path of a token, to be shown only. @throws Refused */
  show(token: PathToken): string {
    return this.#find(token).path;
  }

  /**
   * Serves a checked payload with a path in place of every token. A place to save is used up by that, unless the request is
   * refused and nothing was written there: it can then be tried again.
   * @throws Refused, and what `serve` throws
   */
  async use<T, R>(payload: T, serve: (resolved: Resolved<T>) => Promise<R>): Promise<R> {
    const taken: { held: Held; before: string | null }[] = [];
    try {
      return await serve(this.#resolved(payload, taken) as Resolved<T>);
    } catch (error) {
      for (const { held, before } of taken) held.isUsed = stateOf(held.path) !== before;
      throw error;
    }
  }

  #resolved(value: unknown, taken: { held: Held; before: string | null }[]): unknown {
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map((each) => this.#resolved(each, taken));
    if (!isToken(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, this.#resolved(each, taken)]),
      );
    const held = this.#find(value);
    if (held.isUsed) throw refused(message('app.alreadySaved'));
    if (held.purpose === 'save') {
      taken.push({ held, before: stateOf(held.path) });
      held.isUsed = true;
    }
    return held.path;
  }

  #find({ token, purpose }: PathToken): Held {
    const held = this.#held.get(token);
    if (held?.purpose !== purpose) throw refused(message('app.notChosen'));
    return held;
  }

  #tokenOf(purpose: PathPurpose, path: string): string | undefined {
    return [...this.#held].find(([, held]) => held.purpose === purpose && held.path === path)?.[0];
  }
}

/** @param path of a file that need not be there */
function liesWithin(folder: string, path: string): boolean {
  const way = relative(realPath(folder), realPath(path));
  return way === '' || (way.split(/[\\/]/)[0] !== '..' && !isAbsolute(way));
}

/** Without links, as far as it is there. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

/** Differs once a file, or a name in a folder, was written; null where nothing can be seen. */
function stateOf(path: string): string | null {
  try {
    const { ino, size, mtimeNs } = lstatSync(path, { bigint: true });
    return [ino, size, mtimeNs].join();
  } catch {
    return null;
  }
}

/** Payload forms allow objects of these two keys for tokens alone. */
function isToken(value: object): value is PathToken {
  return Object.keys(value).length === 2 && 'token' in value && 'purpose' in value;
}

function refused(why: CodedMessage): Refused {
  return new Refused({ code: 'payload', message: why });
}
