import type { Inlet, Liblsl } from './liblsl.ts';

/** Streams of heart rate as programs name them: by type, or as a marker stream called `HR <device>`. */
const PREDICATE =
  "type='HR' or type='HeartRate' or type='Heart Rate' or (type='Markers' and starts-with(name,'HR '))";
const LABEL = /^(hr|bpm|heart[ _-]?rate)\b/i;
/** Beats per minute that a heart can have. */
const [MIN_BPM, MAX_BPM] = [20, 250];
/** How often streams are looked for. */
const LOOK_MS = 500;
const PULL_S = 0.5;
/** A stream without samples for so long is let go, and looked for again. */
const SILENT_MS = 15_000;

export interface HeartRateListeners {
  onSource: (name: string | null) => void;
  /** @param stampS on the library's clock */
  onRate: (bpm: number, stampS: number, source: string) => void;
}

/** Receives heart rate from the first stream of it, until the signal. */
export async function followHeartRate(lsl: Liblsl, listeners: HeartRateListeners, signal: AbortSignal) {
  const resolver = lsl.resolver(PREDICATE);
  while (!signal.aborted) {
    const inlet = resolver.first();
    if (inlet) await receive(inlet, listeners, signal).finally(() => inlet.close());
    else await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  resolver.close();
}

async function receive(inlet: Inlet, { onSource, onRate }: HeartRateListeners, signal: AbortSignal) {
  const channel = channelOf(await inlet.labels(), inlet.channels);
  let heardMs = performance.now();
  onSource(inlet.name);
  while (!signal.aborted && performance.now() - heardMs < SILENT_MS) {
    const sample = await inlet.pull(PULL_S);
    if (!sample) continue;
    heardMs = performance.now();
    const bpm = sample.values[channel]!;
    if (bpm >= MIN_BPM && bpm <= MAX_BPM) onRate(bpm, sample.stampS, inlet.name);
  }
  onSource(null);
}

/** The channel that is named so, else the first. */
export function channelOf(labels: readonly string[], channels: number): number {
  const named = labels.findIndex((label) => LABEL.test(label));
  return named >= 0 && named < channels ? named : 0;
}
