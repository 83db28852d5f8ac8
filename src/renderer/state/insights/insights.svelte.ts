import { audience } from '../store/audience.svelte.ts';
import { listen, request } from '../page/client.ts';
import { QueryResult } from './query-result.svelte.ts';
import type {
  AudienceCamera,
  AudienceQuery,
  ComparisonQuery,
  DwellQuery,
  SeriesQuery,
} from '../../../main/ipc/contract.ts';
import { dayIn } from '../../../common/math/calendar.ts';
import type { By, Compared, Preset, Span } from './period.ts';
import { comparedProblem, cutsOf, lastWeeksCompared, spanOf, spanProblem } from './period.ts';

/** Counts change every minute; what is looked at follows with a little rest. */
const AGAIN_MS = 2000;

/** The query of the counts, and its results. */
class Insights {
  /** Ids; null: all. */
  #chosen = $state.raw<readonly string[] | null>(null);
  #preset = $state<Preset>('thisWeek');
  #custom = $state.raw<Span | null>(null);
  #by = $state<By>('day');
  #zone = $state('');
  #compared = $state.raw<Compared | null>(null);
  #nowMs = $state(Date.now());

  readonly series = new QueryResult((of: SeriesQuery) => request('audience.series', of));
  readonly heatMap = new QueryResult((question: AudienceQuery) => request('audience.heatMap', { question }));
  readonly pyramid = new QueryResult((question: AudienceQuery) => request('audience.pyramid', { question }));
  readonly dwell = new QueryResult((of: DwellQuery) => request('audience.dwell', of));
  readonly comparison = new QueryResult((of: ComparisonQuery) => request('audience.compare', of));
  readonly errors = new QueryResult(() => request('audience.errors', {}));

  readonly cameras: readonly AudienceCamera[] = $derived(audience.settings?.cameras ?? []);
  readonly chosen: readonly AudienceCamera[] = $derived.by(() => {
    const some = this.cameras.filter(({ id }) => this.#chosen?.includes(id) ?? true);
    return some.length > 0 ? some : this.cameras;
  });
  /** Of the first chosen camera's site: its calendar decides what today is. */
  readonly timeZone: string = $derived(
    audience.settings?.sites.find(({ id }) => id === this.chosen[0]?.site)?.timeZone ?? 'UTC',
  );
  readonly today: string = $derived(dayIn(this.timeZone, this.#nowMs));
  readonly span: Span = $derived(
    this.#preset === 'custom'
      ? (this.#custom ?? spanOf('last28', this.today))
      : spanOf(this.#preset, this.today),
  );
  readonly problem = $derived(spanProblem(this.span, this.today));
  readonly compared: Compared = $derived(this.#compared ?? lastWeeksCompared(this.today));
  readonly comparedProblem = $derived(comparedProblem(this.compared, this.today));
  readonly cuts: readonly By[] = $derived(this.problem ? [] : cutsOf(this.span));
  readonly by: By = $derived(this.cuts.includes(this.#by) ? this.#by : (this.cuts[0] ?? 'day'));
  /** Those in which dwell is counted; the first is all that the camera sees. */
  readonly zones = $derived(
    this.chosen.flatMap(({ zones }) => zones.filter(({ kind }) => kind === 'dwell' || kind === 'entrance')),
  );
  readonly zone: string = $derived(this.zones.some(({ id }) => id === this.#zone) ? this.#zone : '');

  /** As text, so that settings which are read anew ask nothing anew. */
  readonly #ids: string = $derived(JSON.stringify(this.chosen.map(({ id }) => id)));
  readonly question: AudienceQuery | null = $derived(this.#queryOf(this.problem, this.span));
  readonly seriesQuestion: SeriesQuery | null = $derived(
    this.question && { question: this.question, by: this.by },
  );
  readonly dwellQuestion: DwellQuery | null = $derived(
    this.question && { question: this.question, zone: this.zone },
  );
  readonly compareQuestion: ComparisonQuery | null = $derived(
    this.#queryOf(this.comparedProblem, this.compared),
  );

  get preset(): Preset {
    return this.#preset;
  }

  /** While it is looked at. @returns ends it */
  begin(): () => void {
    this.#nowMs = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = listen('audience.changed', () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        this.again();
      }, AGAIN_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }

  again(): void {
    this.#nowMs = Date.now();
    for (const answer of [this.series, this.heatMap, this.pyramid, this.dwell, this.comparison, this.errors])
      void answer.again();
  }

  /** One camera stays chosen. */
  toggleCamera(id: string): void {
    const ids = this.chosen.map((camera) => camera.id);
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    if (next.length > 0) this.#chosen = next;
  }

  /** To choose days begins with those in sight. */
  choosePreset(preset: Preset): void {
    if (preset === 'custom') this.#custom = this.span;
    this.#preset = preset;
  }

  chooseSpan(span: Span): void {
    this.#custom = span;
  }

  chooseBy(by: By): void {
    this.#by = by;
  }

  chooseZone(zone: string): void {
    this.#zone = zone;
  }

  compare(compared: Compared): void {
    this.#compared = compared;
  }

  #queryOf<D>(problem: string | null, days: D): ({ cameras: string[] } & D) | null {
    const cameras = JSON.parse(this.#ids) as string[];
    return cameras.length > 0 && !problem ? { cameras, ...days } : null;
  }
}

export const insights = new Insights();
