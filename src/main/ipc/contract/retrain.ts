/** Types of the retrain feature: a model adapted to a person's own pictures, step by step. */
import type { FaceTask, ModelTask, Visible } from '../../../artifact/labels.ts';
import type { CodedMessage } from '../../../messages/message.ts';
import type { Refusal } from './app.ts';
import type { EpochPoint, TrainingStep } from './lab.ts';
import type { CameraPixels } from './live.ts';
import type { PathToken } from './paths.ts';

/**
 * `draft` until training begins. `stopped` by a person, or `failed`: can be started again and goes on where it stood. `done`:
 * compared, not decided. `used`: the new model was made live. `kept`: the old model stays.
 */
export type RetrainState = 'draft' | 'running' | 'stopped' | 'failed' | 'done' | 'used' | 'kept';

/** A model that can be adapted. */
export interface RetrainBase {
  /** As in `ModelSummary`. */
  model: string;
  name: string;
  task: ModelTask;
  visible: Visible;
  /** Name of a task of a person's own. */
  title: string | null;
  /** Null for age. */
  labels: readonly string[] | null;
  isLive: boolean;
}

export interface RetrainGoal {
  /** Of a `RetrainBase`. Which half of the face is visible follows from it. */
  model: string;
  /** The task of that model, or `custom`: the model gets a new head. */
  task: FaceTask;
  /** Name of a custom task; null for others. */
  title: string | null;
}

/** Who is on a picture: not known, or before the last hyphen of its file's name. */
export type RetrainPersons = 'unknown' | 'file-name';

export type RetrainSource =
  | { kind: 'data-set'; dataSet: number; name: string; persons: RetrainPersons }
  /** Recorded by camera into a folder, as `CLASS/PERSON-NNN.png`. */
  | {
      kind: 'recorded';
      folder: string;
      classes: readonly string[];
      consents: readonly { person: string; at: string }[];
    };

/** What a check finds, to be put into a sentence. */
export type RetrainFindingCode =
  /** `classes`: those of which there are too few pictures to learn from. */
  | 'tooFew'
  /** `classes`: those of which no picture is held out. */
  | 'noneHeldOut'
  /** Pictures of one class alone, or of none: nothing can be learned. */
  | 'oneClass'
  /** `classes`: the rarest and the most frequent one. */
  | 'unbalanced'
  | 'dark'
  | 'blurred'
  /** Byte-identical copies, each but the first. */
  | 'duplicates'
  /** Pictures that look the same, each but the first. */
  | 'nearDuplicates'
  /** Copies with different labels: all of them. */
  | 'conflicts'
  /** The stated split has `persons` in training and test. */
  | 'personInBoth'
  /** All pictures show one person: how others are predicted is not measured. */
  | 'onePerson'
  | 'personsUnknown'
  | 'unreadable'
  /** `classes` that the model does not know: it gets a new head and what the old one knew is lost. */
  | 'newClasses';

/** What can be done about a finding with one click. */
export type RetrainRepair =
  | 'leaveOutDark'
  | 'leaveOutBlurred'
  | 'leaveOutDuplicates'
  | 'leaveOutNearDuplicates'
  | 'leaveOutConflicts'
  /** Each person wholly on one side. */
  | 'splitByPerson';

export interface RetrainFinding {
  code: RetrainFindingCode;
  /** `blocks`: training cannot begin. */
  level: 'blocks' | 'warns' | 'notes';
  /** Pictures concerned. */
  n: number;
  /** Some of them, by name, to be shown. */
  pictures: readonly string[];
  classes: readonly { label: string; n: number }[];
  persons: readonly string[];
  /** Null: none but other pictures. */
  repair: RetrainRepair | null;
  isRepaired: boolean;
}

export interface RetrainCheck {
  at: string;
  /** Labeled pictures that can be read. */
  pictures: number;
  /** With the chosen repairs. */
  used: number;
  classes: readonly { label: string; train: number; test: number }[];
  /** How the pictures are split: as in the data set, so that nobody is on both sides, or by class alone. */
  split: 'stated' | 'person' | 'class';
  persons: number | null;
  /** Of persons that pictures carry beside the label, such as `gender` or `ageBand`. */
  groups: readonly string[];
  /** With the chosen repairs: those that are repaired stay in the list. */
  findings: readonly RetrainFinding[];
}

/** Measured on this machine with the network and the pictures of this retraining. */
export interface RetrainEstimate {
  seconds: number;
  steps: number;
  epochs: number;
  secondsPerStep: number;
  /** Steps that were measured; they are not lost. */
  measuredSteps: number;
  /** What of the network learns. */
  trains: 'head' | 'all';
}

