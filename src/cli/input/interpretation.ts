import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { ModelTask } from '../../artifact/labels.ts';
import { LABELS } from '../../artifact/labels.ts';
import type { LabelOrderId } from '../../artifact/label-orders.ts';
import { LABEL_ORDER_IDS, LABEL_ORDERS } from '../../artifact/label-orders.ts';
import type { BoxOrientation, ClassNames, Interpretation } from '../../training/sources/types.ts';
import { BOX_ORIENTATIONS } from '../../training/sources/types.ts';
import { hideEscapes, showEscapes } from '../../common/escaped-pairs.ts';
import { oneOf } from './options.ts';

export interface InterpretationOptions {
  labelOrder?: LabelOrderId[];
  boxOrientation?: BoxOrientation;
  labels?: string[];
  labelColumn?: string;
  ownClasses?: boolean;
  cropped?: boolean;
}

/** Adds the option that says what pictures of folders and lists show. */
export function withCropped(command: Command): Command {
  return command.option(
    '--cropped',
    'pictures of folder and csv are cropped faces; else the face of each is found and cropped as the model takes it',
  );
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
    )
    .option(
      '--labels <name=label,…>',
      "what a data set's own names of classes stand for, such as smile=happiness,frown=anger; - leaves pictures out; a comma or = within a name as \\, or \\=",
      (text: string, before: string[] = []) => [...before, ...labelPairs(text)],
    )
    .option('--label-column <name>', 'column of csv lists that has these names')
    .option('--own-classes', 'the names are classes of a task of your own, such as mask and no mask');
}

/** @throws DemifaceError `usage` where two orders are stated for one task */
export function interpretationOf(options: InterpretationOptions): Interpretation {
  const { labelOrder = [], boxOrientation, cropped = false } = options;
  const orders = LABEL_ORDERS.filter(({ id }) => labelOrder.includes(id));
  for (const { id, task } of orders) {
    const other = orders.find((order) => order.task === task && order.id !== id);
    if (other)
      throw new DemifaceError(
        'usage',
        `--label-order ${id} and ${other.id} are both orders of ${task}; state one for each task`,
      );
  }
  const classNames = classNamesOf(options);
  const both = orders.find(({ task }) => task === classNames?.task);
  if (both)
    throw new DemifaceError(
      'usage',
      `--labels and --label-order ${both.id} both state what names of ${both.task} stand for; state one of them`,
    );
  return { labelOrders: labelOrder, boxOrientation, classNames, faces: cropped ? 'cropped' : 'find' };
}

/** For a model of a user's own task, names are classes unless another meaning is stated. */
export function interpretedFor(task: ModelTask, interpretation: Interpretation): Interpretation {
  return task === 'custom' && !interpretation.classNames
    ? { ...interpretation, classNames: { task } }
    : interpretation;
}

/** @throws DemifaceError `usage` for a label that no task or several have, or a column without a task */
function classNamesOf({
  labels: given = [],
  labelColumn,
  ownClasses,
}: InterpretationOptions): ClassNames | undefined {
  const labels = statedLabels(given);
  const column = labelColumn === undefined ? {} : { column: labelColumn };
  if (ownClasses) return { task: 'custom', labels, ...column };
  if (given.length === 0) {
    if (labelColumn === undefined) return undefined;
    throw new DemifaceError(
      'usage',
      `--label-column ${labelColumn} needs --own-classes, or --labels with the labels that its names stand for`,
    );
  }
  const stated = Object.values(labels).filter((label) => label !== null);
  const task = (['expression', 'gender'] as const).find((known) =>
    stated.every((label) => LABELS[known]!.includes(label)),
  );
  if (task && stated.length > 0) return { task, labels, ...column };
  throw new DemifaceError(
    'usage',
    `--labels ${showEscapes(given.join(','))}: expected labels of one task, ${LABELS.expression!.join(', ')} or ${LABELS.gender!.join(', ')}; for classes of your own add --own-classes`,
  );
}

/** A comma that belongs to a name is escaped, or stands after the last `=`. The parts stay as hidden escapes. */
function labelPairs(text: string): string[] {
  return hideEscapes(text).split(/,(?=[^,]*=)/);
}

/** @throws DemifaceError `usage` for a name that is given two labels */
function statedLabels(given: readonly string[]): Record<string, string | null> {
  const labels = new Map<string, string | null>();
  for (const [name, label] of given.map(labelOfName)) {
    const other = [...labels].find(([known]) => known.toLowerCase() === name.toLowerCase());
    if (other && other[1] !== label)
      throw new DemifaceError(
        'usage',
        `--labels: ${name} has two meanings, ${other[1] ?? '-'} and ${label ?? '-'}`,
      );
    labels.set(name, label);
  }
  return Object.fromEntries(labels);
}

/** @throws DemifaceError `usage` */
function labelOfName(text: string): readonly [name: string, label: string | null] {
  const at = text.lastIndexOf('=');
  const [name, label] = [text.slice(0, at), text.slice(at + 1)].map((part) => showEscapes(part.trim())) as [
    string,
    string,
  ];
  if (at < 1 || name === '' || label === '')
    throw new DemifaceError(
      'usage',
      `--labels ${showEscapes(text)}: expected name=label, such as smile=happiness`,
    );
  return [name, label === '-' ? null : label];
}
