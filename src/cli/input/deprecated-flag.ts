import type { Command, Option } from 'commander';

import type { Io } from '../output/io.ts';

/**
 * Accepts a flag of version 0.1 as the present one, with a note; the help leaves it out. For one version: then this file
 * goes.
 */
export function acceptDeprecatedFlag(command: Command, deprecated: Option, present: Option, io: Io): Command {
  return command.addOption(deprecated.hideHelp()).on(`option:${deprecated.name()}`, () => {
    io.note(`--${deprecated.name()} is deprecated: use --${present.name()}`);
    command.setOptionValue(present.attributeName(), command.getOptionValue(deprecated.attributeName()));
  });
}
