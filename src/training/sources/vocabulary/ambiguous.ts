import type { CodedMessage } from '../../../messages/message.ts';
import { message, joined } from '../../../messages/message.ts';
import type { LabelOrder } from '../../../artifact/label-orders.ts';
import { LABEL_ORDERS, orderText, ordersWith } from '../../../artifact/label-orders.ts';
import { DemifaceError } from '../../../common/error.ts';
import type { Task } from '../../../artifact/labels.ts';

/** Numbers that stand for classes, with the place where the first was found. */
export interface FoundCodes {
  codes: Set<number>;
  where: CodedMessage;
}

/**
 * The error for class numbers whose meaning nothing states.
 * @param what gives them, as the subject of the sentence: `list.csv gives expressions as the numbers 0 to 6`
 */
export function ambiguous(what: CodedMessage, choices: readonly LabelOrder[]): DemifaceError {
  const facts = { what, orders: joined(choices.map(orderText)) };
  return new DemifaceError(
    'ambiguous',
    choices.length > 1 ? message('lists.whichOrder', facts) : message('lists.thisOrder', facts),
  );
}

/** For numbers in a column of a list: as `ambiguous`, or `mismatch` where no order has them all. */
export function ambiguousColumn(task: Task, { codes, where }: FoundCodes): DemifaceError {
  const what = message('lists.codesIn', { task, numbers: numbersOf(codes), where });
  const fitting = ordersWith(task, codes);
  if (fitting.length > 0) return ambiguous(what, fitting);
  const known = LABEL_ORDERS.filter((order) => order.task === task).map(orderText);
  return new DemifaceError('mismatch', message('lists.noKnownOrder', { what, known: joined(known) }));
}

/** The error for a number that is no class in the order that was stated. */
export function foreignCode(
  order: LabelOrder,
  { code, where }: { code: number; where: CodedMessage },
): DemifaceError {
  return new DemifaceError(
    'mismatch',
    message('lists.foreignCode', {
      where,
      title: order.title,
      task: order.task,
      code,
      order: orderText(order),
    }),
  );
}

/** `the numbers 0, 1 and 6`; a longer row is shown by its ends. */
export function numbersOf(codes: Iterable<number>): CodedMessage {
  const sorted = [...codes].sort((a, b) => a - b);
  if (sorted.length === 1) return message('layout.number', { number: sorted[0]! });
  const last = sorted.at(-1)!;
  if (sorted.length > 3) return message('layout.numberRange', { first: sorted[0]!, last });
  return message('layout.numbers', { numbers: sorted.slice(0, -1), last });
}
