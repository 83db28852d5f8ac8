import type { CampaignComparison } from '../../../main/ipc/contract.ts';
import { insights, listText } from '../../messages/index.ts';
import { dayFigure, signedDay, signedPercent } from './signed.ts';

const words = insights.compare;

type Compared = Pick<CampaignComparison, 'pairs' | 'before' | 'after' | 'difference' | 'change' | 'problem'>;

/** `Faces seen rose from 112 to 131 per day, by 17% (95% interval of the change +5% to +30%; 14 pairs of days).` */
export function changeText({ pairs, before, after, difference, change, problem }: Compared): string {
  if (problem === 'unobserved') return words.unobserved;
  if (problem === 'merged') return words.merged;
  if (problem === 'no-counts') return words.noCounts;
  const means = { before: dayFigure(before ?? 0), after: dayFigure(after ?? 0) };
  if (problem !== null) {
    const few = words.few({ ...problem, cameras: listText(problem.cameras) });
    return before === null || after === null ? few : `${few} ${words.fewMeans(means)}`;
  }
  if (!difference) return words.tooFewPairs({ ...means, pairs });
  const say = change ? signedPercent : signedDay;
  const { value, low, high } = change ?? difference;
  const values = { ...means, pairs, low: say(low), high: say(high) };
  if (low <= 0 && high >= 0) return words.chance(values);
  const by = say(value).replace(/^[+−]/, '');
  return value > 0 ? words.rose({ ...values, by }) : words.fell({ ...values, by });
}
