import type { LibraryHandle } from 'koffi';
import koffi from 'koffi';

import { STREAM_EXPRESSIONS } from '../stream-message.ts';
import { message } from '../../../../../../messages/message.ts';
import { CodedError } from '../../../../../../common/error.ts';

/** Rate of a stream whose samples come whenever they come. */
const IRREGULAR = 0;
const FORMATS = { float32: 1, string: 3 } as const;
/** How many seconds of samples an outlet keeps for a receiver that is slow. */
const KEPT_S = 60;
/** A stream that was not seen for so long is gone. */
const FORGET_S = 5;
/** How long another program may take to describe its stream. */
const DESCRIBE_S = 5;
/** An inlet looks for its stream again when it is lost. */
const RECOVER = 1;
/** `proc_clocksync`: stamps are on the clock of this machine. */
const TO_LOCAL_CLOCK = 1;

/** Channels of the expression stream, in their order; NaN where nothing was read. */
const EXPRESSION_CHANNELS = [...STREAM_EXPRESSIONS, 'confidence', 'usable', 'talking'];

export interface Outlet {
  /** @param stampS on `clock` */
  push(values: number[] | string, stampS: number): void;
  hasConsumers(): boolean;
  close(): void;
}

/** A stream of another program. */
export interface Inlet {
  readonly name: string;
  /** Waits for the next sample, in a thread. @returns null after the time without one */
  pull(timeoutS: number): Promise<{ values: Float32Array; stampS: number } | null>;
  /** Of each channel; empty where the stream does not say. */
  labels(): Promise<string[]>;
  readonly channels: number;
  close(): void;
}

/** What we use of liblsl. Loaded in a process of its own, for a fault in it ends the process. */
export interface Liblsl {
  /** Seconds, on the clock of all stamps. */
  clock(): number;
  openExpressions(sourceId: string): Outlet;
  openMarkers(sourceId: string): Outlet;
  /** Looks for streams all the time. @param predicate XPath over a stream's description */
  resolver(predicate: string): { first(): Inlet | null; close(): void };
}

/** @param scope whether streams are announced beyond this machine. @throws if it is no such library */
export function loadLiblsl(path: string, scope: 'machine' | 'network'): Liblsl {
  const lsl = bind(koffi.load(path));
  // Before anything else. Errors alone are printed.
  lsl.setConfig(
    `[multicast]\nResolveScope = ${scope === 'machine' ? 'machine' : 'site'}\n[log]\nlevel = -2\n`,
  );
  const outlet = (info: Handle, push: (handle: Handle, values: never, stampS: number) => void): Outlet => {
    const handle = lsl.createOutlet(info, 0, KEPT_S);
    lsl.destroyInfo(info);
    if (!handle) throw new CodedError(message('streams.lslNoOutlet'));
    return {
      push: (values, stampS) => push(handle, values as never, stampS),
      hasConsumers: () => lsl.hasConsumers(handle) !== 0,
      close: () => lsl.destroyOutlet(handle),
    };
  };
  return {
    clock: () => lsl.clock(),
    openExpressions(sourceId) {
      const info = lsl.createInfo(
        ...[
          'Demiface Expression',
          'Expression',
          EXPRESSION_CHANNELS.length,
          IRREGULAR,
          FORMATS.float32,
          sourceId,
        ],
      );
      describe(lsl, info);
      return outlet(info, (handle, values: number[], stampS) =>
        lsl.pushFloats(handle, Float32Array.from(values), stampS),
      );
    },
    openMarkers(sourceId) {
      const info = lsl.createInfo('Demiface Markers', 'Markers', 1, IRREGULAR, FORMATS.string, sourceId);
      return outlet(info, (handle, text: string, stampS) => lsl.pushString(handle, [text], stampS));
    },
    resolver(predicate) {
      const resolver = lsl.createResolver(predicate, FORGET_S);
      return {
        first() {
          const found: Handle[] = [null];
          return lsl.results(resolver, found, 1) > 0 ? openInlet(lsl, found[0]!) : null;
        },
        close: () => lsl.destroyResolver(resolver),
      };
    },
  };
}

type Bound = ReturnType<typeof bind>;

/** A pointer of the library, which it alone looks into. */
type Handle = bigint | null;

/** A function of the library. */
interface Native<R> {
  (...values: unknown[]): R;
  /** In a thread; the last value is `(error, result) => void`. */
  async: (...values: unknown[]) => void;
}

