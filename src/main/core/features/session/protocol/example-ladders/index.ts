import type { Ladder } from '../../../../../ipc/contract/session.ts';
import type { ReportLanguage } from '../../../../../ipc/contract/session-report.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export const EXAMPLE_IDS = ['spiders', 'heights', 'flying', 'social', 'injections'] as const;
type ExampleId = (typeof EXAMPLE_IDS)[number];

/** Steps as title and hint. */
export type ExampleLadders = Record<ExampleId, { title: string; steps: (readonly [string, string])[] }>;

const EXAMPLES: Record<ReportLanguage, ExampleLadders> = { en, de };

/** The ladders that ship, to be edited for each clinic. */
export function exampleLadders(language: ReportLanguage): Ladder[] {
  return EXAMPLE_IDS.map((id) => {
    const { title, steps } = EXAMPLES[language][id];
    return { id, title, steps: steps.map(([step, hint]) => ({ title: step, hint })) };
  });
}
