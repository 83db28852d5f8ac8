import type { Command } from 'commander';

import type { LabelOrderId } from '../artifact/label-orders.ts';
import { LABEL_ORDER_IDS } from '../artifact/label-orders.ts';
import type { BoxOrientation, Interpretation } from '../training/data/types.ts';
import { BOX_ORIENTATIONS } from '../training/data/types.ts';
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

export function interpretationOf({ labelOrder, boxOrientation }: InterpretationOptions): Interpretation {
  return { labelOrders: labelOrder, boxOrientation };
}
