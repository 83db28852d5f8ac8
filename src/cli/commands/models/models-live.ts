import { basename, dirname, resolve } from 'node:path';

import { InvalidArgumentError, type Command } from 'commander';

import { parsePlace } from '../../../artifact/model-place.ts';
import { TASKS, VISIBLE } from '../../../artifact/labels.ts';
import { homeFolder, shippedModels } from '../../../artifact/places.ts';
import { printable } from '../../../common/printable.ts';
import type { ChangeLiveMessage, LiveChange } from '../../../inference/live/changing-live.ts';
import { findModel, MODELS_OPTION_HELP } from '../../../training/library/model-library.ts';
import { runCore } from '../../input/core-process.ts';
import { CHANGE_LIVE_ENTRY } from '../../input/live-library.ts';
import { withDeprecatedCardKeys } from '../../output/deprecated-keys.ts';
import type { Io } from '../../output/io.ts';

interface LiveOptions {
  models?: string;
  json?: boolean;
}

const PLACES = [
  ...TASKS.flatMap((task) => VISIBLE.map((visible) => `${task}.${visible}`)),
  ...['occlusion', 'custom.<title>.<half>'],
];

/** Which models the app reads with: one more, or the one before again. */
export function registerModelsLive(models: Command, io: Io): void {
  models
    .command('promote')
    .argument('<model>', 'a model folder, or a name in the library')
    .description(
      "make a model live in the app's data: it reads from the next start on; not while the app runs",
    )
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document: the card')
    .addHelpText('after', '\nExample:\n  $ demiface models promote compact.expression.lower --models runs')
    .action(async (name: string, { models: library, json }: LiveOptions) => {
      const { path: found, card } = findModel(name, library);
      const path = resolve(found);
      const called = dirname(path) === resolve(shippedModels()) ? basename(path) : card.name;
      print(await changed(['--promote', path, '--name', called], io), json === true, io);
    });
  models
    .command('rollback')
    .argument(
      '<place>',
      'what it reads, and what shows of the face, such as expression.lower or "custom.my task.full"',
      placeArgument,
    )
    .description("take the last promotion back in the app's data: the model before it is live again")
    .option('--json', 'one JSON document: the card of the one that is live now')
    .addHelpText('after', '\nExample:\n  $ demiface models rollback expression.lower')
    .action(async (place: string, { json }: LiveOptions) => {
      print(await changed(['--rollback', place], io), json === true, io);
    });
}

function placeArgument(text: string): string {
  if (parsePlace(text)) return text;
  throw new InvalidArgumentError(`Allowed choices are ${PLACES.join(', ')}.`);
}

async function changed(args: readonly string[], io: Io): Promise<LiveChange> {
  let change: LiveChange | undefined;
  const keep = (message: Exclude<ChangeLiveMessage, { kind: 'ended' }>) => {
    if (message.kind === 'live') change = message;
  };
  await runCore<ChangeLiveMessage>(CHANGE_LIVE_ENTRY, ['--home', homeFolder(), ...args], keep, io.signal);
  if (!change) throw new Error('the process that changes the live model ended without a word; try again');
  return change;
}

function print({ live, home }: LiveChange, isJson: boolean, io: Io): void {
  if (isJson) {
    const card = live && withDeprecatedCardKeys(findModel(live.path).card);
    io.json(live && { ...card, path: live.path });
  } else if (live) io.line(`${printable(live.name)} is live in ${printable(home)}: ${printable(live.path)}`);
  else io.line(`no model is live for this any more in ${printable(home)}`);
}