function bind(library: LibraryHandle) {
  const func = <R>(definition: string) => library.func(definition) as Native<R>;
  return {
    setConfig: func<void>('void lsl_set_config_content(const char *content)'),
    clock: func<number>('double lsl_local_clock()'),
    createInfo: func<Handle>(
      'void *lsl_create_streaminfo(const char *name, const char *type, int channels, double rate, int format, const char *id)',
    ),
    destroyInfo: func<void>('void lsl_destroy_streaminfo(void *info)'),
    desc: func<Handle>('void *lsl_get_desc(void *info)'),
    appendChild: func<Handle>('void *lsl_append_child(void *element, const char *name)'),
    appendValue: func<void>(
      'void *lsl_append_child_value(void *element, const char *name, const char *value)',
    ),
    child: func<Handle>('void *lsl_child(void *element, const char *name)'),
    nextSibling: func<Handle>('void *lsl_next_sibling(void *element)'),
    isEmpty: func<number>('int lsl_empty(void *element)'),
    childValue: func<string | null>('const char *lsl_child_value_n(void *element, const char *name)'),
    name: func<string | null>('const char *lsl_get_name(void *info)'),
    channels: func<number>('int lsl_get_channel_count(void *info)'),
    createOutlet: func<Handle>('void *lsl_create_outlet(void *info, int chunk, int buffered)'),
    destroyOutlet: func<void>('void lsl_destroy_outlet(void *outlet)'),
    pushFloats: func<void>('int lsl_push_sample_ft(void *outlet, const float *data, double stamp)'),
    pushString: func<void>('int lsl_push_sample_strt(void *outlet, const char **data, double stamp)'),
    hasConsumers: func<number>('int lsl_have_consumers(void *outlet)'),
    createResolver: func<Handle>(
      'void *lsl_create_continuous_resolver_bypred(const char *predicate, double forget)',
    ),
    results: func<number>(
      'int lsl_resolver_results(void *resolver, _Out_ void **found, unsigned int length)',
    ),
    destroyResolver: func<void>('void lsl_destroy_continuous_resolver(void *resolver)'),
    createInlet: func<Handle>('void *lsl_create_inlet(void *info, int buffered, int chunk, int recover)'),
    destroyInlet: func<void>('void lsl_destroy_inlet(void *inlet)'),
    fullInfo: func<Handle>('void *lsl_get_fullinfo(void *inlet, double timeout, _Out_ int *error)'),
    postprocess: func<void>('int lsl_set_postprocessing(void *inlet, unsigned int flags)'),
    pull: func<number>(
      'double lsl_pull_sample_f(void *inlet, _Out_ float *buffer, int length, double timeout, _Out_ int *error)',
    ),
  };
}

/** Names the channels, as the convention for streams has it. */
function describe(lsl: Bound, info: Handle): void {
  const channels = lsl.appendChild(lsl.desc(info), 'channels');
  for (const label of EXPRESSION_CHANNELS) {
    const channel = lsl.appendChild(channels, 'channel');
    lsl.appendValue(channel, 'label', label);
    lsl.appendValue(channel, 'unit', 'probability');
    lsl.appendValue(channel, 'type', 'Expression');
  }
}

/** @param info is destroyed with it */
function openInlet(lsl: Bound, info: Handle): Inlet {
  const channels = lsl.channels(info);
  const inlet = lsl.createInlet(info, KEPT_S, 0, RECOVER);
  lsl.postprocess(inlet, TO_LOCAL_CLOCK);
  const inThread = <R>(call: Native<R>, ...values: unknown[]) =>
    new Promise<R>((resolve, reject) =>
      call.async(...values, (error: Error | null, result: R) => (error ? reject(error) : resolve(result))),
    );
  return {
    name: lsl.name(info) ?? '',
    channels,
    async pull(timeoutS) {
      const values = new Float32Array(channels);
      const stampS = await inThread(lsl.pull, inlet, values, channels, timeoutS, [0]);
      return stampS > 0 ? { values, stampS } : null;
    },
    async labels() {
      const full = await inThread(lsl.fullInfo, inlet, DESCRIBE_S, [0]);
      if (!full) return [];
      const found: string[] = [];
      let channel = lsl.child(lsl.child(lsl.desc(full), 'channels'), 'channel');
      for (; !lsl.isEmpty(channel); channel = lsl.nextSibling(channel))
        found.push(lsl.childValue(channel, 'label') ?? '');
      lsl.destroyInfo(full);
      return found;
    },
    close() {
      lsl.destroyInlet(inlet);
      lsl.destroyInfo(info);
    },
  };
}