export interface RetrainRun {
  startedAt: string;
  endedAt: string | null;
  /** The newest, while it runs. */
  step: TrainingStep | null;
  epochs: readonly EpochPoint[];
  /** Why it failed. */
  refusal: Refusal | null;
}

/** A share of pictures with its 95 % Wilson interval, or years with no interval. */
export interface RetrainFigure {
  value: number;
  low: number | null;
  high: number | null;
}

/** A paired comparison on the same pictures. */
export interface RetrainPair {
  n: number;
  metric: 'accuracy' | 'maeYears';
  /** Null: the old model is for other classes. */
  before: RetrainFigure | null;
  after: RetrainFigure;
  /** Right before and wrong after, and the reverse; null for years. */
  lost: number | null;
  gained: number | null;
  /** McNemar's test, for years a paired bootstrap; null without an old model. */
  pValue: number | null;
}

/** `better`, `worse`: p below 0.05. `unclear`: the pictures are too few to say. `new`: there is no old model to compare with. */
export type RetrainVerdict = 'better' | 'worse' | 'unclear' | 'new';

/**
 * `worse.overall`, `worse.group`, `worse.kept`: the new model does worse on the held-out pictures, on those of a group, on
 * those of the old kind; each asks for a reason. `notChecked`: pictures carry no groups.
 */
export type RetrainGate = 'worse.overall' | 'worse.group' | 'worse.kept' | 'notChecked';

export interface RetrainComparison {
  /** On the held-out pictures. */
  own: RetrainPair;
  perClass: readonly (RetrainPair & { label: string })[];
  verdict: RetrainVerdict;
  /** Of the held-out pictures; null: they carry no groups. */
  groups: readonly (RetrainPair & { kind: string; group: string; few: boolean })[] | null;
  /** What was kept, on pictures that neither were learned from nor rehearsed. */
  kept: readonly RetrainKept[];
  /** Held-out pictures whose prediction changed, at most 500. */
  changed: readonly RetrainChange[];
  changedCount: number;
  gates: readonly RetrainGate[];
}

export interface RetrainKept {
  /** A data set of the old kind, by its name. */
  dataSet: string;
  n: number;
  /** Share of pictures for which old and new model predict the same; for years: within 2. */
  same: RetrainFigure;
  /** Of labeled pictures. */
  pair: RetrainPair | null;
}

export interface RetrainChange {
  /** Names it to `retrain.thumbnails`. */
  picture: string;
  /** A class, or years. */
  truth: string | number;
  before: string | number;
  after: string | number;
}

export interface RetrainDecision {
  kind: 'use' | 'keep' | 'rolledBack';
  reason: string | null;
  at: string;
}

export interface Retraining {
  id: number;
  state: RetrainState;
  goal: RetrainGoal & { name: string; visible: Visible; labels: readonly string[] | null };
  source: RetrainSource | null;
  /** Data sets of the old kind to be rehearsed; without, the faces of the clip that ships are. */
  keep: readonly number[];
  check: RetrainCheck | null;
  repairs: readonly RetrainRepair[];
  estimate: RetrainEstimate | null;
  run: RetrainRun | null;
  comparison: RetrainComparison | null;
  decision: RetrainDecision | null;
  /** The new model as `models.show` takes it; null until it is there. */
  model: string | null;
  /** Whether the new model predicts now. */
  isLive: boolean;
  createdAt: string;
  changedAt: string;
  /** That its entry in the database is damaged: it can be discarded; null: it is sound. */
  damage: CodedMessage | null;
}

/** A frame of the camera while pictures are recorded. */
export interface RetrainFrame {
  id: number;
  pixels: CameraPixels;
  /** Null: looked at only. */
  record: { label: string; person: string } | null;
}

/** `noFace`, `severalFaces`, `small`: not recorded. `dark`, `blurred`: recorded nevertheless. */
export type RetrainFrameProblem = 'noFace' | 'severalFaces' | 'small' | 'dark' | 'blurred';

export interface RetrainFrameResult {
  /** In pixels of the frame. */
  faces: readonly { x: number; y: number; width: number; height: number }[];
  problem: RetrainFrameProblem | null;
  /** Name of the picture that was written; null: none was. */
  recorded: string | null;
}

export interface RecordedPicture {
  /** `CLASS/PERSON-NNN.png`. */
  name: string;
  label: string;
  person: string;
}

export interface RetrainRecording {
  id: number;
  folder: PathToken<'output-folder'>;
  classes: string[];
}
