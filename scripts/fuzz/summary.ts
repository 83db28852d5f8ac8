import { tableLines } from '../../src/cli/output/table.ts';
import type { CaseResult } from './worker-process.ts';

interface Figures {
  accepted: number;
  refused: number;
  finding: number;
  slowestMs: number;
  bytes: number;
}

/** What has been tried so far, by kind. */
export class Summary {
  readonly #start = Date.now();
  readonly #kinds = new Map<string, Figures>();

  add(kind: string, { end, ms, bytes }: CaseResult): void {
    const figures = this.#kinds.get(kind) ?? { accepted: 0, refused: 0, finding: 0, slowestMs: 0, bytes: 0 };
    figures[end]++;
    figures.slowestMs = Math.max(figures.slowestMs, ms);
    figures.bytes = Math.max(figures.bytes, bytes);
    this.#kinds.set(kind, figures);
  }

  line(findings: number): string {
    const all = [...this.#kinds.values()];
    const cases = all.reduce((sum, one) => sum + one.accepted + one.refused + one.finding, 0);
    const bytes = Math.max(0, ...all.map((one) => one.bytes));
    const minutes = (Date.now() - this.#start) / 60_000;
    return `${minutes.toFixed(1)} min: ${cases} cases, ${findings} findings, at most ${gigabytes(bytes)}`;
  }

  lines(findings: ReadonlyMap<string, number>): string[] {
    const rows = [...this.#kinds]
      .sort()
      .map(([kind, { accepted, refused, finding, slowestMs, bytes }]) => [
        ...[kind, accepted, refused, finding].map(String),
        `${(slowestMs / 1000).toFixed(1)} s`,
        gigabytes(bytes),
      ]);
    const head = ['kind', 'accepted', 'refused', 'findings', 'slowest', 'memory'];
    const found = [...findings].map(([signature, count]) => `${count} × ${signature}`);
    return [this.line(findings.size), ...tableLines([head, ...rows]), ...found];
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GB`;
}
