import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { LabelOrderId } from '../../artifact/label-orders.ts';
import { LABEL_ORDER_IDS, LABEL_ORDERS } from '../../artifact/label-orders.ts';
import type { BoxOrientation, Interpretation } from '../../training/sources/types.ts';
import { BOX_ORIENTATIONS } from '../../training/sources/types.ts';
import { oneOf } from './options.ts';

export interface InterpretationOptions {
  labelOrder?: LabelOrderId[];
  boxOrientation?: BoxOrientation;
}

/** Adds the options that say how a data set's files are to be read where they leave it open. */
export function withInterpretation(command: Command): Command {
  return command
    .option(
      '--label-order <order>',
      `what class numbers stand for: ${LABEL_ORDER_IDS.join(', ')}; once for each task`,
      (text: string, before: LabelOrderId[] = []) => [...before, oneOf(LABEL_ORDER_IDS)(text)],
    )
    .option(
      '--box-orientation <orientation>',
      'face boxes of csv lists count pixels of the picture as stored, or as turned by EXIF (default: turned)',
      oneOf(BOX_ORIENTATIONS),
    );
}

/** @throws DemifaceError `usage` where two orders are stated for one task */
export function interpretationOf({ labelOrder = [], boxOrientation }: InterpretationOptions): Interpretation {
  const orders = LABEL_ORDERS.filter(({ id }) => labelOrder.includes(id));
  for (const { id, task } of orders) {
    const other = orders.find((order) => order.task === task && order.id !== id);
    if (other)
      throw new DemifaceError(
        'usage',
        `--label-order ${id} and ${other.id} are both orders of ${task}; state one for each task`,
      );
  }
  return { labelOrders: labelOrder, boxOrientation };
}
