import type { CameraError } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import { errorOf } from './camera-error.ts';

/**
 * How a camera errs, from all audits beside it with the models that read now; where there is none with those, from all.
 * @param models hash of the models that read now
 */
export function cameraError(store: Store, camera: string, models: string): CameraError {
  const query = store.db.selectFrom('audience_audits').selectAll().where('camera', '=', camera);
  const every = queryAll(store, query);
  const now = every.filter((row) => row.models === models);
  const rows = now.length > 0 ? now : every;
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const matched = {
    both: sum(({ both }) => both),
    onlyPerson: sum(({ only_person }) => only_person),
    onlyCamera: sum(({ only_camera }) => only_camera),
  };
  return {
    camera,
    audits: rows.length,
    minutes: sum(({ seconds }) => seconds) / 60,
    entries: matched.both + matched.onlyPerson,
    ...errorOf(matched),
    isOutdated: rows.length > 0 && now.length === 0,
  };
}
