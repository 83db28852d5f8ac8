import { labelOf } from '../datasets/targets.ts';
import type { PairRelation } from '../mining/hard-examples.ts';
import { byAge, byClass, mineHardExamples, NONE } from '../mining/hard-examples.ts';
import type { Rows } from '../mining/rows.ts';
import { headOf } from '../presets/index.ts';
import type { TripletPreset } from '../presets/index.ts';
import type { Stage } from './stage.ts';
import type { TeacherOutputs } from './teacher-outputs.ts';

/** What an epoch learns from besides pictures and labels. */
export interface EpochInputs {
  /** For the pictures of a batch, what the objective takes besides: [order, width] each. @param order places among the training pictures */
  inputs(order: Int32Array): Float32Array[];
  /** For each training picture, the place of the one that stands beside it where the objective sees two. */
  readonly partners: Int32Array | null;
  /** What a checkpoint within the epoch keeps of it: the weights that it was made with are gone by then. */
  readonly kept: ReadonlyMap<string, Float32Array>;
  /** Figures that are reported with the epoch. */
  readonly figures: Readonly<Record<string, number>>;
}

/** The network as it stands at the start of an epoch. */
export interface EpochStartNetwork {
  /** E_S of the half-visible training pictures; the caller closes them. */
  embeddings(): Promise<Rows>;
}

/** Gives each epoch its inputs. @param kept what a checkpoint of this epoch kept, if it was begun before */
export type MakeEpochInputs = (
  epoch: number,
  learner: EpochStartNetwork,
  kept: ReadonlyMap<string, Float32Array> | null,
) => Promise<EpochInputs>;

/** Makes the epoch inputs of a stage. @throws Error if a distillation has no teacher */
export function epochInputsOf(stage: Stage, signal: AbortSignal | undefined): MakeEpochInputs {
  const { settings } = stage;
  switch (settings.kind) {
    case 'teacher':
    case 'student':
    case 'retrain':
      return always(() => []);
    case 'standard': {
      const { logits, embeddings } = teacherOf(stage);
      const outputs = settings.distillation.kind === 'hint' ? embeddings : logits;
      return always((order) => [outputs.gather(order)]);
    }
    case 'triplet':
      return withTriplets(stage, settings, teacherOf(stage), signal);
  }
}

function teacherOf({ teacher, settings }: Stage): TeacherOutputs {
  if (!teacher) throw new Error(`a ${settings.kind} stage needs a teacher`);
  return teacher;
}

function always(inputs: EpochInputs['inputs']): MakeEpochInputs {
  const epochInputs = { inputs, partners: null, kept: new Map<string, Float32Array>(), figures: {} };
  return () => Promise.resolve(epochInputs);
}

/** Who is alike among the training pictures: of one class, or near in age. */
function pairRelationOf({ pictures, preset }: Stage): PairRelation {
  const labels = pictures.train.map((picture) => labelOf(picture, headOf(preset)));
  return preset.task === 'age' ? byAge(labels) : byClass(labels);
}

/** Hard examples are mined when an epoch starts. An anchor without a positive or a negative learns from its label alone. */
function withTriplets(
  stage: Stage,
  { share }: TripletPreset,
  { embeddings: teacher }: TeacherOutputs,
  signal: AbortSignal | undefined,
): MakeEpochInputs {
  const kinship = pairRelationOf(stage);
  return async (epoch, learner, kept) => {
    const mined = kept ? examplesIn(kept) : await mine(epoch, learner);
    const { positives, negatives } = mined;
    const isPresent = (place: number) => positives[place] !== NONE && negatives[place] !== NONE;
    let leftOut = 0;
    for (let place = 0; place < positives.length; place++) if (!isPresent(place)) leftOut++;
    return {
      inputs(order) {
        const present = Float32Array.from(order, (place) => (isPresent(place) ? 1 : 0));
        return [teacher.gather(order.map((place) => Math.max(0, positives[place]!))), present];
      },
      partners: negatives.map((negative, place) => (negative === NONE ? place : negative)),
      kept: new Map([
        ['positives', Float32Array.from(positives)],
        ['negatives', Float32Array.from(negatives)],
      ]),
      figures: { leftOut, negatives: new Set(negatives).size },
    };
  };

  async function mine(epoch: number, learner: EpochStartNetwork) {
    const student = await learner.embeddings();
    try {
      const { seed } = stage;
      return await mineHardExamples({ student, teacher, kinship }, { share, seed, epoch, signal });
    } finally {
      student.close();
    }
  }
}

/** Places are whole numbers below 2²⁴, which float32 holds exactly. */
function examplesIn(kept: ReadonlyMap<string, Float32Array>) {
  return {
    positives: Int32Array.from(kept.get('positives')!),
    negatives: Int32Array.from(kept.get('negatives')!),
  };
}
