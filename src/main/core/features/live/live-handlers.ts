import type { Sharp } from 'sharp';
import sharp from 'sharp';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { writeFileAtomic } from '../../../../common/files/atomic.ts';
import type { Picture } from '../../../../inference/runtime/picture.ts';
import { readPicture } from '../../../../inference/sources/picture-source.ts';
import type { LivePicture } from '../../../ipc/contract.ts';
import type { HandlersOf, LiveChannel } from '../../platform/handlers.ts';
import type { LiveSessions } from './live-sessions.ts';
import { modelsOf } from './live-sessions.ts';
import type { Shown } from './live-session.ts';

/** The Live view: frames in, predictions out. Only a requested snapshot is written. */
export function liveHandlers(live: LiveSessions): HandlersOf<LiveChannel> {
  return {
    'live.open': (question) => live.open(question),

    'live.setOcclusion': ({ session, occlusion }) =>
      live.with(session, ({ session: one }) => {
        one.continueBy(one.nets, occlusion);
        return Promise.resolve({});
      }),

    'live.frame': ({ session, atMs, pixels }) =>
      live.with(session, ({ session: one }) => one.readCamera(pixels, atMs)),

    'live.next': ({ session }) =>
      live.with(session, async ({ session: one, source }) => {
        if (source.mode !== 'video') throw new DemifaceError('usage', message('live.noVideo'));
        const next = await one.readVideo(source.frames);
        return next ? shown(next) : { notes: source.frames.notes };
      }),

    'live.picture': ({ session, index }) =>
      live.with(session, async ({ session: one, source }) => {
        const [file, name] = source.mode === 'pictures' ? [source.files[index], source.names[index]] : [];
        if (file === undefined || name === undefined)
          throw new DemifaceError('missing', message('live.noPicture', { number: index + 1 }));
        return shown(await one.readPicture(await readPicture(file, name)));
      }),

    'live.still': ({ session }) => live.with(session, ({ session: one }) => still(one.last)),

    'live.predictAgain': ({ session }) =>
      live.with(session, async ({ session: one }) => still(await one.predictAgain())),

    'live.models': ({ session }) =>
      live.with(session, ({ session: { nets } }) => Promise.resolve(modelsOf(nets))),

    'live.explain': ({ session, track, task, title }) =>
      live.with(session, async ({ session: one }) => {
        const { square, side, heat, model } = await one.explain(track, { task, title });
        return { square: { x: square.x, y: square.y, side: square.width }, side, heat: [...heat], model };
      }),

    'live.saveSnapshot': async ({ png, path }) => {
      await checkPng(png);
      writeFileAtomic(path, png);
      return { path };
    },

    'live.close': async ({ session }) => {
      await live.close(session);
      return {};
    },
  };
}

/** Of what a video shows: a screen has no more. */
const SHOWN_SIDE = 1920;

async function shown({ picture, frame }: Shown): Promise<LivePicture> {
  const image = await raw(picture)
    .resize(SHOWN_SIDE, SHOWN_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer();
  return { image, frame };
}

/** In full, without loss. */
async function still({ picture, frame }: Shown): Promise<LivePicture> {
  return { image: await raw(picture).png({ compressionLevel: 3 }).toBuffer(), frame };
}

function raw({ data, width, height }: Picture): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** @throws DemifaceError `unreadable` */
async function checkPng(png: Uint8Array): Promise<void> {
  const { format } = await sharp(png)
    .metadata()
    .catch(() => ({ format: undefined }));
  if (format !== 'png') throw new DemifaceError('unreadable', message('live.noPng'));
}
