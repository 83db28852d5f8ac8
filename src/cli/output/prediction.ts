import type { CustomTask } from '../../inference/prediction/custom-tasks.ts';
import { customColumns, customFields, faceFields } from '../../inference/prediction/face-columns.ts';
import type { FacePrediction } from '../../inference/prediction/face-prediction.ts';
import type { ClassPrediction } from '../../inference/runtime/class-prediction.ts';
import { csvLine } from '../../common/csv-line.ts';
import { isVideoFile } from '../../common/pictures/picture-files.ts';
import { printable } from '../../common/printable.ts';

/** The output of `predict` for a picture. */
export interface Prediction {
  file: string;
  timeS: number;
  faces: FacePrediction[];
}

/**
 * `a.jpg: happiness 93 %, female 88 %, 31 years (24 to 39)`, several faces with semicolons between; of a clip
 * `a.mp4 at 1.20 s: …`
 */
export function sentence({ file, timeS, faces }: Prediction): string {
  const name = printable(file);
  const named = isVideoFile(file) ? `${name} at ${timeS.toFixed(2)} s` : name;
  if (faces.length === 0) return `${named}: no face found`;
  return `${named}: ${faces.map(faceText).join('; ')}`;
}

/** `happiness 93 %, not sure: female 58 %, 31 years (24 to 39)` */
export function faceText({
  expression,
  gender,
  ageYears,
  custom = [],
}: Pick<FacePrediction, 'expression' | 'gender' | 'ageYears' | 'custom'>): string {
  const classes = [expression, gender].flatMap((reading) => (reading ? [classText(reading)] : []));
  const years = ageYears
    ? [`${Math.round(ageYears.value)} years (${Math.round(ageYears.low)} to ${Math.round(ageYears.high)})`]
    : [];
  const own = custom.map(({ title, prediction }) => {
    const text = prediction ? classText(prediction) : 'not for this occlusion';
    return `${printable(title)}: ${text}`;
  });
  return [...classes, ...years, ...own].join(', ');
}

function classText({ label, confident, probs }: ClassPrediction): string {
  return `${confident ? '' : 'not sure: '}${printable(label)} ${Math.round(100 * probs[label]!)} %`;
}

const COLUMNS = [
  ...([
    'occlusion',
    'expression',
    'expressionConfident',
    'expressionProb',
    'gender',
    'genderConfident',
    'genderProb',
    'ageYears',
    'ageLow',
    'ageHigh',
  ] as const),
  ...(['score', 'x', 'y', 'width', 'height', 'track'] as const),
];
const TIMES_AND_FACES = ['file', 'timeS', ...COLUMNS];

/** Those of the user's own tasks stand last, named by title. */
export function csvHeader(tasks: readonly CustomTask[]): string {
  const own = tasks.flatMap(({ title }) => [...customColumns(title), `custom_${title}_model`]);
  return csvLine([...TIMES_AND_FACES, ...own]);
}

/** One row a face. */
export function csvRows({ file, timeS, faces }: Prediction, tasks: readonly CustomTask[] = []): string[] {
  return faces.map((face) => {
    const modelOf = (title: string) => face.custom?.find((one) => one.title === title)?.model ?? '';
    const own = tasks.flatMap(({ title }) => [...customFields(title, face), modelOf(title)]);
    return csvLine([file, Number(timeS.toFixed(3)), ...faceFields(COLUMNS, face), ...own]);
  });
}
