import { printable, printableLines } from '../../common/printable.ts';
import { throttled } from '../../common/throttle.ts';
import { englishText } from '../../messages/english.ts';
import type { Io } from './io.ts';
import { standardOutput } from './standard-output.ts';

/** Between two lines of progress where there is no terminal. */
const PLAIN_EVERY_MS = 10_000;
/** Between two redraws of the bar. */
const REDRAW_EVERY_MS = 100;
const BAR_WIDTH = 24;

/** Writes to a terminal or to pipes, as ffmpeg and gh do. Ctrl-C aborts the signal; a second one ends at once. */
export function terminalIo(): Io {
  const abort = new AbortController();
  process.on('SIGINT', () => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
    process.stderr.write('\nStopping … (Ctrl-C again stops at once)\n');
  });
  process.on('SIGTERM', () => abort.abort());
  const print = standardOutput();
  process.stderr.on('error', () => {}); // Nobody reads the notes; the work goes on.
  return {
    json: (value) => print(JSON.stringify(value)),
    line: (text) => print(printableLines(text)),
    note: (message) => void process.stderr.write(`${printableLines(englishText(message))}\n`),
    progress: (label) => (process.stderr.isTTY ? bar : plainLines)(printable(label)),
    signal: abort.signal,
  };
}

type Progress = ReturnType<Io['progress']>;

/**
 * `3,210/32,137 · 1,070/s · 27 s left`
 * @param first what was done when the clock started: work that goes on was not done since
 */
export function progressText(done: number, total: number, elapsedMs: number, first = 0): string {
  const rate = ((done - first) * 1000) / Math.max(1, elapsedMs);
  const left = rate > 0 ? (total - done) / rate : Number.NaN;
  const count = `${done.toLocaleString('en')}/${total.toLocaleString('en')}`;
  return `${count} · ${rate.toLocaleString('en', { maximumFractionDigits: rate < 10 ? 1 : 0 })}/s · ${durationText(left)} left`;
}

/** `42 s`, `3 min 20 s`, `2 h 05 min` */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, '0')} s`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, '0')} min`;
}

/** Reports progress from now on; `first` is done already. */
function meterFrom(first: number): (done: number, total: number) => string {
  const start = performance.now();
  return (done, total) => progressText(done, total, performance.now() - start, first);
}

function bar(label: string): Progress {
  let text: ReturnType<typeof meterFrom> | undefined;
  const isDue = throttled(REDRAW_EVERY_MS);
  return {
    update(done, total) {
      text ??= meterFrom(done);
      if (!isDue(done >= total)) return;
      const filled = Math.round((BAR_WIDTH * done) / Math.max(1, total));
      const picture = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      process.stderr.write(`\r\x1b[K${label} ${picture} ${text(done, total)}`);
    },
    end() {
      if (text) process.stderr.write('\r\x1b[K');
    },
  };
}

function plainLines(label: string): Progress {
  let text: ReturnType<typeof meterFrom> | undefined;
  const isDue = throttled(PLAIN_EVERY_MS);
  isDue(true); // The first line comes one interval after the start.
  return {
    update(done, total) {
      text ??= meterFrom(done);
      if (!isDue(false)) return;
      process.stderr.write(`${label} ${text(done, total)}\n`);
    },
    end() {},
  };
}
