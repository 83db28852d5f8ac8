import { expect, it } from 'vitest';

import { createTalking } from '../../../../src/inference/live/client-face/talking.ts';

/** Energies every 100 ms. @returns for which of them it says talking */
function said(energies: readonly number[]): boolean[] {
  const talking = createTalking();
  return energies.map((energy, i) => {
    talking.add(energy, 100 * i);
    return talking.at(100 * i);
  });
}
const of = (n: number, energy: (i: number) => number) => Array.from({ length: n }, (_, i) => energy(i));

it('reports talking while the mouth keeps moving, with pauses between words, and not long after', () => {
  const words = of(30, (i) => (i % 5 === 4 ? 0 : 0.2));
  const heard = said([...of(10, () => 0), ...words, ...of(30, () => 0)]);
  expect(heard.slice(0, 12)).not.toContain(true);
  expect(heard.slice(22, 40)).not.toContain(false);
  expect(heard.slice(60)).not.toContain(true);
});

it('reports nothing where the mouth was not measured', () => {
  const talking = createTalking();
  for (let i = 0; i < 20; i++) talking.add(0.2, 100 * i);
  expect([1900, 2500, 3900].map((atMs) => talking.at(atMs))).toEqual([true, true, false]);
});

it('does not say so of an expression that forms and stays', () => {
  expect(said([...of(20, () => 0), ...of(6, () => 0.4), ...of(20, () => 0)])).not.toContain(true);
});
