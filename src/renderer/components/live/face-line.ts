import { ageBandOf } from '../../../artifact/age-bands.ts';
import { printable } from '../../../common/printable.ts';
import type { LiveFrame } from '../../../main/ipc/contract.ts';
import { inSentence, live, messages, nameIn, store } from '../../messages/index.ts';

/** The line above a face, such as `happiness · woman · 25-34 · mask`. */
export function faceLine({
  occlusion,
  expression,
  gender,
  ageYears,
  custom = [],
}: LiveFrame['faces'][number]): string {
  const unsure = inSentence(live.unsure);
  const expressionText =
    expression &&
    (expression.confident ? inSentence(nameIn(messages.labels.names, expression.label)) : unsure);
  const genderText = gender && (gender.confident ? live.genders[gender.label as 'male' | 'female'] : unsure);
  const cover = occlusion && store.covers[occlusion];
  const own = custom.flatMap(({ title, prediction }) =>
    prediction ? `${printable(title)}: ${prediction.confident ? printable(prediction.label) : unsure}` : [],
  );
  return [expressionText, genderText, ageYears && ageBandOf(Math.round(ageYears.value)), cover, ...own]
    .filter(Boolean)
    .join(' · ');
}
