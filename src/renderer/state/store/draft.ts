import type { AudienceSettings, Site, StoreSettings } from '../../../main/ipc/contract.ts';
import { storeSettings as words } from '../../messages/index.ts';
import { spansProblem } from './opening-times.ts';

/** Settings while they are written: a number may be missing. Cameras are set up in the Store view. */
export type Draft = Omit<StoreSettings, 'k' | 'retentionDays'> & {
  k: number | null;
  retentionDays: number | null;
};

/** Where something is wrong: `k`, `retentionDays`, `emotion`, or a part of a site. */
export type Place = 'k' | 'retentionDays' | 'expression' | `${string} name` | `${string} day ${number}`;

export function draftOf({ cameras: _, ...rest }: AudienceSettings): Draft {
  return rest;
}

/** @returns null while a number is missing */
export function settingsOf(draft: Draft): StoreSettings | null {
  const { k, retentionDays } = draft;
  return k === null || retentionDays === null ? null : { ...draft, k, retentionDays };
}

/**
 * What is wrong, by field.
 * @param refusal why what is measured is refused
 */
export function draftProblems(draft: Draft, refusal: string | null): ReadonlyMap<Place, string> {
  const found = new Map<Place, string>();
  const isWhole = (n: number | null, least: number, most: number) =>
    n !== null && Number.isInteger(n) && n >= least && n <= most;
  if (refusal !== null) found.set('expression', refusal);
  if (!isWhole(draft.k, 5, 1000)) found.set('k', words.keeping.kProblem);
  if (!isWhole(draft.retentionDays, 1, 1100)) found.set('retentionDays', words.keeping.daysProblem);
  for (const site of draft.sites) {
    const name = nameProblem(site, draft.sites);
    if (name !== null) found.set(`${site.id} name`, name);
    site.opening.forEach((spans, day) => {
      const problem = spansProblem(spans);
      if (problem !== null) found.set(`${site.id} day ${day}`, words.sites.problems[problem]);
    });
  }
  return found;
}

function nameProblem({ id, name }: Site, sites: readonly Site[]): string | null {
  if (sites.length === 1) return null;
  if (name.trim() === '') return words.sites.nameProblem;
  return sites.some((other) => other.id !== id && other.name.trim() === name.trim())
    ? words.sites.nameTwice
    : null;
}
