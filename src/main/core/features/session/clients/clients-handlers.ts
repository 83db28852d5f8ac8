import { message } from '../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../common/error.ts';
import { appendToAudit } from '../../../platform/audit.ts';
import type { ClientsChannel, CoreContext, HandlersOf } from '../../../platform/handlers.ts';
import { backUpClients } from './copies/back-up-clients.ts';
import { readClientKey } from './vault/client-keys.ts';
import { readClientSettings, writeClientSettings } from './client-settings.ts';
import { addClient, clientDetail, listClients, renameClient, summaryOf } from './clients.ts';
import { signConsent, withdrawConsents } from './consents/consents.ts';
import { restoreCopy } from './copies/copies.ts';
import { deleteClient } from './deletion.ts';
import { exportClient } from './export-client.ts';
import { OneArchive } from './copies/one-archive.ts';
import type { Clients } from './open-clients.ts';
import { restoreClients } from './copies/restore-clients.ts';
import { vaultHandlers } from './vault-handlers.ts';

type Handler = (payload: never) => unknown;

/** The clients: their files, consents, copies. */
export function clientsHandlers(context: CoreContext, clients: Clients): HandlersOf<ClientsChannel> {
  return { ...vaultHandlers(clients), ...touching(clients, clientHandlers(context, clients)) };
}

/** Every request about clients puts the automatic lock off. */
function touching<H extends Record<string, Handler>>({ autoLock }: Clients, handlers: H): H {
  const touched = Object.entries(handlers).map(([channel, handler]) => [
    channel,
    (payload: never) => {
      autoLock.touch();
      return handler(payload);
    },
  ]);
  return Object.fromEntries(touched) as H;
}

type VaultOwn = 'clients.lock' | 'clients.confirmRecoveryCode';
type ClientOwn = Exclude<ClientsChannel, `vault.${string}` | VaultOwn>;
type CopyChannel = `clients.${'restoreCopy' | 'backUp' | 'restore' | 'exportAll'}`;

interface ClientsFeature {
  store: CoreContext['store'];
  clients: Clients;
  archive: OneArchive;
  /** Emits that the clients have changed, and returns the result. */
  changed: <R>(result: R) => R;
}

function clientHandlers({ store, emit }: CoreContext, clients: Clients): HandlersOf<ClientOwn> {
  const changed = <R>(result: R): R => {
    emit('clients.changed', {});
    return result;
  };
  const feature = { store, clients, archive: new OneArchive(), changed };
  return { ...fileHandlers(feature), ...copyHandlers(feature) };
}

/** The clients themselves. */
function fileHandlers(feature: ClientsFeature): HandlersOf<Exclude<ClientOwn, CopyChannel>> {
  const { store, clients, archive, changed } = feature;
  const { folder, files, vault } = clients;
  return {
    'clients.settings': () => readClientSettings(store),
    'clients.set'({ settings }) {
      writeClientSettings(store, settings);
      clients.autoLock.minutes = settings.autoLockMinutes;
      return readClientSettings(store);
    },
    'clients.list': () => listClients(clients),
    'clients.add': ({ code }) => changed(addClient(clients, code)),
    'clients.rename': ({ id, code }) => changed(renameClient(clients, id, code)),
    'clients.show': ({ id }) => clientDetail(clients, id),
    'clients.remove'({ id }) {
      vault.checkOpen(); // A person who cannot open the files deletes none.
      if (files.isOpen(id)) throw new CodedRefusal('busy', message('clients.inUse'));
      archive.check(); // A backup file would have the client in it.
      deleteClient(store, folder, id);
      return changed({});
    },
    'clients.sign'({ id, consent }) {
      files.with(id, (file) => signConsent(file, consent, new Date()));
      return changed(clientDetail(clients, id));
    },
    'clients.withdraw'({ id }) {
      files.with(id, (file) => withdrawConsents(file, new Date()));
      return changed(clientDetail(clients, id));
    },
  };
}

/** Copies of their files, and exports. */
function copyHandlers({ store, clients, archive, changed }: ClientsFeature): HandlersOf<CopyChannel> {
  const { folder, files, vault } = clients;
  return {
    'clients.restoreCopy'({ id }) {
      if (files.isOpen(id)) throw new CodedRefusal('busy', message('clients.inUse'));
      const { key } = readClientKey(folder, id, vault.master);
      const day = restoreCopy(folder, id, key, new Date());
      key.fill(0);
      return changed({ day });
    },
    async 'clients.backUp'({ path }) {
      return { path, ...(await archive.during(() => backUpClients(clients, path))) };
    },
    'clients.restore': async ({ path, proof }) =>
      changed(await archive.during(() => restoreClients(clients, path, proof))),
    async 'clients.exportAll'({ id, path }) {
      const { addedAt } = summaryOf(clients, id);
      const file = files.open(id);
      try {
        await exportClient(file, addedAt, path);
      } finally {
        file.close();
      }
      // The destination is not logged: a folder may be named by the code of the client.
      appendToAudit(store, 'clients.export', message('audit.clientExported', { client: id }));
      return { path };
    },
  };
}
