import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { BrowsedPicture, Correction } from '../../../../src/main/ipc/contract.ts';
import type { browser as BrowserState } from '../../../../src/renderer/state/data/browser.svelte.ts';
import type { data as DataState } from '../../../../src/renderer/state/data/data.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const picture = (row: number): BrowsedPicture => ({
  ...{ row, name: `${row}.png`, file: `train/${row}.png`, split: 'train', votes: null, copies: 1 },
  ...{ expression: 0, gender: null, ageYears: null, original: null, correction: null },
});
const set = (id: number, version: number) => ({ id, name: `set ${id}`, version });
const happy: Correction['change'] = { kind: 'label', task: 'expression', label: 1 };

interface Asked {
  channel: string;
  payload: { id: number; version?: number; corrections?: Correction[] };
  answer: (ok: unknown) => Promise<void>;
  refuse: () => Promise<void>;
}

/** A core that writes when the test says so; reading is answered at once. */
function madeCore() {
  const asked: Asked[] = [];
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  const request = (channel: string, payload: Asked['payload']) => {
    if (channel === 'data.list') return Promise.resolve({ ok: [set(1, 0), set(2, 0)] });
    if (channel === 'data.open') return Promise.resolve({ ok: { job: null, total: 3 } });
    if (channel === 'data.browse')
      return Promise.resolve({ ok: { total: 3, pictures: [0, 1, 2].map(picture) } });
    return new Promise((resolve) => {
      const end = (message: unknown) => (resolve(message), settle());
      asked.push({
        ...{ channel, payload },
        answer: (ok) => end({ ok }),
        refuse: () => end({ refused: { code: 'io', message: 'no space' } }),
      });
    });
  };
  return { asked, request, settle };
}

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let core: ReturnType<typeof madeCore>;
let browser: typeof BrowserState;
let data: typeof DataState;

beforeEach(async () => {
  modules = await openSvelteModules();
  core = madeCore();
  vi.stubGlobal('window', { demiface: { request: core.request } });
  ({ browser } = (await modules.load('state/data/browser.svelte.ts')) as { browser: typeof BrowserState });
  ({ data } = (await modules.load('state/data/data.svelte.ts')) as { data: typeof DataState });
  await data.relist();
  await browser.open(1);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

/** Corrects a picture of the open data set; the core writes it as the version given. */
async function correct(row: number, version: number) {
  const done = browser.correct([picture(row)], happy);
  await core.settle();
  await core.asked.at(-1)!.answer(set(browser.id!, version));
  expect(await done).toBe(true);
}

describe('undo in the picture browser', () => {
  it('undoes two steps for two quick presses, one after the other', async () => {
    await correct(0, 1);
    await correct(1, 2);
    const both = [browser.undoLast(), browser.undoLast()];
    await core.settle();
    expect(core.asked.slice(2).map(({ payload }) => payload)).toEqual([{ id: 1, version: 1 }]);
    await core.asked[2]!.answer(set(1, 1));
    expect(core.asked[3]).toMatchObject({ channel: 'data.revert', payload: { id: 1, version: 0 } });
    await core.asked[3]!.answer(set(1, 0));
    await Promise.all(both);
    expect([browser.canUndo, browser.isSaving, core.asked.length]).toEqual([false, false, 4]);
  });

  it('never writes steps of one data set into another', async () => {
    const late = browser.correct([picture(0)], happy);
    await core.settle();
    await browser.open(2);
    await core.asked[0]!.answer(set(1, 1));
    expect(await late).toBe(true);
    expect([browser.id, browser.canUndo]).toEqual([2, false]);
    await browser.undoLast();
    expect(core.asked.map(({ channel, payload }) => [channel, payload.id])).toEqual([['data.correct', 1]]);
    expect(data.list?.map(({ version }) => version)).toEqual([1, 0]);
  });

  it('ends an undo that was requested in the data set it was asked in', async () => {
    await correct(0, 1);
    await correct(1, 2);
    const both = [browser.undoLast(), browser.undoLast()];
    await core.settle();
    await browser.open(2);
    await core.asked[2]!.answer(set(1, 1));
    await core.asked[3]!.answer(set(1, 0));
    await Promise.all(both);
    expect(core.asked.map(({ payload }) => payload.id)).toEqual([1, 1, 1, 1]);
    expect(browser.isSaving).toBe(false);
  });

  it('keeps a step whose undo was refused', async () => {
    await correct(0, 1);
    const undone = browser.undoLast();
    await core.settle();
    await core.asked[1]!.refuse();
    await undone;
    expect(browser.canUndo).toBe(true);
  });

  it('leaves alone what was made current elsewhere', async () => {
    await correct(0, 1);
    data.put(set(1, 5) as Parameters<typeof data.put>[0]);
    await browser.undoLast();
    expect([core.asked.length, browser.canUndo]).toEqual([1, false]);
  });

  it('a correction that changed nothing is no step', async () => {
    await correct(0, 0);
    expect(browser.canUndo).toBe(false);
  });
});
