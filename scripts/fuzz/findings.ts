import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CaseResult } from './worker-process.ts';

/** Which case it was. */
export interface CaseOf {
  kind: string;
  seed: number;
  number: number;
}

/** So many inputs of one fault are kept. */
const KEPT = 3;

/** Keeps the inputs that found a fault, each in a folder with what happened and how to run it again. */
export class Findings {
  readonly #out: string;
  readonly #counts = new Map<string, number>();

  constructor(out: string) {
    this.#out = out;
  }

  /** Faults that differ, with how often each was met. */
  get bySignature(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** @returns where the input is kept; undefined if there are enough of its kind */
  add({ kind, seed, number }: CaseOf, { text, ms, bytes }: CaseResult, input: string): string | undefined {
    const signature = `${kind}: ${signatureOf(text)}`;
    const count = (this.#counts.get(signature) ?? 0) + 1;
    this.#counts.set(signature, count);
    if (count > KEPT) return undefined;
    const folder = join(this.#out, `${kind}-${seed}-${number}`);
    mkdirSync(folder, { recursive: true });
    cpSync(input, join(folder, 'input'), { recursive: true });
    const again = `npm run fuzz -- --replay ${folder}`;
    writeFileSync(
      join(folder, 'case.json'),
      `${JSON.stringify({ kind, seed, number, ms, bytes, again }, null, 2)}\n`,
    );
    writeFileSync(join(folder, 'what.txt'), `${text}\n`);
    return folder;
  }
}

/** The same fault at another place of another input has the same signature. */
function signatureOf(text: string): string {
  const place = /\(?file:\/\/\S*\/(src\/\S+?):\d+\)?/.exec(text)?.[1] ?? '';
  const [first = ''] = text.split('\n');
  return `${first.replaceAll(/\/\S+/g, '…').replaceAll(/\d+/g, 'n').slice(0, 100)} ${place}`.trim();
}
