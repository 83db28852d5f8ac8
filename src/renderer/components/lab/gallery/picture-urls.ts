import type { GalleryLabel, GalleryModel } from '../../../../main/ipc/contract.ts';

export interface ShownPicture {
  url: string;
  truth: GalleryLabel;
  read: GalleryLabel;
  isRight: boolean;
}
export interface ShownModel {
  run: number;
  name: string;
  pictures: ShownPicture[];
}

/** Addresses of the pictures, which lie in memory until they are given back. */
export function pictureUrls(gallery: readonly GalleryModel[]): { models: ShownModel[]; revoke: () => void } {
  const models = gallery.map(({ run, name, pictures }) => ({
    run,
    name,
    pictures: pictures.map(({ png, ...rest }) => ({
      ...rest,
      url: URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' })),
    })),
  }));
  return {
    models,
    revoke: () => {
      for (const { pictures } of models) for (const { url } of pictures) URL.revokeObjectURL(url);
    },
  };
}
