import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Card } from '../../../../artifact/card.ts';
import { splitName } from '../../../../artifact/split-name.ts';
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
        steps.push({ title: `stage ${key}`, text: 'not on this machine', model: null });
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
  const text = [
    `${data.pictures.toLocaleString('en')} pictures taught (${data.splits.join(' and ')})`,
    `what chose: ${data.choosing}`,
    data.licence,
    `fingerprint ${data.fingerprint}`,
  ];
  return {
    title: used?.name ?? data.layout,
    text: text.join('; '),
    model: null,
  };
}

function stageStep({ id, name, card, origin }: Sound): Step {
  const { kind, preset, seed, key } = card.stage;
  const made = `${kind} of ${preset}, seed ${seed}, stage ${key}`;
  return {
    title: name,
    text: `${origin === 'shipped' ? `released from the ${made}` : made}${figureText(card)}`,
    model: id,
  };
}

function figureText(card: Card): string {
  const figure = figureOf(card);
  if (!figure) return '';
  const { name, value, n, split } = figure;
  const valueText =
    name === 'accuracy' ? `${(100 * value).toFixed(1)} % right` : `MAE ${value.toFixed(2)} years`;
  const pictures = n === null ? 'pictures' : `${n.toLocaleString('en')} pictures`;
  return `: ${valueText} on the ${pictures} of the ${split === null ? 'model-selection' : splitName(split)} set`;
}
