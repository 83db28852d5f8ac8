import type { SessionEvent, SessionNote } from '../../../../main/ipc/contract.ts';
import { session as words } from '../../../messages/index.ts';
import type { RibbonColumn } from '../../../state/session/ribbon.ts';
import type { StepSpan } from '../../../state/session/step-spans.ts';

/** Something at one time of a session. */
export interface PlotMark {
  atMs: number;
  kind: 'marker' | 'stop' | 'break' | 'note';
  label: string;
}

/** A stretch of a session as it is drawn. */
export interface SessionScene {
  fromMs: number;
  toMs: number;
  columns: readonly RibbonColumn[];
  /** Of the ribbon, the lowest first; empty: no ribbon is drawn. */
  names: readonly string[];
  suds: readonly { atMs: number; value: number }[];
  steps: readonly StepSpan[];
  marks: readonly PlotMark[];
}

/** @param events in the order of time @returns likewise */
export function plotMarks(events: readonly SessionEvent[], notes: readonly SessionNote[] = []): PlotMark[] {
  const marks = events.flatMap(({ atMs, what }): PlotMark[] => {
    switch (what.kind) {
      case 'marker':
        return [{ atMs, kind: 'marker', label: what.label }];
      case 'stop':
        return [{ atMs, kind: 'stop', label: words.events.stop }];
      case 'face-lost':
      case 'paused':
      case 'slept':
      case 'resumed':
        return [{ atMs, kind: 'break', label: words.events[what.kind] }];
      default:
        return [];
    }
  });
  const noted = notes.map(({ atMs, text }): PlotMark => ({ atMs, kind: 'note', label: firstLine(text) }));
  return [...marks, ...noted].toSorted((a, b) => a.atMs - b.atMs);
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0]!;

export const ratings = (events: readonly SessionEvent[]): { atMs: number; value: number }[] =>
  events.flatMap(({ atMs, what }) => (what.kind === 'suds' ? [{ atMs, value: what.value }] : []));

/** Everything that is read at one time. */
export interface SceneReading {
  values: Readonly<Record<string, number>> | null;
  isTalking: boolean;
  suds: { atMs: number; value: number } | null;
  step: StepSpan | null;
}

export function readScene({ columns, suds, steps }: SessionScene, atMs: number): SceneReading {
  const column = columns.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return {
    values: column && column.usable >= MIN_USABLE_SHARE ? column.values : null,
    isTalking: (column?.talking ?? 0) > 0.5,
    suds: suds.findLast((rating) => rating.atMs <= atMs) ?? null,
    step: steps.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs) ?? null,
  };
}

/** No trend is drawn where less of the time could be used. */
export const MIN_USABLE_SHARE = 0.5;
