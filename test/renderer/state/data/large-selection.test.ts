import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { BrowsedPicture, Correction } from '../../../../src/main/ipc/contract.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

/** What the test uses of the browser and of a selection. */
interface Browser {
  open(id: number): Promise<void>;
  choose(selection: unknown): void;
  see(first: number, last: number): void;
  readonly isSaving: boolean;
  readonly chosenPictures: readonly BrowsedPicture[];
  correctChosen(change: Correction['change']): Promise<boolean>;
}
type SelectionClass = new (
  indices: number[],
  anchor: number,
) => { pick(index: number, how: 'stretch'): unknown };

const TOTAL = 20_000;
const picture = (row: number): BrowsedPicture => ({
  ...{ row, name: `${row}.png`, file: `train/${row}.png`, split: 'train', votes: null, copies: 1 },
  ...{ expression: 0, gender: null, ageYears: null, original: null, correction: null },
});
let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let browser: Browser;
let Selection: SelectionClass;
let sent: Correction[][] = [];
let delayMs = 0;

beforeEach(async () => {
  modules = await openSvelteModules();
  sent = [];
  delayMs = 0;
  vi.stubGlobal('window', {
    demiface: {
      on: () => () => {},
      async request(channel: string, payload: { limit: number; offset: number; corrections: Correction[] }) {
        if (channel === 'data.list') return { ok: [{ id: 1, name: 's', version: 0 }] };
        if (channel === 'data.open') return { ok: { job: null, total: TOTAL } };
        if (channel === 'data.browse') {
          await new Promise((resolve) => setTimeout(resolve, delayMs));
          const n = Math.min(payload.limit, TOTAL - payload.offset);
          const pictures = Array.from({ length: n }, (_, i) => picture(payload.offset + i));
          return { ok: { total: TOTAL, pictures } };
        }
        if (channel !== 'data.correct') return { ok: null };
        sent.push(payload.corrections);
        return { ok: { id: 1, name: 's', version: sent.length } };
      },
    },
  });
  ({ browser } = (await modules.load('state/data/browser.svelte.ts')) as { browser: Browser });
  ({ Selection } = (await modules.load('state/data/selection.ts')) as { Selection: SelectionClass });
  const { data } = (await modules.load('state/data/data.svelte.ts')) as {
    data: { relist(): Promise<void> };
  };
  await data.relist();
  await browser.open(1);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

const first = (n: number) => new Selection([0], 0).pick(n - 1, 'stretch');
const rowsOf = (corrections: Correction[] | undefined) => corrections?.map(({ row }) => row);
const rows = (n: number) => Array.from({ length: n }, (_, row) => row);

it('all chosen pictures are corrected while they are still being read', async () => {
  delayMs = 20;
  browser.choose(first(3000));
  await browser.correctChosen({ kind: 'drop' });
  expect(rowsOf(sent[0])).toEqual(rows(3000));
});

it('more of them than the page keeps are corrected', async () => {
  browser.choose(first(15_000));
  await browser.correctChosen({ kind: 'drop' });
  expect(rowsOf(sent[0])).toEqual(rows(15_000));
});

it('a second correction of the same choice reaches all of it', async () => {
  browser.choose(first(3000));
  await browser.correctChosen({ kind: 'label', task: 'expression', label: 1 });
  await browser.correctChosen({ kind: 'drop' });
  expect(rowsOf(sent[1])).toEqual(rows(3000));
});

it('nothing is corrected where others are chosen meanwhile', async () => {
  delayMs = 20;
  browser.choose(first(3000));
  const correcting = browser.correctChosen({ kind: 'drop' });
  browser.choose(first(2));
  expect(await correcting).toBe(false);
  expect(sent).toEqual([]);
});

it('all are corrected where what was read is forgotten again meanwhile, and the form waits until then', async () => {
  browser.choose(first(200));
  await vi.waitFor(() => expect(browser.chosenPictures).toHaveLength(200));
  delayMs = 5;
  browser.choose(first(3000));
  const correcting = browser.correctChosen({ kind: 'drop' });
  expect(browser.isSaving).toBe(true);
  for (let index = 4000; index < TOTAL; index += 200) browser.see(index, index);
  expect(await correcting).toBe(true);
  expect(rowsOf(sent[0])).toEqual(rows(3000));
  expect(browser.isSaving).toBe(false);
});
