import type { App, Session } from 'electron';

/** Chromium's own services that would ask for something, and the local names that WebRTC announces by multicast. */
const FEATURES_OFF = ['WebRtcHideLocalIpsWithMdns', 'NetworkTimeServiceQuerying', 'AsyncDns', 'MediaRouter'];

/** No request of a page or of Chromium itself gets out, whatever it is made by. Before the app is ready. */
export function closeNetwork({ commandLine }: Pick<App, 'commandLine'>): void {
  // Below `onBeforeRequest`: prefetching, WebRTC and the spell checker resolve names, and addresses count as names.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  for (const name of ['disable-background-networking', 'disable-component-update', 'no-pings'])
    commandLine.appendSwitch(name);
  const off = [commandLine.getSwitchValue('disable-features'), ...FEATURES_OFF].filter(Boolean);
  commandLine.appendSwitch('disable-features', off.join(','));
}

/** A session of a closed network looks for no dictionary. */
export function closeSession(session: Session): void {
  session.setSpellCheckerEnabled(false);
  // Without a language there is no dictionary to download; to turn the checker off is not enough.
  session.setSpellCheckerLanguages([]);
}
