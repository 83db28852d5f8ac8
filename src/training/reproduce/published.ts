import type { Task, Visible } from '../../artifact/labels.ts';
import type { Net } from '../presets/index.ts';
import { HALF_OF_INTEREST } from './cell.ts';
import type { CellPlace, Dataset, Metric, ModelRow, PublishedCell, Table, TrainFaces } from './cell.ts';

/** The figures of the paper's Tables 1 to 4, as they are printed; † is the paper's own mark. */

/** Part of a table that holds one figure of each model: a row a model, a column a net. */
export interface Panel {
  readonly table: Table;
  readonly dataset: Dataset;
  readonly task: Task;
  readonly metric: Metric;
  readonly nets: readonly Net[];
  readonly rows: readonly PanelRow[];
  /** [row][net] */
  readonly figures: readonly (readonly string[])[];
}

export interface PanelRow {
  readonly model: ModelRow;
  readonly train: TrainFaces;
  readonly test: Visible;
}

/** The nets of the paper; Table 4 has the first two. */
export const PAPER_NETS: readonly Net[] = ['vgg-f', 'vgg-face', 'resnet-50'];
const TWO_NETS = PAPER_NETS.slice(0, 2);

const distilled = (model: ModelRow, half: 'lower' | 'upper'): PanelRow => ({
  model,
  train: `full+${half}`,
  test: half,
});

/** Tables 1 to 3. */
const curriculumRows = (half: 'lower' | 'upper'): readonly PanelRow[] => [
  { model: 'teacher', train: 'full', test: 'full' },
  { model: 'teacher', train: 'full', test: 'lower' },
  { model: 'teacher', train: 'full', test: 'upper' },
  { model: 'student', train: 'lower', test: 'lower' },
  { model: 'student', train: 'upper', test: 'upper' },
  distilled('standard', half),
  distilled('triplet', half),
  distilled('ensemble', half),
];

/** Table 4: TS, TL, TS+SVM, TL+SVM, TS+TL+SVM. */
const ablationRows = (half: 'lower' | 'upper'): readonly PanelRow[] => [
  distilled('standard', half),
  distilled('triplet', half),
  distilled('standard-svm', half),
  distilled('triplet-svm', half),
  distilled('ensemble', half),
];

const curriculumPanel = (
  place: Pick<Panel, 'table' | 'dataset' | 'task' | 'metric'>,
  figures: Panel['figures'],
): Panel => ({ ...place, nets: PAPER_NETS, rows: curriculumRows(HALF_OF_INTEREST[place.task]), figures });

const ablationPanel = (place: Pick<Panel, 'dataset' | 'task'>, figures: Panel['figures']): Panel => ({
  ...place,
  table: 'table4',
  metric: 'accuracy',
  nets: TWO_NETS,
  rows: ablationRows(HALF_OF_INTEREST[place.task]),
  figures,
});

const EXPRESSION_ON_AFFECTNET = curriculumPanel(
  { table: 'table1', dataset: 'affectnet', task: 'expression', metric: 'accuracy' },
  [
    ['57.37', '59.03', '56.07'],
    ['41.58', '37.70', '40.50'],
    ['26.85', '31.23', '24.12'],
    ['47.58', '49.23', '45.90'],
    ['42.45', '43.18', '43.37'],
    ['48.75†', '49.75', '46.95†'],
    ['48.13', '49.71', '46.17'],
    ['48.70†', '50.09†', '47.00†'],
  ],
);

const EXPRESSION_ON_FERPLUS = curriculumPanel(
  { table: 'table1', dataset: 'ferplus', task: 'expression', metric: 'accuracy' },
  [
    ['85.05', '84.79', '85.91'],
    ['70.00', '68.89', '70.89'],
    ['40.07', '48.29', '44.21'],
    ['78.23', '82.28', '81.79'],
    ['66.18', '70.19', '72.26'],
    ['80.17†', '82.37', '82.37†'],
    ['80.05†', '82.57', '81.28'],
    ['81.09†', '82.75†', '82.37†'],
  ],
);

const EXPRESSION_ON_FERPLUS_WEIGHTED = curriculumPanel(
  { table: 'table1', dataset: 'ferplus', task: 'expression', metric: 'weightedAccuracy' },
  [
    ['59.71', '66.15', '65.67'],
    ['43.24', '39.69', '44.56'],
    ['32.82', '37.36', '30.01'],
    ['50.52', '58.69', '60.57'],
    ['44.66', '48.83', '54.62'],
    ['53.00†', '59.46', '59.19†'],
    ['52.87†', '59.12', '60.93'],
    ['58.90†', '61.23†', '59.30†'],
  ],
);

const GENDER = curriculumPanel({ table: 'table2', dataset: 'utkface', task: 'gender', metric: 'accuracy' }, [
  ['92.78', '92.20', '90.88'],
  ['78.13', '73.05', '72.69'],
  ['85.69', '88.18', '83.20'],
  ['88.70', '90.62', '86.47'],
  ['88.92', '88.26', '88.75'],
  ['89.13', '88.45', '89.45†'],
  ['89.55†', '88.31', '89.19'],
  ['89.82†', '90.35†', '89.63†'],
]);

