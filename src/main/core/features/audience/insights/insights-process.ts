import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

import { CodedError, DemifaceError, errorOf } from '../../../../../common/error.ts';
import type { AudienceSettings, Refusal } from '../../../../ipc/contract.ts';
import type { ErrorCode } from '../../../../../common/error.ts';
import type { InsightsResult, InsightsQuery } from './answer.ts';
import { message } from '../../../../../messages/message.ts';

export interface ToInsights {
  id: number;
  settings: AudienceSettings;
  ask: InsightsQuery;
  nowMs: number;
}
export type FromInsights =
  | { id: number; answer: InsightsResult }
  | { id: number; refusal: Omit<Refusal, 'code'> & { code: ErrorCode | 'internal' } };

interface PendingAnswer {
  resolve: (answer: InsightsResult) => void;
  reject: (error: Error) => void;
}

/**
 * Answers Insights in a process of its own, which reads the database only: a year of many cameras takes seconds, and no
 * frame may wait for it. Started with the first question, and again should it die.
 */
export class InsightsProcess {
  readonly #file: string;
  #child: ChildProcess | null = null;
  readonly #pending = new Map<number, PendingAnswer>();
  #next = 1;

  /** @param file the database */
  constructor(file: string) {
    this.#file = file;
  }

  /** @throws DemifaceError as `resultOf` */
  ask<A extends InsightsQuery>(
    settings: AudienceSettings,
    ask: A,
    nowMs: number,
  ): Promise<Extract<InsightsResult, { kind: A['kind'] }>> {
    const id = this.#next++;
    const answer = new Promise<InsightsResult>((resolve, reject) =>
      this.#pending.set(id, { resolve, reject }),
    );
    const message: ToInsights = { id, settings, ask, nowMs };
    this.#child ??= this.#start();
    this.#child.send(message, () => {}); // That the process has ended is handled by its exit event.
    return answer as Promise<never>;
  }

  close(): void {
    this.#child?.kill();
  }

  #start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'insights-main.ts'), [this.#file], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message: FromInsights) => {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if ('answer' in message) pending?.resolve(message.answer);
      else pending?.reject(asError(message.refusal));
    });
    const end = () => {
      if (this.#child === child) this.#child = null;
      for (const { reject } of this.#pending.values())
        reject(new CodedError(message('counting.insightsEnded')));
      this.#pending.clear();
    };
    child.once('exit', end);
    child.on('error', end); // Each of them: one without a listener would end the core.
    return child;
  }
}

function asError({ code, message: text }: Extract<FromInsights, { refusal: unknown }>['refusal']): Error {
  return code === 'internal' ? errorOf(text) : new DemifaceError(code, text);
}
