import type { Measure, People } from '../../../../ipc/contract/audience.ts';

const WORK_OR_SCHOOL: Readonly<Record<Exclude<People, 'visitors'>, string>> = {
  staff:
    'of staff: inferring emotions of people at work is prohibited in the European Union (Artificial Intelligence Act, Article 5(1)(f))',
  applicants:
    'of applicants: recruitment counts as work, where inferring emotions is prohibited in the European Union (Artificial Intelligence Act, Article 5(1)(f))',
  pupils:
    'of pupils: inferring emotions in places of education is prohibited in the European Union (Artificial Intelligence Act, Article 5(1)(f))',
};

/** Why something is not measured of these people, in words; null if it may be. */
export function refusedUse(people: People, measures: readonly Measure[]): string | null {
  if (!measures.includes('expression')) return null;
  if (people !== 'visitors') return `Demiface does not measure the emotion ${WORK_OR_SCHOOL[people]}.`;
  return 'Demiface does not measure the emotion of visitors: it is measured in therapy sessions alone, with recorded consent.';
}
