import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { SecretBox } from '../../core/crypto/secret-box.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { Connection, type ConnectionSecrets, type ConnectionSettings } from './connection.entity.js';
import { checkedSettings } from './connection-settings.js';
import { ExchangeUsages } from './in-use.js';
import { checkedName, requireNamed, requireVersion, saveNamed } from './named-rows.js';
import { CONNECTION_SECRETS, RemoteConnections } from './remote/remote-connections.js';
import type { ConnectionKind, ConnectionTest } from './remote/remote-store.js';
import type { HostKeySight } from './remote/sftp-store.js';

export interface ConnectionInput {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly settings: Partial<ConnectionSettings>;
  /** A secret that is missing stays as it was; an empty one is taken away. */
  readonly secrets: ConnectionSecrets;
}

@Injectable()
export class ConnectionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly remote: RemoteConnections,
    private readonly usages: ExchangeUsages,
  ) {}

  /** By name. */
  async all(): Promise<Connection[]> {
    return this.transactions.repository(Connection).find({ order: { name: 'ASC', id: 'ASC' } });
  }

  /** @throws NotFound */
  async require(id: number): Promise<Connection> {
    return requireNamed(this.transactions, Connection, 'connection', id);
  }

  /** Which secrets are set. */
  secretsSet(row: Connection): readonly string[] {
    return Object.keys(this.remote.secretsOf(row));
  }

  /** @throws InvalidInput; DomainError `name.taken` */
  async create(input: ConnectionInput): Promise<Connection> {
    const row = new Connection();
    row.version = 1;
    row.secrets = null;
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = this.clock.now();
    return this.save(row, input);
  }

  /** @throws NotFound, InvalidInput; DomainError `name.taken`, `version.conflict` */
  async change(id: number, version: number, input: ConnectionInput): Promise<Connection> {
    const row = await requireVersion(this.transactions, Connection, 'connection', id, version);
    const elsewhere = destination(row) !== destination(this.checked(input));
    // Whoever may not read a secret must not be able to have it sent to a place of their own either.
    if (elsewhere && row.secrets !== null) row.secrets = null;
    row.version += 1;
    return this.save(row, input);
  }

  /** @throws NotFound; DomainError `exchange.in-use` */
  async delete(id: number): Promise<void> {
    const row = await this.require(id);
    await this.usages.requireUnused('connection', id);
    await this.transactions.run(() => this.transactions.repository(Connection).delete({ id: row.id }));
  }

  /**
   * Opens it and looks into its folder. The key of an SSH server that is met for the first time is kept, so that
   * from then on no other server is taken for it.
   */
  async test(id: number): Promise<ConnectionTest> {
    const row = await this.require(id);
    const sight: HostKeySight = { fingerprint: undefined };
    try {
      const store = await this.remote.openRow(row, sight);
      try {
        // There is no listing over HTTPS: that the server answers is all that can be found out.
        const files = row.kind === 'https' ? null : (await store.list('*')).length;
        const detail = row.kind === 'https' ? await this.remote.greet(row) : '';
        await this.pin(row, sight.fingerprint);
        return { ok: true, code: '', params: {}, detail, files, hostKey: sight.fingerprint ?? null };
      } finally {
        await store.close();
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, params } = error;
      const detail = String(params['reason'] ?? '');
      return { ok: false, code, params, detail, files: null, hostKey: sight.fingerprint ?? null };
    }
  }

  private async pin(row: Connection, fingerprint: string | undefined): Promise<void> {
    if (fingerprint === undefined || row.settings.hostKey !== '') return;
    row.settings = { ...row.settings, hostKey: fingerprint };
    await saveNamed(this.transactions, Connection, row);
  }

  private checked({ kind, settings }: ConnectionInput): Pick<Connection, 'kind' | 'settings'> {
    return { kind, settings: checkedSettings(kind, settings) };
  }

  private async save(row: Connection, input: ConnectionInput): Promise<Connection> {
    row.name = checkedName(input.name);
    Object.assign(row, this.checked(input));
    const secrets = { ...this.remote.secretsOf(row), ...input.secrets };
    const kept = Object.entries(secrets).filter(([, value]) => typeof value === 'string' && value !== '');
    row.secrets =
      kept.length === 0 ? null : this.box.seal(JSON.stringify(Object.fromEntries(kept)), CONNECTION_SECRETS);
    row.updatedAt = this.clock.now();
    return saveNamed(this.transactions, Connection, row);
  }
}

/** Who is given the secrets. */
function destination({ kind, settings }: Pick<Connection, 'kind' | 'settings'>): string {
  if (kind === 'sftp') return `sftp ${settings.host}:${settings.port}`;
  return kind === 'https' ? `https ${new URL(settings.url).origin}` : 'folder';
}
