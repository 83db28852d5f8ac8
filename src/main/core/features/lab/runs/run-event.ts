import type { CodedMessage } from '../../../../../messages/message.ts';
import type { StepReport } from '../../../../../training/stages/stage.ts';
import type { DataVersion } from './data-source.ts';
import type { EpochPoint, StageKind } from '../../../../ipc/contract.ts';

/** A stage before it runs. */
export interface PlannedStage {
  key: string;
  kind: StageKind;
  parents: string[];
  /** 0 for a linear machine. */
  epochs: number;
}

/** Messages of a training job to the core. */
export type RunEvent =
  | { kind: 'engine'; name: CodedMessage; device: string }
  | { kind: 'plan'; data: DataVersion; fingerprint: string; stages: PlannedStage[] }
  /** A stage begins, or goes on after these epochs. */
  | { kind: 'stage'; key: string; history: EpochPoint[] }
  | { kind: 'step'; key: string; report: StepReport; memoryBytes: number }
  | { kind: 'epoch'; key: string; epoch: EpochPoint }
  /** Its model stands in the runs folder, made now or before. */
  | { kind: 'landed'; key: string; metrics: Record<string, number>; history: EpochPoint[] };
