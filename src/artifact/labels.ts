/** The one place where label names and their order live. A model's card repeats its list; loading compares. */

export const EXPRESSIONS = [
  'neutral',
  'happiness',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  'contempt',
] as const;
export type Expression = (typeof EXPRESSIONS)[number];

/** UTKFace's order: 0 male, 1 female. */
export const GENDERS = ['male', 'female'] as const;
export type Gender = (typeof GENDERS)[number];

/** Occlusions of a face: a headset covers its upper half, a mask its lower half. The last is no face at all: a detector's false box. */
export const OCCLUSION_LABELS = ['none', 'upper', 'lower', 'not a face'] as const;
export type OcclusionLabel = (typeof OCCLUSION_LABELS)[number];

/** What is read of a person. */
export type Task = 'expression' | 'gender' | 'age';
export const TASKS: readonly Task[] = ['expression', 'gender', 'age'];

/** A prediction about a face: of a task with labels of ours, or of a user's own, whose classes its data set names. */
export type FaceTask = Task | 'custom';
export const FACE_TASKS: readonly FaceTask[] = [...TASKS, 'custom'];

/** What a model can be for: a prediction about the face, or the occlusion, which decides which model predicts. */
export type ModelTask = FaceTask | 'occlusion';
export const MODEL_TASKS: readonly ModelTask[] = [...FACE_TASKS, 'occlusion'];

/** Tasks whose labels are known. */
export type LabeledTask = Exclude<ModelTask, 'custom'>;

/** Ordered class names of a task; `undefined` for age, which is one number in years. */
export const LABELS: Readonly<Record<LabeledTask, readonly string[] | undefined>> = {
  expression: EXPRESSIONS,
  gender: GENDERS,
  age: undefined,
  occlusion: OCCLUSION_LABELS,
};

/** The highest age that a label may state. */
export const MAX_AGE_YEARS = 120;

/** What a network predicts. A model card is one; `headOf` gives a preset's. */
export interface Head {
  readonly task: ModelTask;
  /** Class names in the order of the outputs; null for age, which is one number. */
  readonly labels: readonly string[] | null;
}

/** The head with all classes of a task. */
export function fullHead(task: LabeledTask): Head {
  return { task, labels: LABELS[task] ?? null };
}

/** Width of the output layer: the number of classes, 1 for age. */
export function headWidth({ labels }: Pick<Head, 'labels'>): number {
  return labels?.length ?? 1;
}

/** Which half of the face shows. `lower`: a headset hides the eyes. `upper`: a mask hides the mouth. */
export type Visible = 'full' | 'lower' | 'upper';
export const VISIBLE: readonly Visible[] = ['full', 'lower', 'upper'];
