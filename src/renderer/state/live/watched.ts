import type { LiveCamera } from '../../live/camera.svelte.ts';
import type { PlayedVideo } from '../../live/played-video.svelte.ts';

/** What the Live view looks at now. */
export type Watched =
  | { readonly kind: 'camera'; readonly camera: LiveCamera }
  | { readonly kind: 'video'; readonly video: PlayedVideo }
  | { readonly kind: 'pictures' };
