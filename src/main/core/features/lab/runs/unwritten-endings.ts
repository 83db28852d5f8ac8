import type { RunSummary } from '../../../../ipc/contract.ts';
import type { Ending } from './training.ts';

/** How runs ended whose end the database does not take yet: they are shown as they are, not as its rows say. */
export class UnwrittenEndings {
  readonly #endings = new Map<number, Ending & { endedAt: string }>();

  add(run: number, ending: Ending): void {
    this.#endings.set(run, { ...ending, endedAt: new Date().toISOString() });
  }

  /** Its rows say it from now on. */
  drop(run: number): void {
    this.#endings.delete(run);
  }

  over(summary: RunSummary): RunSummary {
    const ending = this.#endings.get(summary.id);
    if (!ending) return summary;
    const { state } = ending;
    const instead = state === 'done' || state === 'failed' ? state : 'queued';
    const stages = summary.stages.map((stage) =>
      stage.state === 'running' ? { ...stage, state: instead } : stage,
    ) satisfies RunSummary['stages'];
    return { ...summary, ...ending, stages };
  }
}
