import type { StageKind } from '../../../main/ipc/contract.ts';
import { listText, plural } from '../numbers.ts';
import { names } from './names.ts';

const GROUPS: Readonly<Record<string, string>> = {
  '': 'Learning',
  schedule: 'Learning rate',
  optimizer: 'Optimizer',
  augmentation: 'Variation of the pictures',
  occlusion: 'What is hidden',
  distillation: 'Distillation',
  scaling: 'Scaling of the pixels',
};

export const newRunMessages = {
  title: 'New experiment',
  presets: 'Presets',
  searchPresets: 'Find a preset',
  noPreset: (search: string) => `No preset matches “${search}”.`,
  presetsFailed: 'The presets could not be read',
  choosePreset: 'Choose a preset',
  choosePresetMeans:
    'A preset is a whole curriculum, from the paper or ours. Every setting can be changed before it starts.',
  source: (source: string) => (source === 'ours' ? 'our settings' : source),
  stages: (n: number) => plural(n, 'stage'),
  name: 'Name',
  nameMeaning: 'How the list calls it.',
  dataSet: 'Data set',
  dataSetMeaning: (layout: string) => `This preset learns from ${names.dataSet(layout)}.`,
  noDataSet: (layout: string) =>
    `There is no ${names.dataSet(layout)} here yet. Add one in Data, then come back.`,
  dataSetsFailed: 'The data sets could not be read.',
  addDataSet: 'Add a data set',
  chooseDataSet: 'Choose a data set',
  notThere: (name: string) => `${name} (its folder is not there)`,
  dataSetOption: (name: string, pictures: number | null) =>
    pictures === null ? name : `${name}, ${plural(pictures, 'picture')}`,
  seeds: 'Seeds',
  seedsMeaning: 'One run each: 1, 2, 3 or 1-5. Several show how much is chance.',
  seedsProblem: (problem: 'empty' | 'unreadable' | 'range' | 'many', text: string) =>
    ({
      empty: 'Give at least one seed.',
      unreadable: `“${text}” is no whole number. Write seeds as 1, 2, 3 or 1-5.`,
      range: `“${text}” is not within 0 … 4294967295, the smaller first.`,
      many: 'At most 20 seeds at once.',
    })[problem],
  until: 'Until',
  untilMeaning: 'Where to stop.',
  untilAll: 'All stages',
  untilStage: (kind: StageKind) => `${names.stage(kind)}, then stop`,
  settings: 'Settings',
  section: (stage: StageKind | null) => (stage === null ? 'Whole run' : names.stageShort(stage)),
  group: (id: string, stage: StageKind | null) =>
    id === '' && stage === null
      ? 'Data and batches'
      : id === '' && stage === 'ensemble'
        ? 'Linear machine'
        : (GROUPS[id] ?? id),
  preset: (value: string) => `preset ${value}`,
  paper: (value: string) => `paper ${value}`,
  paperSilent: 'the paper says none',
  changed: 'changed',
  reset: (title: string) => `Reset ${title} to the preset`,
  resetAll: 'Reset all to the preset',
  empty: 'none',
  yes: 'yes',
  no: 'no',
  sectionChanges: (n: number) => `${n} changed`,
  numbersHint: 'several, with commas between',
  problem: 'These settings do not go together',
  formFailed: 'The settings of this preset could not be read',
  summary: (runs: number, stages: number, epochs: number) =>
    `${plural(runs, 'run')} of ${plural(stages, 'stage')}${epochs > 0 ? `, ${plural(epochs, 'epoch')} each` : ''}`,
  changes: (n: number) => (n === 0 ? 'as the preset has it' : `${plural(n, 'setting')} changed`),
  start: (runs: number) => (runs > 1 ? `Start ${runs} runs` : 'Start'),
  starting: 'Starting',
  cancel: 'Cancel',
  missing: (what: readonly string[]) => `Still needed: ${listText(what)}.`,
  needs: { dataSet: 'a data set', seeds: 'seeds', preset: 'a preset', settings: 'settings that are right' },
  notStarted: 'The experiment did not start',
} as const;
