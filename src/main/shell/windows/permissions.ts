import type { MediaAccessPermissionRequest, Session, WebContents } from 'electron';

/**
 * What our own page is granted: the camera's picture, never its sound, while it is in use (`CameraUse`). Nothing else is
 * granted to anybody, and nothing leaves the machine.
 */
export function guard(
  session: Session,
  isOurs: (url: string) => boolean,
  mayUseCamera: (contents: WebContents | null) => boolean,
): void {
  session.setPermissionRequestHandler((contents, permission, decide, details) => {
    const { mediaTypes = [], requestingUrl, isMainFrame } = details as MediaAccessPermissionRequest;
    const isPicture = permission === 'media' && mediaTypes.length > 0 && mediaTypes.every(isVideo);
    decide(isPicture && isMainFrame && isOurs(requestingUrl) && mayUseCamera(contents));
  });
  session.setPermissionCheckHandler(
    (contents, permission, origin, { mediaType, isMainFrame }) =>
      permission === 'media' &&
      isVideo(mediaType) &&
      isMainFrame &&
      isOurs(`${origin.replace(/\/$/, '')}/`) &&
      mayUseCamera(contents),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !isOurs(url) && !url.startsWith('blob:') && !url.startsWith('devtools:') }),
  );
}

const isVideo = (type: string | undefined) => type === 'video';
