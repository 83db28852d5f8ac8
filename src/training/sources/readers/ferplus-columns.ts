import { EXPRESSIONS } from '../../../artifact/labels.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { DemifaceError } from '../../../common/error.ts';
import { classIndex, codeIn } from '../vocabulary/class-names.ts';
import { VOTE_COLUMNS } from './majority.ts';
import { message, joined } from '../../../messages/message.ts';

/** Where a list of FER+ keeps its columns; usage is -1 where it has none. */
export interface VoteColumns {
  usage: number;
  name: number;
  /** Of the ten counts, in the order of `majority`. */
  votes: readonly number[];
}

const FIRST_VOTE = 2;
const VOTES = Array.from({ length: VOTE_COLUMNS }, (_, i) => FIRST_VOTE + i);
/** Without a header the lists keep the published order: usage, name, votes; the folders' own have name, box, votes. */
export const PUBLISHED: VoteColumns = { usage: 0, name: 1, votes: VOTES };
export const PUBLISHED_OWN: VoteColumns = { usage: -1, name: 0, votes: VOTES };

const USAGE_NAMES = ['usage', 'split'];
const PICTURE_NAMES = ['imagename', 'image', 'filename', 'file', 'name'];
const BOX_NAMES = ['box', 'bbox', 'facebox'];

/** Whether a list's first row names columns: it has neither a picture nor a count. */
export function isVoteHeader(cells: readonly string[]): boolean {
  return !cells.some((cell) => isPictureFile(cell) || codeIn(cell) !== undefined);
}

/**
 * The columns by their names: votes read by position would be those of other expressions.
 * @param needsUsage whether the rows must state their split
 * @throws DemifaceError `mismatch` for a column that is missing, unknown or there twice
 */
export function voteColumnsOf(list: string, cells: readonly string[], needsUsage: boolean): VoteColumns {
  const bare = cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}]/gu, ''));
  const votes = bare.map((cell) => voteOf(cell));
  const known = (cell: string) => [...USAGE_NAMES, ...PICTURE_NAMES, ...BOX_NAMES].includes(cell);
  const unknown = cells.filter((cell, at) => cell !== '' && votes[at] === undefined && !known(bare[at]!));
  const several = cells.filter((_, at) => votes[at] !== undefined && votes.indexOf(votes[at]) !== at);
  const usage = bare.findIndex((cell) => USAGE_NAMES.includes(cell));
  const name = bare.findIndex((cell) => PICTURE_NAMES.includes(cell));
  const missing = [
    ...(needsUsage && usage < 0 ? ['Usage'] : []),
    ...(name < 0 ? ['Image name'] : []),
    ...[...EXPRESSIONS, 'unknown', 'NF'].filter((_, vote) => !votes.includes(vote)),
  ];
  const wrong = [
    ...(missing.length > 0 ? [message('lists.headerLacks', { columns: missing })] : []),
    ...(unknown.length > 0 ? [message('lists.headerUnknown', { columns: unknown })] : []),
    ...(several.length > 0 ? [message('lists.headerTwice', { columns: several })] : []),
  ];
  if (wrong.length > 0)
    throw new DemifaceError(
      'mismatch',
      message('lists.wrongHeader', {
        list,
        problems: joined(wrong, 'and'),
        expected: [...(needsUsage ? ['Usage'] : []), 'Image name'],
        votes: [...EXPRESSIONS, 'unknown', 'NF'],
      }),
    );
  return { usage, name, votes: VOTES.map((_, vote) => votes.indexOf(vote)) };
}

function voteOf(cell: string): number | undefined {
  const expression = classIndex('expression', cell);
  if (expression !== undefined) return expression;
  const rest = ['unknown', 'nf'].indexOf(cell);
  return rest < 0 ? undefined : EXPRESSIONS.length + rest;
}
