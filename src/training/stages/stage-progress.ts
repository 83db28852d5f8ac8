import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { WeightValues } from '../models/index.ts';
import type { CheckpointState } from './checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { startSchedule } from './schedule.ts';
import type { Stage, StageResult } from './stage.ts';
import type { StageNetwork } from './stage-network.ts';

/** Prefixes of the tensors that stand in a checkpoint beside the network's own. */
const BEST = 'best:';
const EPOCH_INPUTS = 'inputs:';
/** The prefix of epoch inputs in checkpoints of version 0.1. */
const EPOCH_INPUTS_0_1 = 'lesson:';

/** How far a stage is, beside the weights and the optimizer's slots, which the network holds. */
export interface StageProgress {
  readonly state: CheckpointState;
  /** The weights with the least error so far; empty where the last ones are taken. */
  readonly best: WeightValues;
  /** `EpochInputs.kept` of an epoch under way; null between epochs. */
  readonly epochInputs: WeightValues | null;
}

/**
 * Loads the last checkpoint into the network, or begins anew where there is none.
 * @param computed threads and precision of this process
 * @param note gets a line for each of them that differs from the checkpoint's: the weights then differ bit for bit
 * @throws DemifaceError `corrupt` if the checkpoint is damaged or of another stage
 */
export function loadProgress(
  path: string,
  stage: Stage,
  network: Pick<StageNetwork, 'assign'>,
  computed: StageResult['computed'],
  note: ((text: string) => void) | undefined,
): StageProgress {
  const saved = readCheckpoint(path);
  if (!saved) return { state: startState(stage, computed), best: new Map(), epochInputs: null };
  const { state, tensors } = saved;
  if (state.stage !== stage.key || !network.assign(tensors, 'all'))
    throw new DemifaceError('corrupt', message('training.otherStage', { path }));
  for (const what of ['threads', 'precision'] as const)
    if (state[what] !== computed[what])
      note?.(
        `This stage was begun with ${what} ${state[what]} and goes on with ${computed[what]}: its weights will not be the same bit for bit.`,
      );
  const epochInputs = new Map([...under(EPOCH_INPUTS_0_1, tensors), ...under(EPOCH_INPUTS, tensors)]);
  return {
    state: { ...state, ...computed },
    best: under(BEST, tensors),
    epochInputs: state.batch > 0 ? epochInputs : null,
  };
}

/**
 * Writes a checkpoint.
 * @param tensors of the network, `StageNetwork.readAll`
 * @throws DemifaceError `disk`
 */
export function saveProgress(
  path: string,
  { state, best, epochInputs }: StageProgress,
  tensors: WeightValues,
): void {
  const named = (prefix: string, values: WeightValues) =>
    [...values].map(([name, value]) => [prefix + name, value] as const);
  const beside = [...named(BEST, best), ...named(EPOCH_INPUTS, epochInputs ?? new Map())];
  writeCheckpoint(path, { state, tensors: new Map([...tensors, ...beside]) });
}

function startState({ key, settings }: Stage, computed: StageResult['computed']): CheckpointState {
  return {
    format: 1,
    stage: key,
    epoch: 0,
    batch: 0,
    lossSum: 0,
    schedule: startSchedule(settings.schedule),
    bestError: null,
    history: [],
    ...computed,
  };
}

function under(prefix: string, tensors: WeightValues): WeightValues {
  const kept = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(kept.map(([name, values]) => [name.slice(prefix.length), values]));
}
