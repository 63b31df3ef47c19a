import { InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import type { ConnectionSettings } from './connection.entity.js';
import { nameParts } from './remote/remote-names.js';
import type { ConnectionKind } from './remote/remote-store.js';

const NOTHING: ConnectionSettings = {
  folder: '', host: '', port: 22, user: '', hostKey: '', url: '', auth: 'none', headerName: '',
}; // prettier-ignore

/** The settings that count for the kind, complete. @throws InvalidInput */
export function checkedSettings(
  kind: ConnectionKind,
  given: Partial<ConnectionSettings>,
): ConnectionSettings {
  const all = { ...NOTHING, ...given };
  const problems: Record<string, FieldProblem> = {};
  const settings = kept(kind, all);
  if (kind === 'folder' && settings.folder !== '' && !isRelative(settings.folder)) {
    problems['folder'] = { code: 'connection.folder' };
  }
  if (kind === 'sftp') Object.assign(problems, sftpProblems(settings));
  if (kind === 'https') Object.assign(problems, httpsProblems(settings));
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return settings;
}

function kept(kind: ConnectionKind, all: ConnectionSettings): ConnectionSettings {
  const folder = all.folder.trim();
  const user = all.user.trim();
  switch (kind) {
    case 'folder':
      return { ...NOTHING, folder: folder.replace(/\/+$/, '') };
    case 'sftp':
      return { ...NOTHING, folder, host: all.host.trim(), port: all.port, user, hostKey: all.hostKey.trim() };
    case 'https': {
      const { auth } = all;
      const headerName = auth === 'header' ? all.headerName.trim() : '';
      return { ...NOTHING, url: all.url.trim(), auth, user: auth === 'basic' ? user : '', headerName };
    }
  }
}

function sftpProblems({ host, port, user, hostKey, folder }: ConnectionSettings) {
  const problems: Record<string, FieldProblem> = {};
  if (host === '') problems['host'] = { code: 'input.required' };
  else if (!/^[\w.:-]{1,253}$/.test(host)) problems['host'] = { code: 'connection.host' };
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    problems['port'] = { code: 'input.range', params: { min: 1, max: 65_535 } };
  }
  if (user === '') problems['user'] = { code: 'input.required' };
  if (hostKey !== '' && !/^SHA256:[A-Za-z0-9+/]{43}$/.test(hostKey)) {
    problems['hostKey'] = { code: 'connection.host-key' };
  }
  if (/\p{Cc}/u.test(folder)) problems['folder'] = { code: 'connection.folder' };
  return problems;
}

function httpsProblems({ url, auth, user, headerName }: ConnectionSettings) {
  const problems: Record<string, FieldProblem> = {};
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (url === '') problems['url'] = { code: 'input.required' };
  else if (
    !parsed ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.password !== ''
  ) {
    problems['url'] = { code: 'connection.url' };
  }
  if (auth === 'basic' && user === '') problems['user'] = { code: 'input.required' };
  // RFC 9110 §5.6.2; those that rule the connection are not for people.
  if (auth === 'header' && !/^[!#$%&'*+.^_`|~\w-]{1,100}$/.test(headerName)) {
    problems['headerName'] = { code: 'connection.header' };
  } else if (/^(host|connection|content-length|transfer-encoding|upgrade)$/i.test(headerName)) {
    problems['headerName'] = { code: 'connection.header' };
  }
  return problems;
}

function isRelative(folder: string): boolean {
  try {
    nameParts(folder);
    return true;
  } catch {
    return false;
  }
}
