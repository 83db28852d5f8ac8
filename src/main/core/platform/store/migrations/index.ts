import { initial } from './001-initial.ts';
import { audience } from './002-audience.ts';
import { recordings } from './003-recordings.ts';
import { interpretation } from './004-interpretation.ts';
import { periodsByKept } from './005-periods-by-kept.ts';
import { fineCountsByDay } from './006-fine-counts-by-day.ts';
import { periodsByFirstDay } from './007-periods-by-first-day.ts';
import { periodsByVisits } from './008-periods-by-visits.ts';
import { openingOfPeriods } from './009-opening-of-periods.ts';
import { dataRoot } from './010-data-root.ts';
import { correctionEdits } from './011-correction-edits.ts';
import { auditsByDay } from './012-audits-by-day.ts';
import { glossaryNames } from './013-glossary-names.ts';
import { queued } from './014-queued.ts';
import { titlesOfLiveModels } from './015-titles-of-live-models.ts';
import { retrainings } from './016-retrainings.ts';

/** In order; the number of those that ran is the database's `user_version`. What has shipped is never changed. */
export const MIGRATIONS: readonly string[] = [
  initial,
  audience,
  recordings,
  interpretation,
  periodsByKept,
  fineCountsByDay,
  periodsByFirstDay,
  periodsByVisits,
  openingOfPeriods,
  dataRoot,
  correctionEdits,
  auditsByDay,
  glossaryNames,
  queued,
  titlesOfLiveModels,
  retrainings,
];