const AGE = curriculumPanel({ table: 'table3', dataset: 'utkface', task: 'age', metric: 'maeYears' }, [
  ['5.63', '5.11', '5.27'],
  ['11.16', '13.08', '14.23'],
  ['9.60', '10.30', '11.92'],
  ['6.80', '6.15', '6.66'],
  ['6.36', '5.53', '6.44'],
  ['6.34', '5.40', '6.35'],
  ['6.34', '5.42', '6.34'],
  ['6.22', '5.40', '6.33'],
]);

const ABLATION_ON_FERPLUS = ablationPanel({ dataset: 'ferplus', task: 'expression' }, [
  ['80.17', '82.37'],
  ['80.05', '82.57'],
  ['80.39', '82.34'],
  ['79.06', '82.37'],
  ['81.09', '82.75'],
]);

const ABLATION_ON_AFFECTNET = ablationPanel({ dataset: 'affectnet', task: 'expression' }, [
  ['48.75', '49.75'],
  ['48.13', '49.71'],
  ['48.52', '48.89'],
  ['47.01', '49.90'],
  ['48.70', '50.09'],
]);

const ABLATION_ON_UTKFACE = ablationPanel({ dataset: 'utkface', task: 'gender' }, [
  ['89.13', '88.45'],
  ['89.55', '88.31'],
  ['89.04', '90.35'],
  ['89.70', '90.27'],
  ['89.82', '90.35'],
]);

export const PANELS: readonly Panel[] = Object.freeze([
  EXPRESSION_ON_AFFECTNET,
  EXPRESSION_ON_FERPLUS,
  EXPRESSION_ON_FERPLUS_WEIGHTED,
  GENDER,
  AGE,
  ABLATION_ON_FERPLUS,
  ABLATION_ON_AFFECTNET,
  ABLATION_ON_UTKFACE,
]);

/** The data sets of these tables. */
export function datasetsOf(tables: readonly Table[]): Dataset[] {
  return [...new Set(PANELS.filter(({ table }) => tables.includes(table)).map(({ dataset }) => dataset))];
}

/**
 * Other people's figures that the tables print for comparison: full faces, models that see the whole face. Table 1 in
 * the order in which it names them; half of them have a figure on one of AffectNet and FER+ only.
 */
const EXPRESSION_REFERENCES: readonly (readonly [name: string, affectnet: string, ferplus: string])[] = [
  ['VGG-13', '', '84.99'],
  ['DACL', '65.20', ''],
  ['CNNs+BOVW+LC', '59.58', '87.76'],
  ['VGG-12', '58.50', ''],
  ['Bag-of-visual-words', '48.30', '80.65'],
  ['MT-VGG', '54.00', ''],
  ['AlexNet', '58.00', ''],
  ['Res-50IBN', '63.11', '89.51'],
  ['MBCC-CNN', '', '88.10'],
  ['ESR-9', '59.30', '87.15'],
  ['SCN', '60.23', '89.35'],
  ['PSR', '60.68', '89.75'],
];

const referenceCells: readonly PublishedCell[] = [
  ...EXPRESSION_REFERENCES.flatMap(([net, affectnet, ferplus]) => [
    ...reference(
      { table: 'table1', dataset: 'affectnet', task: 'expression', metric: 'accuracy', net },
      affectnet,
    ),
    ...reference(
      { table: 'table1', dataset: 'ferplus', task: 'expression', metric: 'accuracy', net },
      ferplus,
    ),
  ]),
  ...reference(
    { table: 'table2', dataset: 'utkface', task: 'gender', metric: 'accuracy', net: 'ResNet-50+PyNADA' },
    '90.80',
  ),
  ...reference(
    { table: 'table3', dataset: 'utkface', task: 'age', metric: 'maeYears', net: 'ResNet-50+PyNADA' },
    '5.79',
  ),
];

/** Every figure of the four tables. */
export const PUBLISHED_CELLS: readonly PublishedCell[] = Object.freeze([
  ...PANELS.flatMap(({ nets, rows, figures, ...place }) =>
    rows.flatMap((row, r) =>
      nets.map((net, k) => Object.freeze({ ...place, net, ...row, ...asPrinted(figures[r]![k]!) })),
    ),
  ),
  ...referenceCells,
]);

function reference(
  place: Pick<CellPlace, 'table' | 'dataset' | 'task' | 'metric' | 'net'>,
  figure: string,
): PublishedCell[] {
  if (figure === '') return [];
  return [Object.freeze({ ...place, model: 'reference', train: 'full', test: 'full', ...asPrinted(figure) })];
}

function asPrinted(figure: string): { published: number; publishedSignificant: boolean } {
  return { published: Number(figure.replace('†', '')), publishedSignificant: figure.endsWith('†') };
}
