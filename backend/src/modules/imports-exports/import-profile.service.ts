import { Injectable, type OnModuleInit } from '@nestjs/common';
import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { SecretBox } from '../../core/crypto/secret-box.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { ProfileFieldRegistry, Usages, type UsedThing } from '../recipients/index.js';
import { checkMapping } from './csv/mapping.js';
import { ImportProfile, type ProfileSettings } from './import-profile.entity.js';
import { ExchangeUsages } from './in-use.js';
import { knownFields } from './known-fields.js';
import { checkedName, copyName, requireNamed, requireVersion, saveNamed } from './named-rows.js';

const ZIP_PASSWORD = 'zip password';

export interface ProfileInput {
  readonly name: string;
  readonly description: string;
  readonly settings: ProfileSettings;
  /** undefined: as it was; empty: none. */
  readonly zipPassword: string | undefined;
}

@Injectable()
export class ImportProfileService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly registry: ProfileFieldRegistry,
    private readonly usages: ExchangeUsages,
    private readonly uses: Usages,
  ) {}

  onModuleInit(): void {
    this.uses.register(async (thing, key) => {
      if (thing !== 'profile-field' && thing !== 'mailing-list') return [];
      const users = (await this.all()).filter(({ settings }) => doesUse(settings, thing, key));
      return users.map(({ id, name }) => ({ kind: 'import-profile', id, name }));
    });
  }

  /** By name. */
  async all(): Promise<ImportProfile[]> {
    return this.transactions.repository(ImportProfile).find({ order: { name: 'ASC', id: 'ASC' } });
  }

  /** @throws NotFound */
  async require(id: number): Promise<ImportProfile> {
    return requireNamed(this.transactions, ImportProfile, 'import-profile', id);
  }

  /** The password for archives; undefined if there is none. @throws DomainError `remote.secrets-lost` */
  zipPasswordOf({ zipPassword }: ImportProfile): string | undefined {
    if (zipPassword === null) return undefined;
    const opened = this.box.open(zipPassword, ZIP_PASSWORD);
    if (opened === undefined) throw new DomainError('conflict', 'remote.secrets-lost');
    return opened;
  }

  /** @throws InvalidInput; DomainError `name.taken` */
  async create(input: ProfileInput): Promise<ImportProfile> {
    const row = new ImportProfile();
    row.version = 1;
    row.zipPassword = null;
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = this.clock.now();
    return this.save(row, input);
  }

  /** @throws NotFound, InvalidInput; DomainError `name.taken`, `version.conflict` */
  async change(id: number, version: number, input: ProfileInput): Promise<ImportProfile> {
    const row = await requireVersion(this.transactions, ImportProfile, 'import-profile', id, version);
    row.version += 1;
    return this.save(row, input);
  }

  /** @throws NotFound */
  async copy(id: number): Promise<ImportProfile> {
    const original = await this.require(id);
    const taken = new Set((await this.all()).map(({ name }) => name.toLowerCase()));
    const row = Object.assign(new ImportProfile(), original, {
      name: copyName(original.name, taken),
      version: 1,
    });
    Reflect.deleteProperty(row, 'id');
    row.createdBy = AuthContext.actor?.userId ?? null;
    row.createdAt = row.updatedAt = this.clock.now();
    return saveNamed(this.transactions, ImportProfile, row);
  }

  /** @throws NotFound; DomainError `exchange.in-use` */
  async delete(id: number): Promise<void> {
    await this.require(id);
    await this.usages.requireUnused('import-profile', id);
    await this.transactions.run(async () => {
      await this.transactions.repository(ImportProfile).delete({ id });
      await this.transactions.execute('DELETE FROM import_profile_defaults WHERE profile_id = ?', [id]);
    });
  }

  /** The profile that a user usually takes. */
  async defaultOf(userId: number): Promise<number | null> {
    const row = await this.transactions.first<{ profile_id: number | string }>(
      'SELECT profile_id FROM import_profile_defaults WHERE user_id = ?',
      [userId],
    );
    return row ? Number(row.profile_id) : null;
  }

  /** @throws NotFound */
  async makeDefault(userId: number, id: number): Promise<void> {
    await this.require(id);
    await this.transactions.run(() =>
      this.transactions.insertRows(
        'INSERT INTO import_profile_defaults',
        ['user_id', 'profile_id'],
        [[userId, id]],
        this.transactions.dialect.onConflictUpdate(['user_id'], ['profile_id']),
      ),
    );
  }

  async clearDefault(userId: number, id: number): Promise<void> {
    await this.transactions.run(() =>
      this.transactions.execute('DELETE FROM import_profile_defaults WHERE user_id = ? AND profile_id = ?', [
        userId,
        id,
      ]),
    );
  }

  private async save(row: ImportProfile, input: ProfileInput): Promise<ImportProfile> {
    row.name = checkedName(input.name);
    row.description = input.description.trim();
    row.settings = await this.checked(input.settings);
    const { zipPassword } = input;
    if (zipPassword !== undefined) {
      row.zipPassword = zipPassword === '' ? null : this.box.seal(zipPassword, ZIP_PASSWORD);
    }
    row.updatedAt = this.clock.now();
    return saveNamed(this.transactions, ImportProfile, row);
  }

  /** @throws InvalidInput with `settings.…` */
  private async checked(settings: ProfileSettings): Promise<ProfileSettings> {
    const problems: Record<string, FieldProblem> = {};
    const { format, decimalSeparator, mapping, keys } = settings;
    if (format.kind === 'csv' && format.separator === decimalSeparator) {
      problems['settings.decimalSeparator'] = { code: 'import-profile.separators' };
    }
    if (settings.autoMapping && !format.header) {
      problems['settings.autoMapping'] = { code: 'import-profile.auto-without-header' };
    }
    const fields = knownFields(await this.registry.all());
    const complaints = checkMapping(mapping, fields, keys).filter(
      // The address may be found by the name of its column.
      ({ code }) => !(code === 'mapping-no-email' && (settings.autoMapping || !keys.includes('email'))),
    );
    const [complaint] = complaints;
    if (complaint) problems['settings.mapping'] = complaint;
    const names = new Set<string>();
    for (const [index, { name, constant, target }] of mapping.entries()) {
      const key = name.trim().toLowerCase();
      if (constant !== true && (key === '' || names.has(key))) {
        problems[`settings.mapping.${index}`] = { code: 'import-profile.column-name' };
      }
      if (typeof target === 'object' && 'newField' in target) {
        problems[`settings.mapping.${index}`] = { code: 'import-profile.new-field' };
      }
      names.add(key);
    }
    for (const list of ['reportAddresses', 'errorAddresses'] as const) {
      if (!settings[list].every((address) => checkEmailAddress(address).ok)) {
        problems[`settings.${list}`] = { code: 'input.email' };
      }
    }
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
    return settings;
  }
}

/** @param key of a field its name in lower case, of a list its id */
function doesUse({ mapping, keys, mailingListIds }: ProfileSettings, thing: UsedThing, key: string): boolean {
  if (thing === 'mailing-list') return mailingListIds !== 'all' && mailingListIds.includes(Number(key));
  const targets = mapping.map(({ target }) =>
    typeof target === 'object' && 'field' in target ? target.field : '',
  );
  return [...targets, ...keys].some((name) => name.toLowerCase() === key);
}
