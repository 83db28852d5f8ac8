import { messages } from '../../messages/index.ts';
import type { Command } from '../page/commands.svelte.ts';
import { data } from './data.svelte.ts';
import { navigation } from '../page/navigation.svelte.ts';

/** Every data set is one key away. */
export function dataCommands(): Command[] {
  return (data.list ?? []).map(({ id, name, layout }) => ({
    id: `data-${id}`,
    title: name,
    detail: messages.data.layouts[layout],
    group: messages.frame.palette.groups.data,
    run: () => {
      navigation.go('data');
      data.show(id);
    },
  }));
}
