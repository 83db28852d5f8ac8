import { printable } from '../../../../common/printable.ts';
import { EXPRESSIONS, GENDERS } from '../../../../artifact/labels.ts';
import type { BrowsedPicture } from '../../../../main/ipc/contract.ts';
import { formatYears } from '../../../messages/format.ts';
import { messages } from '../../../messages/index.ts';
import { labelName } from '../../../messages/names.ts';

type Labels = Pick<BrowsedPicture, 'expression' | 'gender' | 'ageYears'>;

/** A picture's labels in one line, such as `Happiness` or `Woman, 34 years`. */
export function labelsLine({ expression, gender, ageYears }: Labels): string {
  return [
    expression === null ? '' : labelName(EXPRESSIONS[expression]!),
    gender === null ? '' : labelName(GENDERS[gender]!),
    ageYears === null ? '' : formatYears(ageYears, 0),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Accessible name of a cell. */
export function cellName(picture: BrowsedPicture | undefined): string {
  const words = messages.data.browse;
  if (!picture) return words.loading;
  const { correction, copies } = picture;
  const more = [
    correction === null ? '' : correction.kind === 'drop' ? words.dropped : words.corrected,
    copies > 1 ? words.copies({ n: copies - 1 }) : '',
  ];
  return [printable(picture.name), labelsLine(picture), ...more].filter(Boolean).join(', ');
}
