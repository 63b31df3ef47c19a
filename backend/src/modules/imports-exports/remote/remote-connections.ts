import { Injectable } from '@nestjs/common';
import { Config } from '../../../core/config/config.js';
import { SecretBox } from '../../../core/crypto/secret-box.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, NotFound } from '../../../core/errors/domain-error.js';
import { Connection, type ConnectionSecrets } from '../connection.entity.js';
import type { RemoteStore } from './remote-store.js';
import { openFolder } from './folder-store.js';
import { greetHttps, openHttps } from './https-store.js';
import { openSftp, type HostKeySight } from './sftp-store.js';

export const CONNECTION_SECRETS = 'connection';

/** Opens the places that administrators have set up. */
@Injectable()
export class RemoteConnections {
  constructor(
    private readonly transactions: Transactions,
    private readonly secrets: SecretBox,
    private readonly config: Config,
  ) {}

  /** @throws NotFound; DomainError `remote.…` */
  async open(connectionId: number): Promise<RemoteStore> {
    const row = await this.transactions.repository(Connection).findOneBy({ id: connectionId });
    if (!row) throw new NotFound('connection', connectionId);
    return this.openRow(row);
  }

  /** @param sight for a test: an SSH server that nobody has accepted yet is let in, and its key told */
  async openRow(
    row: Pick<Connection, 'kind' | 'settings' | 'secrets'>,
    sight?: HostKeySight,
  ): Promise<RemoteStore> {
    const { settings } = row;
    const secrets = this.secretsOf(row);
    switch (row.kind) {
      case 'folder':
        return openFolder(this.config.exchangeFolder, settings);
      case 'sftp':
        return openSftp(settings, secrets, sight);
      case 'https':
        return openHttps(settings, secrets, this.config);
    }
  }

  /** Asks the base address of an HTTPS connection. @returns the server's first words */
  async greet(row: Pick<Connection, 'settings' | 'secrets'>): Promise<string> {
    return greetHttps(row.settings, this.secretsOf(row), this.config);
  }

  /** @throws DomainError `remote.secrets-lost` */
  secretsOf({ secrets }: Pick<Connection, 'secrets'>): ConnectionSecrets {
    if (secrets === null) return {};
    const opened = this.secrets.open(secrets, CONNECTION_SECRETS);
    if (opened === undefined) throw new DomainError('conflict', 'remote.secrets-lost');
    return JSON.parse(opened) as ConnectionSecrets;
  }
}
