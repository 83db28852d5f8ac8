import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';

/** FER+ counts ten: the eight expressions in our order, then unknown and NF (no face). */
export const VOTE_COLUMNS = EXPRESSIONS.length + 2;

/**
 * FER+'s majority rule: votes of 1 are dropped as outliers; the winner needs more than half of what is left and
 * must be an expression.
 * @param votes ten counts
 * @returns the winner and the eight expressions' votes after the drop; `undefined` without a winner
 */
export function majority(
  votes: readonly number[],
): { expression: number; votes: readonly number[] } | undefined {
  const kept = votes.map((count) => (count > 1 ? count : 0));
  const total = kept.reduce((sum, count) => sum + count, 0);
  const expression = kept.findIndex((count) => count > total / 2);
  if (expression < 0 || expression >= EXPRESSIONS.length) return undefined;
  return { expression, votes: kept.slice(0, EXPRESSIONS.length) };
}

/** Why the rule gives no expression. */
export function noMajority(votes: readonly number[]): CodedMessage {
  const kept = votes.map((count) => (count > 1 ? count : 0));
  const total = kept.reduce((sum, count) => sum + count, 0);
  const winner = kept.findIndex((count) => count > total / 2);
  if (winner < 0) return total === 0 ? message('data.singleVotes') : message('data.noMajority');
  return winner === EXPRESSIONS.length ? message('data.votedUnknown') : message('data.votedNoFace');
}
