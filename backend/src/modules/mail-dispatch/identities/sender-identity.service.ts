import { createPrivateKey } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { SecretBox } from '../../../core/crypto/secret-box.js';
import { isDuplicateKey } from '../../../core/database/duplicate-key.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../../core/errors/domain-error.js';
import type { DkimKey } from '../dkim/dkim-signer.js';
import { generateDkimKey } from './dkim-key-pair.js';
import { DkimKeyRow, type DkimAlgorithm } from './dkim-key.entity.js';
import { checkedIdentity, type IdentityInput } from './identity-input.js';
import { SenderIdentity } from './sender-identity.entity.js';

export interface IdentityState {
  readonly row: SenderIdentity;
  readonly keys: readonly DkimKeyRow[];
}

export interface KeyOrder {
  readonly selector: string;
  readonly algorithm: DkimAlgorithm;
  /** Missing: now. */
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
}

export interface KeyChange {
  readonly active: boolean;
  readonly validTo: Date | null;
}

const PURPOSE = 'dkim key';
const SELECTOR = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Identities of senders and their keys. */
@Injectable()
export class SenderIdentityService {
  private readonly log = new Logger(SenderIdentityService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly box: SecretBox,
  ) {}

  /** By domain. */
  async all(): Promise<IdentityState[]> {
    const rows = await this.transactions.repository(SenderIdentity).find({ order: { fromDomain: 'ASC' } });
    const keys = await this.transactions.repository(DkimKeyRow).find({ order: { id: 'ASC' } });
    return rows.map((row) => ({ row, keys: keys.filter(({ identityId }) => identityId === row.id) }));
  }

  /** @throws NotFound */
  async require(id: number): Promise<IdentityState> {
    const row = await this.transactions.repository(SenderIdentity).findOneBy({ id });
    if (!row) throw new NotFound('sender-identity', id);
    return { row, keys: await this.keysOf(id) };
  }

  /** @throws InvalidInput; DomainError `identity.domain-taken` */
  async create(input: IdentityInput): Promise<IdentityState> {
    const row = new SenderIdentity();
    row.version = 1;
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = this.clock.now();
    return this.save(row, input);
  }

  /** @throws NotFound, InvalidInput; DomainError `identity.domain-taken`, `version.conflict` */
  async change(id: number, version: number, input: IdentityInput): Promise<IdentityState> {
    const { row } = await this.require(id);
    if (row.version !== version) {
      throw new DomainError('conflict', 'version.conflict', { version: row.version });
    }
    row.version += 1;
    return this.save(row, input);
  }

  /** With its keys. @throws NotFound */
  async delete(id: number): Promise<void> {
    await this.require(id);
    await this.transactions.run(async () => {
      await this.transactions.repository(DkimKeyRow).delete({ identityId: id });
      await this.transactions.repository(SenderIdentity).delete({ id });
    });
  }

  /** The key signs nothing before it is made active. @throws NotFound, InvalidInput */
  async generateKey(id: number, order: KeyOrder): Promise<DkimKeyRow> {
    await this.require(id);
    if (!SELECTOR.test(order.selector)) throw new InvalidInput({ selector: { code: 'identity.selector' } });
    const pair = await generateDkimKey(order.algorithm);
    const row = new DkimKeyRow();
    row.identityId = id;
    row.selector = order.selector;
    row.algorithm = order.algorithm;
    row.privateKey = this.box.seal(pair.privateKey, PURPOSE);
    row.publicKey = pair.publicKey;
    row.createdAt = this.clock.now();
    row.validFrom = order.validFrom ?? row.createdAt;
    row.validTo = order.validTo ?? null;
    row.active = false;
    requirePeriod(row);
    try {
      return await this.transactions.run(() => this.transactions.repository(DkimKeyRow).save(row));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const params = { selector: row.selector };
      throw new InvalidInput({ selector: { code: 'identity.selector-taken', params } });
    }
  }

  /** @throws NotFound, InvalidInput */
  async changeKey(id: number, keyId: number, change: KeyChange): Promise<DkimKeyRow> {
    const row = await this.requireKey(id, keyId);
    row.active = change.active;
    row.validTo = change.validTo;
    requirePeriod(row);
    return this.transactions.run(() => this.transactions.repository(DkimKeyRow).save(row));
  }

  /** @throws NotFound */
  async deleteKey(id: number, keyId: number): Promise<void> {
    await this.requireKey(id, keyId);
    await this.transactions.run(() => this.transactions.repository(DkimKeyRow).delete({ id: keyId }));
  }

  /** That of the domain, else of the nearest domain above it, else the default. */
  async ofDomain(domain: string): Promise<SenderIdentity | undefined> {
    const rows = await this.transactions.repository(SenderIdentity).find();
    const name = domain.toLowerCase();
    const [nearest] = rows
      .filter(({ fromDomain }) => name === fromDomain || name.endsWith(`.${fromDomain}`))
      .sort((one, other) => other.fromDomain.length - one.fromDomain.length);
    return nearest ?? rows.find(({ isDefault }) => isDefault);
  }

  /** The keys that sign an identity's mails now. */
  async signingKeys(identity: SenderIdentity): Promise<DkimKey[]> {
    const now = this.clock.millis();
    const current = (await this.keysOf(identity.id)).filter(
      ({ active, validFrom, validTo }) =>
        active && validFrom.getTime() <= now && (validTo === null || validTo.getTime() > now),
    );
    return current.flatMap(({ selector, privateKey }) => {
      const pem = this.box.open(privateKey, PURPOSE);
      if (pem !== undefined) {
        return [{ domain: identity.fromDomain, selector, privateKey: createPrivateKey(pem) }];
      }
      this.log.error(
        `the DKIM key ${selector} of ${identity.fromDomain} cannot be read: SECRET_KEY has changed`,
      );
      return [];
    });
  }

  private keysOf(identityId: number): Promise<DkimKeyRow[]> {
    return this.transactions.repository(DkimKeyRow).find({ where: { identityId }, order: { id: 'ASC' } });
  }

  private async requireKey(identityId: number, id: number): Promise<DkimKeyRow> {
    const row = await this.transactions.repository(DkimKeyRow).findOneBy({ id, identityId });
    if (!row) throw new NotFound('dkim-key', id);
    return row;
  }

  private async save(row: SenderIdentity, input: IdentityInput): Promise<IdentityState> {
    Object.assign(row, checkedIdentity(input));
    row.updatedAt = this.clock.now();
    try {
      await this.transactions.run(async () => {
        const rows = this.transactions.repository(SenderIdentity);
        // There is one default.
        if (row.isDefault) await rows.update({ isDefault: true }, { isDefault: false });
        await rows.save(row);
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const problem = { code: 'identity.domain-taken', params: { domain: row.fromDomain } };
      throw new DomainError('conflict', problem.code, problem.params, { fromDomain: problem });
    }
    return { row, keys: await this.keysOf(row.id) };
  }
}

function requirePeriod({ validFrom, validTo }: DkimKeyRow): void {
  if (validTo !== null && validTo.getTime() <= validFrom.getTime()) {
    throw new InvalidInput({ validTo: { code: 'identity.key-period' } });
  }
}
