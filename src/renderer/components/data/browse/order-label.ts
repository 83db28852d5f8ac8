import type { LabelOrder } from '../../../../artifact/label-orders.ts';
import { inSentence, messages } from '../../../messages/index.ts';
import { labelName } from '../../../messages/names.ts';

/** An order as people know it: its data set, then what each number stands for. */
export function orderLabel({ id, title, codes }: LabelOrder): string {
  if (!codes) return id === 'ages' ? messages.data.adding.ageOrder : messages.data.adding.ageBandOrder;
  const labels = [...codes].flatMap(([code, label]) =>
    label === null ? [] : [`${code} ${inSentence(labelName(label))}`],
  );
  return `${title}: ${labels.join(', ')}`;
}
