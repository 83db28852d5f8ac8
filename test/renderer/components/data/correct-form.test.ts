import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { checkLabel } from '../../../../src/training/datasets/corrections.ts';
import { openSvelteModules } from '../insights/svelte-modules.ts';

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
beforeEach(async () => {
  vi.stubGlobal('window', { demiface: {} });
  modules = await openSvelteModules();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

const isTaken = (ageYears: number): boolean => {
  try {
    checkLabel('age', ageYears);
    return true;
  } catch {
    return false;
  }
};

it('an age can be set if it is one that corrections take', async () => {
  for (const ageYears of [-1, 0, 119, 120, 121, 150, 151]) {
    const picture = { row: 0, ageYears, correction: { kind: 'drop' } };
    const html = await modules.render('components/data/browse/CorrectForm.svelte', {
      tasks: ['age'],
      pictures: [picture],
    });
    const button = /<button[^>]*type="submit"[^>]*>/.exec(html)![0];
    expect([ageYears, /\sdisabled/.test(button)]).toEqual([ageYears, !isTaken(ageYears)]);
  }
});
