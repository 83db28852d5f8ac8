import type { ClassReading, FaceReading } from '../reading/reading.ts';
import { csvLine } from '../artifact/csv-line.ts';
import { isVideoFile } from '../artifact/picture-files.ts';

/** What `predict` says of a picture. */
export interface Prediction {
  file: string;
  timeS: number;
  faces: FaceReading[];
}

/**
 * `a.jpg: happiness 93 %, female 88 %, 31 years (24 to 39)`, several faces with semicolons between; of a clip
 * `a.mp4 at 1.20 s: …`
 */
export function sentence({ file, timeS, faces }: Prediction): string {
  const named = isVideoFile(file) ? `${file} at ${timeS.toFixed(2)} s` : file;
  if (faces.length === 0) return `${named}: no face found`;
  return `${named}: ${faces.map(faceWords).join('; ')}`;
}

/** `happiness 93 %, not sure: female 58 %, 31 years (24 to 39)` */
export function faceWords({
  emotion,
  gender,
  ageYears,
}: Pick<FaceReading, 'emotion' | 'gender' | 'ageYears'>): string {
  const classes = [emotion, gender].flatMap((reading) => {
    if (!reading) return [];
    const percent = Math.round(100 * reading.probs[reading.label]!);
    return [`${reading.sure ? '' : 'not sure: '}${reading.label} ${percent} %`];
  });
  const years = ageYears
    ? [`${Math.round(ageYears.value)} years (${Math.round(ageYears.low)} to ${Math.round(ageYears.high)})`]
    : [];
  return [...classes, ...years].join(', ');
}

/** One row a face. */
export function csvOf(predictions: readonly Prediction[]): string {
  const header = [
    'file',
    'timeS',
    'hidden',
    'emotion',
    'emotionProb',
    'gender',
    'genderProb',
    'ageYears',
    'ageLow',
    'ageHigh',
    'score',
    'x',
    'y',
    'width',
    'height',
    'track',
  ];
  const both = (reading: ClassReading | undefined) =>
    reading ? [reading.label, reading.probs[reading.label]!] : ['', ''];
  const rows = predictions.flatMap(({ file, timeS, faces }) =>
    faces.map(({ box, score, hidden, track, emotion, gender, ageYears }) =>
      csvLine([
        file,
        timeS,
        hidden,
        ...both(emotion),
        ...both(gender),
        ageYears?.value ?? '',
        ageYears?.low ?? '',
        ageYears?.high ?? '',
        score,
        box.x,
        box.y,
        box.width,
        box.height,
        track ?? '',
      ]),
    ),
  );
  return [csvLine(header), ...rows, ''].join('\n');
}
