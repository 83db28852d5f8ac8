import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Interpretation, Layout } from '../../../../training/sources/types.ts';
import type { DataSource } from './open-pictures.ts';
import { correctionsReference } from '../store/corrections.ts';
import type { Store } from '../store/store.ts';
import { jsonObject, storedJson } from '../store/stored-values.ts';
import { queryFirst } from '../store/sync.ts';

/**
 * A data set as jobs get it.
 * @param version of its corrections
 * @throws DemifaceError `missing` if it has been removed, `corrupt` if it is damaged
 */
export function dataSource(store: Store, id: number, version: number): DataSource {
  const query = store.db.selectFrom('data_sets').select(['layout', 'root', 'interpretation']);
  const found = queryFirst(store, query.where('id', '=', id));
  if (!found) throw new DemifaceError('missing', message('run.dataGone'));
  return {
    layout: found.layout as Layout,
    root: found.root,
    interpretation: storedJson(found.interpretation, jsonObject<Interpretation>()),
    corrections: correctionsReference(store, id, version),
  };
}
