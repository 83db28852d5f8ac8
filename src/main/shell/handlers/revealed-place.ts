import type { CoreClient } from '../core/core-client.ts';
import type { RevealedPlace, Retraining } from '../../ipc/contract.ts';
import { Refused } from '../../ipc/refused.ts';
import type { PickedPaths } from '../paths/picked-paths.ts';
import { message } from '../../../messages/message.ts';

/** Where it is: what was picked the shell has, all else it requests from the core. @throws Refused if there is none */
export async function pathOfPlace(
  core: Pick<CoreClient, 'request'>,
  paths: PickedPaths,
  place: RevealedPlace,
): Promise<string> {
  const path = place.kind === 'picked' ? paths.show(place.token) : await pathInCore(core, place);
  if (path === undefined)
    throw new Refused({ code: 'missing', message: message('app.noSuch', { kind: place.kind }) });
  return path;
}

async function pathInCore(
  core: Pick<CoreClient, 'request'>,
  place: Exclude<RevealedPlace, { kind: 'picked' }>,
): Promise<string | undefined> {
  switch (place.kind) {
    case 'run':
      return (await core.request('lab.run', { run: place.id })).summary.runsFolder;
    case 'data-set':
      return (await core.request('data.list', {})).find((set) => set.id === place.id)?.root;
    case 'recording':
      return (await core.request('recordings.list', {})).find((recording) => recording.id === place.id)
        ?.target;
    case 'retraining':
      return folderOf((await core.request('retrain.list', {})).find(({ id }) => id === place.id));
    case 'runs-folder':
      return (await core.request('settings.get', {})).runsFolder;
    case 'model':
      return (await core.request('models.list', {})).find((model) => model.id === place.id)?.path;
  }
}

function folderOf(retraining: Retraining | undefined): string | undefined {
  return retraining?.source?.kind === 'recorded' ? retraining.source.folder : undefined;
}
