import type { text as en } from '../../en/common/text.ts';
import type { Catalog } from '../../translate.ts';

export const text = {
  sentences: '{first}; {next}',
  and: '{first} und {next}',
  or: '{first} oder {next}',
  task: '{task, select, expression {Ausdruck} gender {Geschlecht} age {Alter} other {{task}}}',
} satisfies Catalog<typeof en>;
