import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Card } from '../../../../artifact/card.ts';
import type { CodedMessage } from '../../../../messages/message.ts';
import { message } from '../../../../messages/message.ts';
import type { ModelDetail } from '../../../ipc/contract.ts';
import type { Store } from '../../platform/store/store.ts';
import { queryFirst } from '../../platform/store/sync.ts';
import type { KnownModel, KnownModels } from './known-models.ts';
import { figureOf } from './model-summary.ts';

type Step = ModelDetail['lineage'][number];
type Sound = KnownModel & { card: Card };

/** From the data through the stages that it hangs on up to this model; a stage that several hang on stands once, before them. */
export function lineageOf(
  store: Store,
  model: Sound,
  known: readonly KnownModel[],
  models: Pick<KnownModels, 'at'>,
): Step[] {
  const find = (key: string, child: KnownModel): Sound | undefined => {
    const beside = join(dirname(child.path), key);
    const candidates = existsSync(join(beside, 'manifest.json')) ? [models.at(beside)] : known;
    return candidates.find((one): one is Sound => one.card?.stage.key === key && one.origin === 'trained');
  };
  const steps = [dataStep(store, model)];
  const seen = new Set<string>();
  const climb = (one: Sound): void => {
    for (const key of one.card.stage.parents) {
      if (seen.has(key)) continue;
      seen.add(key);
      const parent = find(key, one);
      if (!parent) {
        steps.push({
          title: message('lineage.stage', { key }),
          text: [message('lineage.notHere')],
          model: null,
        });
        continue;
      }
      climb(parent);
      steps.push(stageStep(parent));
    }
  };
  climb(model);
  return [...steps, stageStep(model)];
}

function dataStep(store: Store, { card: { data, stage } }: Sound): Step {
  const used = queryFirst(
    store,
    store.db
      .selectFrom('stages')
      .innerJoin('runs', 'runs.id', 'stages.run')
      .innerJoin('data_sets', 'data_sets.id', 'runs.data_set')
      .select('data_sets.name')
      .where('stages.key', '=', stage.key)
      .limit(1),
  );
  return {
    title: used?.name ?? data.layout,
    text: [
      message('lineage.taught', { n: data.pictures, splits: data.splits }),
      message('lineage.chose', { choosing: data.choosing }),
      message('lineage.license', { license: data.license }),
      message('lineage.fingerprint', { fingerprint: data.fingerprint }),
    ],
    model: null,
  };
}

function stageStep({ id, name, card, origin }: Sound): Step {
  const { kind, preset, seed, key } = card.stage;
  const made = message('lineage.made', { kind, preset, seed, key });
  const from = origin === 'shipped' ? message('lineage.released', { made }) : made;
  return { title: name, text: [withFigure(from, card)], model: id };
}

function withFigure(made: CodedMessage, card: Card): CodedMessage {
  const measured = figureOf(card);
  if (!measured) return made;
  const { name, value, n, split } = measured;
  return message('lineage.measured', {
    made,
    figure:
      name === 'accuracy'
        ? message('lineage.right', { percent: 100 * value })
        : message('lineage.error', { years: value }),
    pictures: n === null ? message('lineage.somePictures') : message('lineage.pictures', { n }),
    split: split ?? 'selection',
  });
}
