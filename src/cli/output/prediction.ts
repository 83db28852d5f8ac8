import { faceFields } from '../../inference/prediction/face-columns.ts';
import type { FacePrediction } from '../../inference/prediction/face-prediction.ts';
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
}: Pick<FacePrediction, 'expression' | 'gender' | 'ageYears'>): string {
  const classes = [expression, gender].flatMap((reading) => {
    if (!reading) return [];
    const percent = Math.round(100 * reading.probs[reading.label]!);
    return [`${reading.confident ? '' : 'not sure: '}${reading.label} ${percent} %`];
  });
  const years = ageYears
    ? [`${Math.round(ageYears.value)} years (${Math.round(ageYears.low)} to ${Math.round(ageYears.high)})`]
    : [];
  return [...classes, ...years].join(', ');
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
export const CSV_HEADER = csvLine(['file', 'timeS', ...COLUMNS]);

/** One row a face. */
export function csvRows({ file, timeS, faces }: Prediction): string[] {
  return faces.map((face) => csvLine([file, Number(timeS.toFixed(3)), ...faceFields(COLUMNS, face)]));
}
