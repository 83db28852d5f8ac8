import type { RunSummary, StageSummary } from '../../../../src/main/ipc/contract.ts';

export const stage = (
  kind: StageSummary['kind'],
  parents: string[] = [],
  more: Partial<StageSummary> = {},
): StageSummary => ({
  key: kind,
  kind,
  parents,
  state: 'done',
  epochs: 10,
  epoch: 10,
  metrics: null,
  startedAt: null,
  endedAt: null,
  ...more,
});

export const curriculum = (): StageSummary[] => [
  stage('teacher'),
  stage('student', ['teacher']),
  stage('standard', ['student', 'teacher']),
  stage('triplet', ['student', 'teacher']),
  stage('ensemble', ['standard', 'triplet']),
];

export const run = (id: number, more: Partial<RunSummary> = {}): RunSummary => ({
  id,
  experiment: 1,
  name: 'first',
  preset: 'compact-expression-lower',
  task: 'expression',
  visible: 'lower',
  net: 'compact',
  seed: id,
  state: 'done',
  dataSet: 1,
  layout: 'ferplus',
  fingerprint: 'f',
  runsFolder: '/runs',
  createdAt: `2026-03-01T00:00:${String(id).padStart(2, '0')}Z`,
  startedAt: null,
  endedAt: null,
  refusal: null,
  damage: null,
  stages: curriculum(),
  figure: { name: 'accuracy', value: 0.8, pictures: 12 },
  ...more,
});
