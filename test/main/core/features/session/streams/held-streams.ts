/** Holds streams of Lab Streaming Layer open until it is killed: `held-streams.ts <home>`. */
import { join } from 'node:path';

import { Streams } from '../../../../../../src/main/core/features/session/streams/streams.ts';
import { openStore } from '../../../../../../src/main/core/platform/store/store.ts';

const home = process.argv[2]!;
const streams = new Streams({ store: openStore(join(home, 'demiface.sqlite')), home, emit: () => {} });
await streams.applySettings({
  ...streams.settings,
  lsl: { isOn: true, scope: 'machine', heartRate: false },
});
await streams.open({ startedMs: performance.now(), hasConsent: true });
process.send!(streams.state().lsl.condition);
setInterval(() => {}, 1000);
