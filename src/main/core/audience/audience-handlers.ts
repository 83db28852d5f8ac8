import { writeFileAtomic } from '../../../artifact/atomic.ts';
import type { AudienceAnswer, AudienceAsk, AudienceSettings } from '../../ipc/contract.ts';
import type { AudienceChannel, CoreContext, HandlersOf } from '../handlers.ts';
import type { LiveCameras } from '../live/live-cameras.ts';
import type { DailyBackup } from '../store/backups.ts';
import type { Store } from '../store/store.ts';
import { compareSpans } from './insights/compare.ts';
import { csvOf } from './insights/csv.ts';
import { dwellOf } from './insights/dwell.ts';
import { heatMapOf } from './insights/heat-map.ts';
import { pyramidOf } from './insights/pyramid.ts';
import { seriesOf } from './insights/series.ts';
import { audienceToday } from './insights/today.ts';
import { noticeOf } from './notices/notice.ts';
import { refusedUse } from './settings/refused-use.ts';
import { readAudienceSettings, saveAudienceSettings } from './settings/stored-settings.ts';

/** The audience room: what is counted, and what the counts say. */
export function audienceHandlers(
  context: CoreContext,
  live: LiveCameras,
  backup: Pick<DailyBackup, 'problem'>,
): HandlersOf<AudienceChannel> {
  const { store, emit } = context;
  const settings = () => readAudienceSettings(store);
  const status = () => {
    const now = live.status();
    return backup.problem === null ? now : { ...now, problems: [...now.problems, backup.problem] };
  };
  return {
    'audience.settings': settings,

    async 'audience.set'({ settings: wanted }) {
      const saved = saveAudienceSettings(store, wanted);
      await live.renew();
      emit('audience.changed', {});
      return saved;
    },

    'audience.refusal': ({ people, measures }) => ({ reason: refusedUse(people, measures) }),
    'audience.notice': ({ kind, language }) => noticeOf(settings(), kind, language),
    'audience.status': status,
    'audience.confirmClock': () => {
      live.confirmClock();
      emit('audience.changed', {});
      return status();
    },
    'audience.today': () => audienceToday(store, settings(), live.nowMs()),
    'audience.series': ({ question, by }) => seriesOf(store, settings(), { ...question, by }, live.nowMs()),
    'audience.heatMap': ({ question }) => heatMapOf(store, settings(), question, live.nowMs()),
    'audience.pyramid': ({ question }) => pyramidOf(store, settings(), question, live.nowMs()),
    'audience.dwell': ({ question, zone }) => dwellOf(store, settings(), { ...question, zone }, live.nowMs()),
    'audience.compare': (question) => compareSpans(store, settings(), question, live.nowMs()),
    'audience.errors': () => live.errors(),

    'audience.csv': ({ answer, path }) => {
      writeFileAtomic(path, csvOf(answerOf(store, settings(), answer, live.nowMs())));
      return { path };
    },

    'audience.tally': ({ camera, act }) => live.tally(camera, act),
  };
}

/** Asked again as it was asked for the screen: a file tells what is shown. */
function answerOf(store: Store, settings: AudienceSettings, ask: AudienceAsk, nowMs: number): AudienceAnswer {
  switch (ask.kind) {
    case 'series':
      return seriesOf(store, settings, { ...ask.question, by: ask.by }, nowMs);
    case 'heatMap':
      return heatMapOf(store, settings, ask.question, nowMs);
    case 'pyramid':
      return pyramidOf(store, settings, ask.question, nowMs);
    case 'dwell':
      return dwellOf(store, settings, { ...ask.question, zone: ask.zone }, nowMs);
    case 'comparison':
      return compareSpans(store, settings, ask, nowMs);
  }
}
