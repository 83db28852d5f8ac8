import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { SerialQueue } from '../../../../common/serial-queue.ts';
import type { FaceTask } from '../../../../artifact/labels.ts';
import { customTitle } from '../../../../artifact/model-place.ts';
import { FACE_TASKS } from '../../../../artifact/labels.ts';
import type { CorePayload, LiveModels, OpenedLive } from '../../../ipc/contract.ts';
import type { FrameMemory } from '../../platform/live/frame-memory.ts';
import type { LiveNets } from '../../platform/live/live-nets.ts';
import { openLiveNets } from '../../platform/live/live-nets.ts';
import { SharedNets } from '../../platform/live/shared-nets.ts';
import type { Store } from '../../platform/store/store.ts';
import { LiveSession } from './live-session.ts';
import type { OpenedSource } from './live-source.ts';
import { openPath, openSample } from './live-source.ts';

interface Current {
  readonly number: number;
  readonly session: LiveSession;
  readonly source: OpenedSource;
}

/** What the Live view looks at: one source at a time. Its networks are in memory as long as it is open. */
export class LiveSessions {
  readonly #nets: SharedNets<LiveNets>;
  readonly #memory: FrameMemory;
  readonly #turns = new SerialQueue();
  #current: Current | null = null;
  #nextSession = 1;

  constructor(store: Store, memory: FrameMemory) {
    this.#nets = new SharedNets(
      () => openLiveNets(store, FACE_TASKS),
      () => {},
    );
    this.#memory = memory;
  }

  /**
   * Looks at something else from now on.
   * @throws DemifaceError as `openPath` and `openLiveNets`; what was looked at before has ended then too
   */
  open({ source, occlusion }: CorePayload<'live.open'>): Promise<OpenedLive> {
    return this.#turns.take(async () => {
      this.#end();
      const nets = await this.#nets.open();
      const opened = await opening(source).catch(async (error: unknown) => {
        await this.#nets.close();
        throw error;
      });
      const number = this.#nextSession++;
      const session = new LiveSession(nets, occlusion, this.#memory);
      this.#current = { number, session, source: opened };
      return {
        session: number,
        mode: opened.mode,
        pictures: opened.mode === 'pictures' ? [...opened.names] : [],
        skipped: opened.mode === 'pictures' ? [...opened.skipped] : [],
        lengthMs: opened.mode === 'video' ? opened.lengthMs : null,
        ...modelsOf(nets),
      };
    });
  }

  /** Does something with a session; its networks stay in memory meanwhile. @throws DemifaceError `missing` if it has ended */
  async with<T>(number: number, use: (current: Current) => Promise<T>): Promise<T> {
    if (this.#current?.number !== number) throw new DemifaceError('missing', message('live.endedOpenAgain'));
    return this.#nets.hold(use(this.#current));
  }

  /** @param number null: whichever is open */
  close(number: number | null): Promise<void> {
    return this.#turns.take(async () => {
      if (!this.#current || (number !== null && this.#current.number !== number)) return;
      this.#end();
      await this.#nets.close();
    });
  }

  /** Another model of a task is live. */
  renewNets(): Promise<void> {
    return this.#turns.take(() =>
      this.#nets.renew(
        () => true,
        (opened) => {
          if (opened instanceof Error) this.#end();
          else this.#current?.session.continueBy(opened);
        },
      ),
    );
  }

  async end(): Promise<void> {
    this.#end();
    await this.#turns.take(() => this.#nets.close());
  }

  #end(): void {
    if (this.#current?.source.mode === 'video') this.#current.source.frames.close();
    this.#current?.session.end();
    this.#current = null;
  }
}

/** What predicts, and what was left out. */
export function modelsOf({ models, leftOut }: LiveNets): LiveModels {
  return {
    models: models.map(({ card }) => ({
      task: card.task as FaceTask,
      ...(card.task === 'custom' && { title: customTitle(card) }),
      visible: card.visible,
      name: card.name,
    })),
    leftOut: [...leftOut],
  };
}

async function opening(source: CorePayload<'live.open'>['source']): Promise<OpenedSource> {
  switch (source.kind) {
    case 'camera':
      return { mode: 'camera' };
    case 'sample':
      return openSample();
    case 'clip':
      return openPath(source.path);
  }
}
