import type {
  LiveFrame,
  LiveOcclusion,
  LiveSource,
  OpenedLive,
  ClipPurpose,
  PickedPath,
} from '../../../main/ipc/contract.ts';
import type { ShownPicture } from '../../live/played-video.svelte.ts';
import { decoded } from '../../live/played-video.svelte.ts';
import { listen, request } from '../page/client.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';
import { notices } from '../page/notices.svelte.ts';
import { skippedNotice } from '../page/skipped-notice.ts';
import { Explanation } from './explanation.svelte.ts';
import { FaceHistory } from './face-history.svelte.ts';
import { FrozenPicture } from './frozen-picture.svelte.ts';
import { OpenedSource } from './opened-source.svelte.ts';
import { PictureByIndex } from './picture-by-index.svelte.ts';
import { sessionVideo } from './session-video.ts';
import { shownFace } from './shown-face.ts';
import type { Watched } from './watched.ts';
import { createPredictionCamera } from './prediction-camera.ts';

const isText = (value: unknown) => typeof value === 'string';

/** The Live view: one camera, video or folder of pictures, its faces, and one of them looked at closely. */
class Live {
  readonly #device = new PersistedState<string>('live.device', '', 'always', isText);
  readonly #mirrored = new PersistedState<boolean>(
    'live.mirrored',
    true,
    'always',
    (v) => typeof v === 'boolean',
  );
  readonly history = new FaceHistory();
  readonly explanation = new Explanation();
  readonly #hold = new FrozenPicture();
  readonly #source = new OpenedSource();
  readonly #pictures = new PictureByIndex();
  #watched = $state.raw<Watched | null>(null);
  #occlusion = $state<LiveOcclusion>('auto');
  #pinned = $state<number | null>(null);
  #latencyMs = $state<number | null>(null);
  /** The camera's frame that the core works on; never fails. */
  #pending: Promise<unknown> | null = null;
  /** The camera was on when the view was left. */
  #isToContinue = false;

  get watched(): Watched | null {
    return this.#watched;
  }
  get opened(): OpenedLive | null {
    return this.#source.now;
  }
  get clip(): PickedPath<ClipPurpose> | null {
    return this.#source.clip;
  }
  get isOpening(): boolean {
    return this.#source.opening !== null;
  }
  get isPaused(): boolean {
    return this.#hold.isPaused;
  }
  /** The picture stands still: a model can be explained on it. */
  get isHeld(): boolean {
    const { watched } = this;
    return (
      watched?.kind === 'pictures' ||
      this.#hold.isPaused ||
      (watched?.kind === 'video' && watched.video.state === 'ended')
    );
  }
  get index(): number {
    return this.#pictures.index;
  }
  get failure(): string | null {
    return this.#pictures.failure;
  }
  /** From a frame to its answer, in milliseconds. */
  get latencyMs(): number | null {
    return this.#latencyMs;
  }
  get device(): string {
    return this.#device.now;
  }
  get isMirrored(): boolean {
    return this.#watched?.kind === 'camera' && this.#mirrored.now;
  }
  set isMirrored(isOn: boolean) {
    this.#mirrored.now = isOn;
  }
  get occlusion(): LiveOcclusion {
    return this.#occlusion;
  }

  /** A picture that stands still, or a frame of a video; null: the camera's own picture is shown. */
  get picture(): ShownPicture | null {
    return this.#watched?.kind === 'video' && !this.#hold.isPaused
      ? this.#watched.video.shown
      : this.#hold.picture;
  }
  get frame(): LiveFrame | null {
    if (this.picture) return this.picture.frame;
    return this.#watched?.kind === 'camera' ? this.#watched.camera.frame : null;
  }
  get perSecond(): number {
    if (this.#watched?.kind === 'camera') return this.#watched.camera.perSecond;
    return this.#watched?.kind === 'video' ? this.#watched.video.perSecond : 0;
  }

  /** The face that is looked at closely: the one that was chosen, else the largest. */
  get face(): LiveFrame['faces'][number] | null {
    return shownFace(this.frame?.faces ?? [], this.#pinned);
  }
  get pinned(): number | null {
    return this.#pinned;
  }

  /** Follows which models are live. @returns ends it */
  begin(): () => void {
    return listen('models.changed', () => void notices.attempt(() => this.renewModels()));
  }

  pin(track: number | null): void {
    this.#pinned = track;
    this.explanation.forget();
  }

  chooseDevice(id: string): Promise<void> {
    this.#device.now = id;
    return this.watchCamera();
  }

  /** @throws what opening throws; as all below */
  async watchCamera(): Promise<void> {
    const source = { kind: 'camera' as const };
    if (!(await this.#open(source, null))) return;
    let isFirst = true;
    const camera = createPredictionCamera(this.device, {
      session: async () => {
        // One that comes back, or a core that does, begins anew.
        if (!isFirst) {
          this.pin(null); // Its faces are numbered anew.
          this.history.clear();
          const occlusion = this.#occlusion;
          const opened = await this.#source.openAgain(source, occlusion);
          if (this.#occlusion !== occlusion) await this.chooseOcclusion(this.#occlusion);
          return opened.session;
        }
        isFirst = false;
        return this.opened!.session;
      },
      turn: () => this.#hold.passed(),
      onRequest: (answer) => {
        this.#pending = answer.catch(() => {});
      },
      onFrame: (frame, latencyMs) => {
        this.#latencyMs = latencyMs;
        this.history.add(frame);
      },
    });
    this.#watched = { kind: 'camera', camera };
    camera.start();
  }

  watchSample(): Promise<void> {
    return this.#watchClip({ kind: 'sample' }, null);
  }

  watch(clip: PickedPath<ClipPurpose>): Promise<void> {
    return this.#watchClip({ kind: 'clip', path: clip.token }, clip);
  }

  async chooseOcclusion(occlusion: LiveOcclusion): Promise<void> {
    this.#occlusion = occlusion;
    if (!this.opened) return;
    await request('live.setOcclusion', { session: this.opened.session, occlusion });
    await this.#predictAgain();
  }

  /** Other models predict from now on. */
  async renewModels(): Promise<void> {
    if (await this.#source.renewModels()) await this.#predictAgain();
  }

  /** Shows one of the pictures. */
  async show(index: number): Promise<void> {
    const shown = this.opened && (await this.#pictures.choose(this.opened, index, this.#pending));
    if (!shown) return;
    this.#latencyMs = shown.latencyMs;
    this.pin(null);
    this.#hold.show(shown.picture);
  }

  /** Holds the picture, or lets it go on. */
  async togglePause(): Promise<void> {
    if (this.#hold.isPaused) return this.#goOn();
    if (this.#watched?.kind === 'pictures' || !this.frame) return;
    this.#hold.pause();
    // The core holds its newest frame: what is under way is waited for.
    if (this.#watched?.kind === 'video') await this.#watched.video.pause();
    else await this.#pending;
    if (!this.#hold.isPaused) return;
    const still = await this.still();
    if (!this.#hold.isPaused) return still.image.close();
    this.#hold.show(still);
  }

  /** The newest picture in full, which the caller closes. @throws RequestRefused before the first one */
  async still(): Promise<ShownPicture> {
    return decoded(await request('live.still', { session: this.opened!.session }));
  }

  /** The view is left: no camera stays on, and a video waits. */
  async leave(): Promise<void> {
    if (this.#watched?.kind === 'video') return this.#watched.video.pause();
    if (this.#watched?.kind === 'pictures') return;
    const isCamera = (this.#watched?.kind ?? this.#source.opening) === 'camera';
    const closed = this.close();
    this.#isToContinue = isCamera;
    await closed;
  }

  /** The view is back. */
  async enter(): Promise<void> {
    if (this.#watched?.kind === 'video' && !this.#hold.isPaused) this.#watched.video.play();
    if (this.#isToContinue) await this.watchCamera();
  }

  /** Looks at nothing any more. */
  async close(): Promise<void> {
    this.#stop();
    await this.#source.close();
  }

  /** What stands still is predicted anew; what moves has its faces tracked anew. */
  async #predictAgain(): Promise<void> {
    this.explanation.forget();
    if (this.#watched?.kind === 'pictures') return this.show(this.index);
    if (!this.isHeld) {
      this.pin(null);
      this.history.clear();
      return;
    }
    const { session } = this.opened!;
    const again = await request('live.predictAgain', { session }).then(decoded);
    if (!this.isHeld || this.opened?.session !== session) return again.image.close();
    this.#hold.pause();
    this.#hold.show(again);
  }

  async #watchClip(source: LiveSource, clip: PickedPath<ClipPurpose> | null): Promise<void> {
    const opened = await this.#open(source, clip);
    if (!opened) return;
    if (opened.skipped.length > 0) notices.tell(skippedNotice(opened.skipped));
    if (opened.mode === 'pictures') {
      this.#watched = { kind: 'pictures' };
      return this.show(0);
    }
    const video = sessionVideo(opened.session, {
      onLatency: (ms) => (this.#latencyMs = ms),
      onFrame: (frame) => this.history.add(frame),
    });
    this.#watched = { kind: 'video', video };
    video.play();
  }

  /** @returns null where another source was opened meanwhile, or none */
  #open(source: LiveSource, clip: PickedPath<ClipPurpose> | null): Promise<OpenedLive | null> {
    this.#stop();
    this.#source.forget();
    return this.#source.open(source, clip, this.#occlusion);
  }

  #stop(): void {
    if (this.#watched?.kind === 'camera') this.#watched.camera.stop();
    if (this.#watched?.kind === 'video') this.#watched.video.stop();
    this.#watched = null;
    this.#isToContinue = false;
    this.#pictures.forget();
    this.#latencyMs = null;
    this.pin(null);
    this.#goOn();
    this.history.clear();
  }

  #goOn(): void {
    this.explanation.forget();
    this.#hold.end();
    if (this.#watched?.kind === 'video') this.#watched.video.play();
  }
}

export const live = new Live();
