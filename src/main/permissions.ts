import type { Session } from 'electron';

/** Nothing is granted: no view needs camera, place, notifications or the like yet; and nothing leaves the machine. */
export function guard(session: Session, isOurs: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !isOurs(url) && !url.startsWith('blob:') && !url.startsWith('devtools:') }),
  );
}
