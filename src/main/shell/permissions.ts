import type { MediaAccessPermissionRequest, Session } from 'electron';

/**
 * What our own page is granted: the camera's picture, never its sound, while it is in use (`CameraUse`). Nothing else is
 * granted to anybody, and nothing leaves the machine.
 */
export function guard(session: Session, isOurs: (url: string) => boolean, mayUseCamera: () => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const { mediaTypes = [], requestingUrl, isMainFrame } = details as MediaAccessPermissionRequest;
    const isPicture = permission === 'media' && mediaTypes.length > 0 && mediaTypes.every(isVideo);
    decide(isPicture && isMainFrame && isOurs(requestingUrl) && mayUseCamera());
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType, isMainFrame }) =>
      permission === 'media' &&
      isVideo(mediaType) &&
      isMainFrame &&
      isOurs(`${origin.replace(/\/$/, '')}/`) &&
      mayUseCamera(),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !isOurs(url) && !url.startsWith('blob:') && !url.startsWith('devtools:') }),
  );
}

const isVideo = (type: string | undefined) => type === 'video';
