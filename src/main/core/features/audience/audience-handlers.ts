import { writeFileAtomic } from '../../../../common/files/atomic.ts';
import type { AudienceChannel, CoreContext, HandlersOf } from '../../platform/handlers.ts';
import type { LiveCameras } from './cameras/live-cameras.ts';
import type { Backups } from '../../platform/backup/backup-jobs.ts';
import { csvOf } from './insights/csv.ts';
import type { InsightsQuery } from './insights/answer.ts';
import type { InsightsProcess } from './insights/insights-process.ts';
import { noticeOf } from './notices/notice.ts';
import { refusedUse } from './settings/refused-use.ts';
import { changeCamera, changeStore, readAudienceSettings, removeCamera } from './settings/stored-settings.ts';

/** The audience feature: what is counted, and what the counts say. */
export function audienceHandlers(
  context: CoreContext,
  live: LiveCameras,
  backups: Pick<Backups, 'problem'>,
  insights: InsightsProcess,
): HandlersOf<AudienceChannel> {
  const { store, emit } = context;
  const settings = () => readAudienceSettings(store);
  const answer = <A extends InsightsQuery>(question: A) => insights.ask(settings(), question, live.nowMs());
  const status = () => {
    const now = live.status();
    return backups.problem === null ? now : { ...now, problems: [...now.problems, backups.problem] };
  };
  /** What was saved takes effect before it is answered; another save may have come meanwhile. */
  const takeEffect = async () => {
    await Promise.all([live.renewPlans(), live.mergePast()]);
    await live.deleteMarked();
    emit('audience.changed', {});
    return settings();
  };
  return {
    'audience.settings': settings,

    'audience.set': ({ settings: wanted }) => {
      changeStore(store, wanted);
      return takeEffect();
    },
    'audience.saveCamera': ({ camera }) => {
      changeCamera(store, camera);
      return takeEffect();
    },
    'audience.removeCamera': ({ id }) => {
      removeCamera(store, id);
      return takeEffect();
    },

    'audience.refusal': ({ people, measures }) => ({ reason: refusedUse(people, measures) }),
    'audience.notice': ({ kind, language }) => noticeOf(settings(), kind, language),
    'audience.status': status,
    'audience.confirmClock': () => {
      live.confirmClock();
      emit('audience.changed', {});
      return status();
    },
    'audience.today': () => answer({ kind: 'today' }),
    'audience.series': (question) => answer({ kind: 'series', ...question }),
    'audience.heatMap': (question) => answer({ kind: 'heatMap', ...question }),
    'audience.pyramid': (question) => answer({ kind: 'pyramid', ...question }),
    'audience.dwell': (question) => answer({ kind: 'dwell', ...question }),
    'audience.compare': (question) => answer({ kind: 'comparison', ...question }),
    'audience.errors': () => live.errors(),

    // The same question as for the screen: a file contains what is shown.
    'audience.csv': async ({ answer: question, path }) => {
      writeFileAtomic(path, csvOf(await answer(question), settings().cameras));
      return { path };
    },

    'audience.audit': ({ camera, act }) => live.audit(camera, act),
  };
}
