/** How parts of a message are joined. */
export const text = {
  sentences: '{first}; {next}',
  and: '{first} and {next}',
  or: '{first} or {next}',
  task: '{task, select, other {{task}}}',
} as const;
