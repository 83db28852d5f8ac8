import type { StageKind } from '../../../main/ipc/contract.ts';
import { plural } from '../numbers.ts';
import { names } from './names.ts';

export const galleryMessages = {
  title: 'Where models look',
  none: 'Choose runs to look into',
  noneMeans:
    'Tick one or more runs in the list. The same pictures are given to each, and heat shows what decided (Grad-CAM).',
  toRuns: 'Choose runs',
  start: 'Show where they look',
  again: 'Show again',
  pictures: 'Pictures',
  unit: 'pictures',
  stage: 'Stage',
  stop: 'Stop',
  stopped: 'Stopped before the pictures were done.',
  failed: 'The pictures could not be made',
  working: (text: string) => (text === '' ? 'Looking into the models' : text),
  rows: (kind: StageKind, models: number, pictures: number) =>
    `${names.stage(kind)}: ${plural(models, 'model')}, the same ${plural(pictures, 'picture')}`,
  truth: 'Truth',
  read: (label: string) => `read: ${label}`,
  right: 'right',
  wrong: 'wrong',
  alt: (model: string, truth: string, read: string) =>
    `${model} looks at a face that is ${truth} and reads ${read}`,
  rightOf: (right: number, of: number) => `${right} of ${of} right`,
  heat: 'little',
  heatMuch: 'much',
  heatLabel: 'How much a place decided',
  close: 'Close',
  larger: 'Show larger',
  noneInResult: 'No pictures came back.',
} as const;
