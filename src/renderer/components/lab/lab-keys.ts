import { request } from '../../state/page/client.ts';
import { lab } from '../../state/lab/lab.svelte.ts';
import { notices } from '../../state/page/notices.svelte.ts';

const TAKES_SPACE =
  'input, textarea, select, button, a, summary, [role="button"], [role="tab"], [role="application"], [contenteditable]';

/** Space pauses what runs, or takes up what stands still; where a control has the focus, it is the control's. */
export function pausesWhatRuns(event: KeyboardEvent): void {
  if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(TAKES_SPACE)) return;
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
  const running = lab.runs.active.find(({ state }) => state === 'running');
  const paused = lab.runs.active.find(({ state }) => state === 'paused');
  const run = running ?? paused;
  if (!run) return;
  event.preventDefault();
  void notices.attempt(() => request(running ? 'lab.pause' : 'lab.resume', { run: run.id }));
}
