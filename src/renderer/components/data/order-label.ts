import type { LabelOrder } from '../../../artifact/label-orders.ts';
import { en } from '../../messages/en.ts';
import { labelName } from '../../messages/labels.ts';

/** An order as people know it: its data set, then what each number stands for. */
export function orderLabel({ id, title, codes }: LabelOrder): string {
  if (!codes) return id === 'ages' ? en.data.adding.ageOrder : en.data.adding.ageBandOrder;
  const labels = [...codes].flatMap(([code, label]) =>
    label === null ? [] : [`${code} ${labelName(label).toLowerCase()}`],
  );
  return `${title}: ${labels.join(', ')}`;
}
