import {
  type ConnectionKind,
  type ConnectionSettings,
  type ConnectionView,
} from '../../../core/api/connections-api';

export const KIND_WORDS: readonly { kind: ConnectionKind; label: string; meaning: string }[] = [
  {
    kind: 'sftp',
    label: $localize`:@@settings.connections.sftp:SFTP server`,
    meaning: $localize`:@@settings.connections.sftpMeaning:Sign-in with a password or a key; the server’s key is remembered and checked.`,
  },
  {
    kind: 'https',
    label: $localize`:@@settings.connections.https:Web server (HTTPS)`,
    meaning: $localize`:@@settings.connections.httpsMeaning:Reads with GET, writes with PUT; the names of files are put behind the address.`,
  },
  {
    kind: 'folder',
    label: $localize`:@@settings.connections.folder:Folder of this server`,
    meaning: $localize`:@@settings.connections.folderMeaning:Below the exchange folder that the administrator has set up.`,
  },
];

export const NO_SETTINGS: ConnectionSettings = {
  folder: '',
  host: '',
  port: 22,
  user: '',
  hostKey: '',
  url: 'https://',
  auth: 'none',
  headerName: '',
};

/** Where a connection leads, in short. */
export function placeOf({ kind, settings }: ConnectionView): string {
  switch (kind) {
    case 'sftp':
      return `${settings.user}@${settings.host}:${settings.port}/${settings.folder}`;
    case 'https':
      return settings.url;
    case 'folder':
      return settings.folder || '/';
  }
}
