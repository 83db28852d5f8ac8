/** A core whose session is measured until it is killed. Arguments: the folder of its client file, the session to resume. */
import { openSessionNets } from '../../../../../src/main/core/features/session/running/session-nets.ts';
import { Sessions } from '../../../../../src/main/core/features/session/running/sessions.ts';
import { FrameMemory } from '../../../../../src/main/core/platform/live/frame-memory.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import { machineClock } from '../../../../../src/main/core/platform/time/machine-clock.ts';
import { CLIENT, clientFiles } from './made-client.ts';
import { cameraFrame } from './camera-frame.ts';

const [folder, before] = process.argv.slice(2) as [string, string | undefined];
const files = clientFiles(folder);
const store = openStore(':memory:');
const sessions = new Sessions({
  ...{ store, memory: new FrameMemory(), machine: machineClock },
  emit: (event, payload) => process.send!({ event, payload }),
  openFile: (client) => files.open(client),
  consentOf: () => ({ id: 1, heartRate: true, streams: true }),
  openNets: (visible) => openSessionNets(store, visible),
  streams: {
    ...{
      isOpen: false,
      isSceneSafe: false,
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
      send: () => {},
    },
    stop: () => ({ onChange: () => () => {}, end: () => {} }),
    onIncoming: () => () => {},
    onJoined: () => () => {},
  },
});
const running = await (before === undefined
  ? sessions.open({ client: CLIENT, ladder: 'spiders', language: 'en', occlusion: 'none' })
  : sessions.resume({ client: CLIENT, session: Number(before) }));
const { session } = running;

/** Frames as fast as they are read; the face is confirmed as soon as it is found. */
const pixels = await cameraFrame(10);
for (let n = 0; ; n++) {
  const { faces } = await running.read(pixels, performance.now());
  if (running.state.face !== 'confirmed' && faces[0]) running.confirmFace(faces[0].track);
  if (running.state.phase === 'ready') running.start();
  if (running.state.phase === 'paused') running.continue();
  if (n % 5 === 0) running.rate(n % 100);
  process.send!({ session });
  await new Promise((resolve) => setTimeout(resolve, 50));
}
