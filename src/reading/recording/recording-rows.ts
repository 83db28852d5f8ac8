import { csvLine } from '../../artifact/csv-line.ts';
import type { Task } from '../../artifact/labels.ts';
import { HIDDEN, LABELS, TASKS } from '../../artifact/labels.ts';
import type { FrameClass, LiveFace, LiveFrame } from '../live/live-frame.ts';
import type { AgeReading, ClassReading } from '../reading.ts';

type Field = string | number;

/** As readings and `predict` call them. */
const NAMES = { expression: 'emotion', gender: 'gender', age: 'age' } as const satisfies Record<Task, string>;
const PLACE = ['file', 'frame', 'timeS', 'scene'];
const FACE = ['track', 'x', 'y', 'width', 'height', 'score', 'hidden'];

export interface RowsOptions {
  file: string;
  tasks: readonly Task[];
  /** SHA-256 of the models' ONNX files by place, such as `gender.lower`. */
  models: Readonly<Record<string, string>>;
}

/** Rows of a recording: one a face that is seen on a frame, and one for a frame on which none is. */
export interface RecordingRows {
  readonly header: string;
  rows(frame: number, live: LiveFrame): string[];
}

/**
 * Steady readings (smoothed over the track) stand beside those of the frame alone, raw and calibrated. `hidden` and what
 * is in doubt or was not read is empty. Boxes are in pixels of the frame, ages in years with the interval that holds 80 % of
 * true ages. `…Model` names the model that read the frame by its place and the start of its SHA-256.
 */
export function recordingRows({ file, tasks, models }: RowsOptions): RecordingRows {
  const asked = TASKS.filter((task) => tasks.includes(task));
  const columns = [
    ...PLACE,
    ...FACE,
    ...HIDDEN.map((label) => `hidden_${label.replaceAll(' ', '_')}`),
    ...asked.flatMap(columnsOf),
  ];
  const faceRow = ({ track, box, score, hidden, onThisFrame, ...read }: LiveFace): Field[] => {
    const now = onThisFrame!;
    const modelOf = (task: Task) => {
      const place = `${task}.${now.visible}`;
      return models[place] === undefined ? '' : `${place} ${models[place].slice(0, 16)}`;
    };
    return [
      ...[track, ...[box.x, box.y, box.width, box.height].map(pixels), share(score), hidden ?? ''],
      ...HIDDEN.map((label) => share(now.hidden?.[label])),
      ...asked.flatMap((task) =>
        task === 'age'
          ? [...years(read.ageYears), ...years(now.ageYears), now.ageYears ? modelOf(task) : '']
          : classFields(task, read[NAMES[task]], now[NAMES[task]], modelOf(task)),
      ),
    ];
  };
  return {
    header: csvLine(columns),
    rows(frame, { atMs, scene, faces }) {
      const place: Field[] = [file, frame, (atMs / 1000).toFixed(3), scene];
      const seen = faces.filter(({ isSeen }) => isSeen);
      if (seen.length > 0) return seen.map((face) => csvLine([...place, ...faceRow(face)]));
      const empty = Array.from({ length: columns.length - place.length }, () => '');
      return [csvLine([...place, ...empty])];
    },
  };
}

function columnsOf(task: Task): string[] {
  const name = NAMES[task];
  if (task === 'age')
    return [
      ...['ageYears', 'ageLow', 'ageHigh'],
      ...['ageFrameYears', 'ageFrameLow', 'ageFrameHigh', 'ageModel'],
    ];
  const labels = LABELS[task]!;
  return [
    ...[name, `${name}Sure`, `${name}Prob`],
    ...labels.map((label) => `${name}Raw_${label}`),
    ...labels.map((label) => `${name}Calibrated_${label}`),
    `${name}Model`,
  ];
}

function classFields(
  task: Task,
  steady: ClassReading | undefined,
  now: FrameClass | undefined,
  model: string,
): Field[] {
  const labels = LABELS[task]!;
  return [
    ...(steady ? [steady.label, String(steady.sure), share(steady.probs[steady.label])] : ['', '', '']),
    ...labels.map((label) => share(now?.raw[label])),
    ...labels.map((label) => share(now?.calibrated[label])),
    now ? model : '',
  ];
}

const years = (age: AgeReading | undefined): Field[] =>
  age ? [age.value, age.low, age.high].map((value) => Number(value.toFixed(2))) : ['', '', ''];
const pixels = (value: number) => Number(value.toFixed(1));
const share = (value: number | undefined): Field => (value === undefined ? '' : Number(value.toFixed(6)));
