import { lab as words, messages } from '../../messages/index.ts';
import { request } from '../page/client.ts';
import type { Command } from '../page/commands.svelte.ts';
import type { Lab, LabPart } from './lab.svelte.ts';
import { navigation } from '../page/navigation.svelte.ts';
import { notices } from '../page/notices.svelte.ts';

const groups = messages.frame.palette.groups;
const PARTS: readonly LabPart[] = ['compare', 'gallery', 'tables'];

/** Parts of the Lab and what runs, a key away. */
export function labCommands(lab: Lab): Command[] {
  const show = (part: LabPart) => {
    navigation.go('lab');
    lab.leaveNew();
    lab.part = part;
  };
  const act = (channel: 'lab.pause' | 'lab.resume', run: number) =>
    void notices.attempt(() => request(channel, { run }));
  const running = lab.runs.active.find(({ state }) => state === 'running');
  const paused = lab.runs.active.find(({ state }) => state === 'paused');
  return [
    ...(running
      ? [
          {
            id: 'lab-pause',
            title: words.commands.pause({ name: running.name }),
            group: groups.do,
            keys: 'Space',
            run: () => act('lab.pause', running.id),
          },
        ]
      : []),
    ...(paused
      ? [
          {
            id: 'lab-resume',
            title: words.commands.resume({ name: paused.name }),
            group: groups.do,
            run: () => act('lab.resume', paused.id),
          },
        ]
      : []),
    ...PARTS.map((part) => ({
      id: `lab-${part}`,
      title: words.commands.show({ part: words.tabs[part] }),
      group: groups.go,
      run: () => show(part),
    })),
  ];
}
