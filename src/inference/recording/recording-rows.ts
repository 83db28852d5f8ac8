import { csvLine } from '../../common/csv-line.ts';
import type { FaceTask, Task } from '../../artifact/labels.ts';
import { OCCLUSION_LABELS, LABELS, TASKS } from '../../artifact/labels.ts';
import { placeKey } from '../../artifact/model-place.ts';
import type { CustomTask } from '../prediction/custom-tasks.ts';
import { classesOf } from '../prediction/custom-tasks.ts';
import type { FrameClass, FramePrediction, LiveFace, LiveFrame } from '../prediction/live-frame.ts';
import type { ClipFrame } from '../sources/frame-source.ts';
import type { FaceColumn, Field } from '../prediction/face-columns.ts';
import { customColumns, customFields, faceFields, share, years } from '../prediction/face-columns.ts';

/** As in the predictions of a face. */
const NAMES = { expression: 'expression', gender: 'gender', age: 'ageYears' } as const satisfies Record<
  Task,
  string
>;
const PLACE = ['file', 'frame', 'timeS', 'scene'];
const FACE: readonly FaceColumn[] = ['track', 'x', 'y', 'width', 'height', 'score', 'occlusion'];
/** How every table of a recording begins. */
export const TABLE_START = csvLine([...PLACE, ...FACE]);
/** Smoothed over the track. */
const STEADY: Readonly<Record<Task, readonly FaceColumn[]>> = {
  expression: ['expression', 'expressionConfident', 'expressionProb'],
  gender: ['gender', 'genderConfident', 'genderProb'],
  age: ['ageYears', 'ageLow', 'ageHigh'],
};

export interface RowsOptions {
  tasks: readonly FaceTask[];
  /** Tasks of the user's own; they have columns where `custom` is one of the tasks. */
  customTasks?: readonly CustomTask[] | undefined;
  /** SHA-256 of the models' ONNX files by place, such as `gender.lower`. */
  models: Readonly<Record<string, string>>;
}

/** Rows of a recording: one a face that is seen on a frame, and one for a frame on which none is. */
export interface RecordingRows {
  readonly header: string;
  rows(taken: Pick<ClipFrame, 'file' | 'nth'>, live: LiveFrame): string[];
}

/**
 * Steady readings (smoothed over the track) stand beside those of the frame alone, raw and calibrated. `occlusion` and what
 * is in doubt or was not read is empty. `file` is the video, or the picture that is the frame. Boxes are in square pixels of the frame, whose size may change within a video, ages in years with the interval that holds 80 % of
 * true ages. `…Model` names the model that read the frame by its place and the start of its SHA-256.
 */
export function recordingRows({ tasks, models, customTasks = [] }: RowsOptions): RecordingRows {
  const predictedTasks = TASKS.filter((task) => tasks.includes(task));
  const ownTasks = tasks.includes('custom') ? customTasks : [];
  const columns = [
    ...PLACE,
    ...FACE,
    ...OCCLUSION_LABELS.map((label) => `occlusion_${label.replaceAll(' ', '_')}`),
    ...predictedTasks.flatMap(columnsOf),
    ...ownTasks.flatMap(ownColumns),
  ];
  const faceRow = (face: LiveFace): Field[] => {
    const now = face.onThisFrame!;
    const modelOf = (task: FaceTask, title?: string) => {
      if (!now.visible) return '';
      const place = placeKey({ task, visible: now.visible, title });
      return models[place] === undefined ? '' : `${place} ${models[place].slice(0, 16)}`;
    };
    return [
      ...faceFields(FACE, face),
      ...OCCLUSION_LABELS.map((label) => share(now.occlusion?.[label])),
      ...predictedTasks.flatMap((task) => [
        ...faceFields(STEADY[task], face),
        ...(task === 'age' ? frameAge(now.ageYears) : frameClass(LABELS[task]!, now[NAMES[task]])),
        now[NAMES[task]] ? modelOf(task) : '',
      ]),
      ...ownTasks.flatMap((task) => {
        const read = now.custom?.[task.title];
        return [
          ...customFields(task.title, face),
          ...frameClass(classesOf(task), read),
          read ? modelOf('custom', task.title) : '',
        ];
      }),
    ];
  };
  return {
    header: csvLine(columns),
    rows({ file, nth }, { atMs, scene, faces }) {
      const place: Field[] = [file, nth, (atMs / 1000).toFixed(3), scene];
      const seen = faces.filter(({ isSeen }) => isSeen);
      if (seen.length > 0) return seen.map((face) => csvLine([...place, ...faceRow(face)]));
      const empty = Array.from({ length: columns.length - place.length }, () => '');
      return [csvLine([...place, ...empty])];
    },
  };
}

function columnsOf(task: Task): string[] {
  if (task === 'age') return [...STEADY.age, 'ageFrameYears', 'ageFrameLow', 'ageFrameHigh', 'ageModel'];
  const [name, labels] = [NAMES[task], LABELS[task]!];
  return [
    ...STEADY[task],
    ...labels.map((label) => `${name}Raw_${label}`),
    ...labels.map((label) => `${name}Calibrated_${label}`),
    `${name}Model`,
  ];
}

/** Named by the title of the task, whatever model predicts it. */
function ownColumns(task: CustomTask): string[] {
  const name = `custom_${task.title}`;
  const classes = classesOf(task);
  return [
    ...customColumns(task.title),
    ...classes.map((label) => `${name}_raw_${label}`),
    ...classes.map((label) => `${name}_calibrated_${label}`),
    `${name}_model`,
  ];
}

function frameClass(labels: readonly string[], now: FrameClass | undefined): Field[] {
  return [now?.raw, now?.calibrated].flatMap((probs) => labels.map((label) => share(probs?.[label])));
}

function frameAge(now: FramePrediction['ageYears']): Field[] {
  return [now?.value, now?.low, now?.high].map(years);
}
