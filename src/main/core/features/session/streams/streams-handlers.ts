import type { HandlersOf, StreamsChannel } from '../../../platform/handlers.ts';
import type { SideJobs } from '../../../platform/jobs/side-jobs.ts';
import { installLiblsl } from './lsl/install-liblsl.ts';
import type { Streams } from './streams.ts';

export function streamsHandlers(streams: Streams, jobs: SideJobs): HandlersOf<StreamsChannel> {
  return {
    'streams.get': () => streams.settings,
    'streams.set': ({ settings }) => streams.applySettings(settings),
    'streams.state': () => streams.state(),
    'streams.renewCode': () => {
      streams.renewCode();
      return streams.state();
    },
    'streams.disconnect': ({ client }) => {
      streams.disconnect(client);
      return streams.state();
    },
    'streams.test': () => streams.test(),
    'streams.installLsl': () => ({
      job: jobs.begin({ kind: 'lsl' }, async (hooks) => {
        const path = await installLiblsl(hooks);
        await streams.retryLsl();
        return { kind: 'lsl', path };
      }),
    }),
  };
}
