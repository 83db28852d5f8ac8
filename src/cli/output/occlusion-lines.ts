import type { OcclusionLabel } from '../../artifact/labels.ts';
import { OCCLUSION_LABELS } from '../../artifact/labels.ts';
import type { Predictions } from '../../training/evaluation/evaluate.ts';
import { tableLines } from './table.ts';

const NO_FACE = OCCLUSION_LABELS.indexOf('not a face' satisfies OcclusionLabel);

/** What matters of an occlusion classifier: on real photos, of pictures without a face, of each kind of picture. */
export function occlusionLines({ pictures, truth, predicted }: Predictions): string[] {
  const all = pictures.map(({ groups }, i) => ({
    way: groups?.['way'] ?? '',
    origin: groups?.['origin'] ?? '',
    isFace: truth[i] !== NO_FACE,
    right: predicted[i] === truth[i],
    calledNoFace: predicted[i] === NO_FACE,
  }));
  const photos = all.filter(({ origin }) => origin === 'photo');
  const faces = (of: typeof all) => of.filter(({ isFace }) => isFace);
  const noFaces = (of: typeof all) => of.filter(({ isFace }) => !isFace);
  const kinds = [...Map.groupBy(all, ({ origin, way }) => `${origin}, ${way}`)].sort();
  return [
    ...tableLines([
      line('real photos of a covered face, read right', faces(photos), 'right'),
      line('  their boxes exactly', faces(photos).filter(isExact), 'right'),
      line('  called no face', faces(photos), 'calledNoFace'),
      line('pieces of real photos without a face, thrown out', noFaces(photos), 'right'),
      line('all pictures without a face, thrown out', noFaces(all), 'right'),
      line('all faces, called no face', faces(all), 'calledNoFace'),
    ]),
    'Read right, by kind:',
    ...tableLines(kinds.map(([kind, of]) => line(`  ${kind}`, of, 'right'))),
  ];
}

const isExact = ({ way }: { way: string }) => way.endsWith(': box');

function line<K extends string>(what: string, of: readonly Record<K, boolean>[], key: K): string[] {
  const count = of.filter((one) => one[key]).length;
  const share = of.length > 0 ? `${((100 * count) / of.length).toFixed(1)} %` : '–';
  return [what, share, `${count} of ${of.length}`];
}
