/** First file of the process of Lab Streaming Layer: a fault of the library ends this process alone. */
import { followHeartRate } from './heart-rate.ts';
import { loadLiblsl } from './liblsl.ts';
import type { FromLsl, LslOptions, ToLsl } from './lsl-message.ts';
import { hrtimeS } from './lsl-message.ts';
import { messageOf } from '../../../../../../common/error.ts';

/** How often it is looked whether somebody receives. */
const LOOK_MS = 500;

const say = (message: FromLsl) => process.connected && process.send!(message, () => {});
const { library, scope, heartRate, sourceId } = JSON.parse(process.argv[2]!) as LslOptions;

function start() {
  const lsl = loadLiblsl(library, scope);
  const expressions = lsl.openExpressions(`${sourceId}-expression`);
  const markers = lsl.openMarkers(`${sourceId}-markers`);
  /** When it was, on the library's clock. */
  const stamp = (atS: number) => lsl.clock() - (hrtimeS() - atS);
  const stop = new AbortController();
  let had: boolean | null = null;
  setInterval(() => {
    const hasConsumers = expressions.hasConsumers();
    if (hasConsumers !== had) say({ kind: 'consumers', hasConsumers });
    had = hasConsumers;
  }, LOOK_MS);

  const end = () => {
    stop.abort();
    expressions.close();
    markers.close();
    process.exit(0);
  };
  process.on('disconnect', end);
  process.on('message', (message: ToLsl) => {
    switch (message.kind) {
      case 'expression':
        return expressions.push(message.values, stamp(message.atS));
      case 'marker':
        return markers.push(message.text, stamp(message.atS));
      case 'close':
        return end();
    }
  });
  say({ kind: 'ready' });
  if (!heartRate) return;
  void followHeartRate(
    lsl,
    {
      onSource: (name) => say({ kind: 'heart-rate-source', name }),
      onRate: (bpm, stampS, source) =>
        say({ kind: 'heart-rate', bpm, atS: hrtimeS() - (lsl.clock() - stampS), source }),
    },
    stop.signal,
  );
}

try {
  start();
} catch (error) {
  process.send!({ kind: 'failed', reason: messageOf(error) } satisfies FromLsl, () => process.exit(1));
}
