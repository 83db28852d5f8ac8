import type { ModelTask } from '../../artifact/labels.ts';
import { LABELS } from '../../artifact/labels.ts';

/** Label names as people read them; the order and the count are those of `artifact/labels.ts`. */
const NAMES: Readonly<Record<string, string>> = {
  neutral: 'Neutral',
  happiness: 'Happiness',
  surprise: 'Surprise',
  sadness: 'Sadness',
  anger: 'Anger',
  disgust: 'Disgust',
  fear: 'Fear',
  contempt: 'Contempt',
  male: 'Man',
  female: 'Woman',
  none: 'Nothing hidden',
  upper: 'Headset',
  lower: 'Mask',
  'not a face': 'Not a face',
};

export const labelName = (label: string): string => NAMES[label] ?? label;

export function labelNames(task: ModelTask): string[] {
  return (LABELS[task] ?? []).map(labelName);
}

export const taskNames: Readonly<Record<ModelTask, string>> = {
  expression: 'Expression',
  gender: 'Gender',
  age: 'Age',
  occlusion: 'Occlusion',
};
