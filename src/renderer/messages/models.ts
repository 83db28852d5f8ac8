import { percent } from '../../common/percent.ts';
import type { ModelTask, Visible } from '../../main/ipc/contract.ts';
import { taskNames } from './labels.ts';
import { shared } from './shared.ts';

/** Words of the Models view. */
export const models = {
  title: 'Models',
  origins: { shipped: 'Came with the app', trained: 'Trained here' },
  kind: (task: ModelTask, visible: Visible, origin: 'shipped' | 'trained') =>
    [
      taskNames[task],
      task === 'occlusion' ? '' : shared.visible[visible],
      origin === 'shipped' ? 'came with the app' : 'trained here',
    ]
      .filter(Boolean)
      .join(', '),
  /** Short, beside each other in the list. */
  about: (parts: readonly string[]) => parts.filter(Boolean).join(', '),
  builtIn: 'Built in',
  seed: (n: number) => `seed ${n}`,
  overview: {
    title: 'Live now',
    text: 'What reads faces right now, by what is read and which half is visible.',
    none: 'none',
  },
  slot: (task: ModelTask, visible: Visible) =>
    task === 'occlusion' ? taskNames[task] : `${taskNames[task]}, ${shared.visible[visible]}`,
  researchOnly: 'Research only',
  live: 'Live',
  liveTitle: 'Reads faces right now',
  unusable: 'Cannot be used',
  noFigure: 'not measured',
  years: 'years',
  right: 'right',
  error: 'mean error',
  empty: {
    title: 'No models yet',
    text: 'Models that came with the app or were trained in the Lab appear here.',
    button: 'Start an experiment',
  },
  library: 'Library',
  failed: 'This model cannot be shown',
  actions: {
    promote: 'Make live',
    rollBack: 'Roll back',
    onnx: 'Export ONNX',
    tfjs: 'Export TensorFlow.js',
    reveal: 'Show folder',
    import: 'Import published weights',
  },
  promote: {
    title: (name: string) => `Make ${name} live?`,
    text: (slot: string, old: string | null) =>
      old === null
        ? `It reads ${slot.toLowerCase()} from now on.`
        : `It reads ${slot.toLowerCase()} from now on, in place of ${old}. You can roll back at any time.`,
    research: 'Its training data allow research use only.',
    yes: 'Make live',
    done: (name: string) => `${name} is live`,
  },
  rollBack: {
    title: 'Roll back?',
    text: (name: string, before: string | null) =>
      before === null
        ? `${name} stops being live; the model that came with the app reads again.`
        : `${before} becomes live again in place of ${name}.`,
    yes: 'Roll back',
    done: (name: string | null) =>
      name === null ? 'The model that came with the app is live' : `${name} is live`,
  },
  export: {
    onnx: 'Save as ONNX',
    tfjs: 'Save as TensorFlow.js',
    done: 'Exported',
    show: 'Show in folder',
  },
  import: {
    title: 'Import published weights',
    text: 'Some networks begin from weights that others have published for research. Download them yourself, then choose the file; it is checked against the published form and converted.',
    net: 'Network',
    nets: {
      'vgg-f': 'VGG-F (VGG-Fast, MatConvNet)',
      'vgg-face': 'VGG-Face (MatConvNet)',
      'resnet-50': 'ResNet-50 (VGGFace2)',
    },
    file: 'Downloaded file',
    none: 'None chosen',
    pick: 'Choose file',
    pickTitle: 'Choose the file of published weights',
    yes: 'Import',
    done: 'Imported',
    licence: 'Published for research; models made from them are research only.',
  },
  card: {
    measured: (n: string, split: string) =>
      `On ${n} pictures of the ${split}, none of them a copy of a training picture`,
    withCopies: (figure: string, n: string) =>
      `${figure} with the copies of training pictures (${n} pictures)`,
    withoutNearCopies: (figure: string, n: string) =>
      `${figure} without near-copies of training pictures too (${n} pictures)`,
    choosing: (n: number | null) => `On the ${shared.measuredOn(null, n)}; no independent measurement yet`,
    facts: 'Facts',
    task: 'Task',
    visible: 'Visible half',
    net: 'Network',
    stage: 'Made by',
    stages: {
      teacher: 'Teacher',
      student: 'Student',
      standard: 'Soft distillation',
      triplet: 'Triplet distillation',
      ensemble: 'Ensemble',
      average: 'Mean of two models',
    } as Readonly<Record<string, string>>,
    preset: 'Preset',
    seed: 'Seed',
    input: 'Input',
    inputText: (size: number, color: string) => `${size} × ${size} px, ${color}`,
    colors: { gray: 'gray', rgb: 'color' },
    temperature: 'Temperature',
    confidenceThreshold: 'Sure from',
    ageInterval: `${percent(80)} interval`,
    ageIntervalText: (low: string, high: string) => `${low} to ${high} years around the reading`,
    size: 'Size',
    data: 'Training data',
    licence: 'Licence',
    fingerprint: 'Data fingerprint',
    folder: 'Folder',
    flip: 'Mirror image averaged',
    yes: 'Yes',
    no: 'No',
    perClass: 'By class',
    className: 'Class',
    recall: 'Found',
    precision: 'Right when read',
    recallTitle: 'Of the pictures that are it, the share that is read as it',
    precisionTitle: `Of the pictures read as it, the share that is it; the line is the ${percent(95)} interval`,
    support: 'Pictures',
    weak: 'Weak',
    weakTitle: `Its precision could not be shown to be over ${percent(60)}; shown as part of a group`,
    groups: 'By group',
    groupsText: `The same figure for parts of the pictures, with its ${percent(95)} interval. Where two intervals do not overlap, the groups differ.`,
    groupNumbers:
      'A group’s number is the data set’s own label. Demiface never infers ethnicity; it only compares how well these labelled pictures are read.',
    groupKinds: {
      ageBand: 'Age',
      gender: 'Gender',
      race: 'Ethnicity, as the data set labels it',
      light: 'Light',
      origin: 'Where the picture is from',
      way: 'How it is hidden',
    } as Readonly<Record<string, string>>,
    few: 'few pictures',
    calibration: 'Calibration',
    calibrationText: `When it says ${percent(80)}, it should be right ${percent(80)} of the time.`,
    risk: 'Sure readings',
    riskText: 'What is left when only readings above a confidence count, and how many of those are wrong.',
    riskFrom: 'From confidence',
    kept: 'Readings kept',
    wrong: 'Of those wrong',
    allClasses: 'All readings',
    failures: 'Where it fails',
    noFailures: 'Nothing known beyond the figures above.',
    lineage: 'Made from',
    history: 'Has been live',
    current: 'now',
    bias: (years: string) => `Reads ${years} on average`,
    older: (years: string) => `${years} too old`,
    younger: (years: string) => `${years} too young`,
    overall: 'All pictures',
    axis: (low: string, high: string) => `Axis from ${low} to ${high}`,
    pictures: (n: string) => `${n} pictures`,
  },
};
