import type { Occlusion } from '../occlusion/occlusion.ts';
import type { FacePrediction } from './face-prediction.ts';

/** Of a CSV file. */
export type Field = string | number;

/** What tables tell of a face; followed or not, in doubt or not. */
type ToldFace = Omit<FacePrediction, 'occlusion'> & { occlusion: Occlusion | null };

/** 0 to 1; nothing where it was not read. */
export const share = (value: number | undefined): Field =>
  value === undefined ? '' : Number(value.toFixed(6));
export const years = (value: number | undefined): Field =>
  value === undefined ? '' : Number(value.toFixed(2));
const pixels = (value: number): Field => Number(value.toFixed(1));

/**
 * A column a name, the same in every table. Boxes are in pixels, ages in years with the interval that holds 80 % of true
 * ages. What was not read or is in doubt is empty.
 */
const COLUMNS = {
  track: ({ track }) => track ?? '',
  x: ({ box }) => pixels(box.x),
  y: ({ box }) => pixels(box.y),
  width: ({ box }) => pixels(box.width),
  height: ({ box }) => pixels(box.height),
  score: ({ score }) => share(score),
  occlusion: ({ occlusion }) => occlusion ?? '',
  expression: ({ expression }) => expression?.label ?? '',
  expressionConfident: ({ expression }) => (expression ? String(expression.confident) : ''),
  expressionProb: ({ expression }) => share(expression?.probs[expression.label]),
  gender: ({ gender }) => gender?.label ?? '',
  genderConfident: ({ gender }) => (gender ? String(gender.confident) : ''),
  genderProb: ({ gender }) => share(gender?.probs[gender.label]),
  ageYears: ({ ageYears }) => years(ageYears?.value),
  ageLow: ({ ageYears }) => years(ageYears?.low),
  ageHigh: ({ ageYears }) => years(ageYears?.high),
} satisfies Record<string, (face: ToldFace) => Field>;

/** Columns of a task of the user's own. */
export function customColumns(title: string): string[] {
  return ['', '_confident', '_prob'].map((end) => `custom_${title}${end}`);
}

/** Empty where no model of the task is made for what shows of the face. */
export function customFields(title: string, { custom }: Pick<FacePrediction, 'custom'>): Field[] {
  const prediction = custom?.find((one) => one.title === title)?.prediction;
  if (!prediction) return ['', '', ''];
  const { label, confident, probs } = prediction;
  return [label, String(confident), share(probs[label])];
}

export type FaceColumn = keyof typeof COLUMNS;

export function faceFields(columns: readonly FaceColumn[], face: ToldFace): Field[] {
  return columns.map((column) => COLUMNS[column](face));
}
