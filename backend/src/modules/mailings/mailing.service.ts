import { Injectable } from '@nestjs/common';
import { message } from '../../contract/messages/index.js';
import { groupsIn, parseTargetExpression } from '../../contract/target-expression.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../core/errors/domain-error.js';
import { MailingListService } from '../recipients/index.js';
import { SettingsService } from '../settings/index.js';
import { TargetGroupService } from '../target-groups/index.js';
import { checkedChanges, type MailingChanges } from './mailing-changes.js';
import { contentOf, type MailingContent } from './mailing-content.js';
import { MailingLinks } from './mailing-links.service.js';
import { isEditable, Mailing, type MailingStatus } from './mailing.entity.js';
import { textFromHtml } from './rendering/text-from-html.js';

const NAME_LENGTH = 100;

/** What may be changed even when the mailing is out: it is no part of any mail. */
const ALWAYS_EDITABLE: ReadonlySet<string> = new Set(['name', 'description']);

const BLANK = { html: '', text: '', textAutomatic: true } as const;

/** Writing, copying and freezing of mailings. */
@Injectable()
export class MailingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly links: MailingLinks,
    private readonly lists: MailingListService,
    private readonly settings: SettingsService,
    private readonly targetGroups: TargetGroupService,
  ) {}

  /** @throws NotFound also for one that was deleted */
  async require(id: number): Promise<Mailing> {
    const mailing = await this.transactions.repository(Mailing).findOneBy({ id });
    if (!mailing || mailing.deletedAt) throw new NotFound('mailing', id);
    return mailing;
  }

  /** A new draft; what is not given is taken from the list's sender, or that of the settings. */
  async create(input: MailingChanges & { name: string }): Promise<Mailing> {
    const changes = checkedChanges(input);
    return this.transactions.run(async () => {
      await this.checkList(changes.mailingListId);
      await this.checkTargets(changes.targetExpression);
      const mailingListId = changes.mailingListId ?? (await this.onlyList());
      return this.insert({ ...(await this.senderFor(mailingListId)), mailingListId, ...given(changes) });
    });
  }

  /** Who mailings to a list come from: as the list says, else as the settings say. */
  private async senderFor(mailingListId: number | null): Promise<MailingChanges> {
    const sender = await this.settings.sender();
    const list = mailingListId === null ? undefined : await this.lists.get(mailingListId);
    if (!list) return sender;
    return {
      senderName: list.senderName || sender.senderName,
      senderEmail: list.senderEmail || sender.senderEmail,
      replyName: list.replyName,
      replyEmail: list.replyEmail || sender.replyEmail,
    };
  }

  /**
   * Saves a part of a mailing.
   * @param version the counter of saves that the changes were made on
   * @throws DomainError conflict `mailing.version-conflict` (params: `version`, the current one) when somebody else
   *   saved meanwhile, `mailing.locked` when its world send was ordered; nothing is written then
   * @throws InvalidInput when a field does not have the form it needs
   */
  async save(id: number, version: number, input: MailingChanges): Promise<Mailing> {
    const changes = given(checkedChanges(input));
    return this.transactions.run(async () => {
      // Writing first takes the row's lock, so that what is read below is what the save stands on.
      const { affected } = await this.transactions.execute(
        'UPDATE mailings SET version = version + 1, updated_at = ? WHERE id = ? AND version = ? AND deleted_at IS NULL',
        [this.clock.millis(), id, version],
      );
      const mailing = await this.require(id);
      const touchesMail = Object.keys(changes).some((field) => !ALWAYS_EDITABLE.has(field));
      if (touchesMail && !isEditable(mailing)) {
        throw new DomainError('conflict', 'mailing.locked', { status: mailing.status });
      }
      if (affected === 0) {
        throw new DomainError('conflict', 'mailing.version-conflict', { version: mailing.version });
      }
      await this.checkList(changes.mailingListId);
      await this.checkTargets(changes.targetExpression);
      await this.write(mailing, changes, touchesMail);
      return this.require(id);
    });
  }

  /** A draft with the same content, "Copy of …". Nothing of the original's sends or figures comes with it. */
  async copy(id: number): Promise<Mailing> {
    return this.transactions.run(async () => {
      const original = await this.require(id);
      const { description, mailingListId, targetExpression, subject, preheader } = original;
      const { senderName, senderEmail } = original;
      const { replyName, replyEmail, html, text, textAutomatic } = original;
      const name = message('mailing.copy-name', { name: original.name }, AuthContext.language);
      return this.insert({
        name: Array.from(name).slice(0, NAME_LENGTH).join('').trim(),
        ...{ description, mailingListId, targetExpression, subject, preheader, senderName, senderEmail },
        ...{ replyName, replyEmail, html, text, textAutomatic },
      });
    });
  }

  /**
   * Takes the mailing out of sight. Its rows stay: links in mails already sent keep working.
   * @throws DomainError conflict `mailing.in-delivery` while its send is scheduled, running or paused
   */
  async delete(id: number): Promise<void> {
    await this.transactions.run(async () => {
      const { affected } = await this.transactions.execute(
        `UPDATE mailings SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL
         AND status NOT IN ('scheduled', 'sending', 'paused')`,
        [this.clock.millis(), id],
      );
      if (affected > 0) return;
      const { status } = await this.require(id);
      throw new DomainError('conflict', 'mailing.in-delivery', { status });
    });
  }

  /**
   * Follows the world send. The first `sending` sets `sentAt`; `sent` is final (spec/mailings.md §3).
   * @returns whether the status could be taken
   */
  async setStatus(id: number, status: MailingStatus): Promise<boolean> {
    return this.transactions.run(async () => {
      const begun = status === 'sending' || status === 'sent';
      const { affected } = await this.transactions.execute(
        `UPDATE mailings SET status = ?, sent_at = COALESCE(sent_at, ?) WHERE id = ? AND status <> 'sent'`,
        [status, begun ? this.clock.millis() : null, id],
      );
      return affected > 0;
    });
  }

  /** The mailing as it is now, for a send to freeze. @throws NotFound */
  async snapshot(id: number): Promise<MailingContent> {
    const mailing = await this.require(id);
    return contentOf(mailing, await this.links.of(id));
  }

  /** The text version as it would be made from the stored HTML. */
  async textFromHtml(id: number): Promise<string> {
    return textFromHtml((await this.require(id)).html);
  }

  private async checkList(id: number | null | undefined): Promise<void> {
    if (id === null || id === undefined || (await this.lists.get(id))) return;
    throw new InvalidInput({ mailingListId: { code: 'mailing.list-unknown' } });
  }

  /** Groups that are named keep from being deleted: their rows are locked until the mailing names them, too. */
  private async checkTargets(expression: string | undefined): Promise<void> {
    if (expression === undefined) return;
    const parsed = parseTargetExpression(expression);
    if (!parsed.ok) return;
    for (const id of groupsIn(parsed.node)) {
      if (await this.targetGroups.hold(id)) continue;
      throw new InvalidInput({ targetExpression: { code: 'target-group.unknown', params: { id } } });
    }
  }

  /** Where there is just one list, nobody has to choose it. */
  private async onlyList(): Promise<number | null> {
    const [first, ...others] = await this.lists.all();
    return first && others.length === 0 ? first.id : null;
  }

  private async insert(changes: MailingChanges): Promise<Mailing> {
    const now = this.clock.now();
    const repository = this.transactions.repository(Mailing);
    const mailing = repository.create({
      name: '',
      description: '',
      status: 'draft',
      mailingListId: null,
      targetExpression: '',
      subject: '',
      preheader: '',
      senderName: '',
      senderEmail: '',
      replyName: '',
      replyEmail: '',
      html: '',
      text: '',
      textAutomatic: true,
      version: 1,
      sentAt: null,
      createdBy: AuthContext.actor?.userId ?? null,
      createdAt: now,
      updatedAt: now,
      deletedAt: null,
      ...changes,
    });
    if (mailing.name === '') throw new InvalidInput({ name: { code: 'input.required' } });
    Object.assign(mailing, followingText(BLANK, changes));
    const saved = await repository.save(mailing);
    await this.links.synchronise(saved);
    return saved;
  }

  private async write(mailing: Mailing, changes: MailingChanges, touchesMail: boolean): Promise<void> {
    const values: Partial<Mailing> = { ...changes, ...followingText(mailing, changes) };
    // A send that was cancelled before it began is as if it had never been ordered.
    if (touchesMail) values.status = 'draft';
    if (Object.keys(values).length > 0) {
      await this.transactions.repository(Mailing).update(mailing.id, values);
    }
    if (values.html === undefined && values.text === undefined) return;
    await this.links.synchronise({ ...mailing, ...values });
  }
}

/** Without the fields that are left out: spreading those would empty what is there. */
function given(changes: MailingChanges): MailingChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/**
 * The text version after these changes: made anew from the HTML while it is automatic. Editing the text by hand
 * ends that, unless the same save asks for it.
 */
export function followingText(
  before: Pick<Mailing, 'html' | 'text' | 'textAutomatic'>,
  changes: MailingChanges,
): Pick<MailingChanges, 'text' | 'textAutomatic'> {
  const editedByHand = changes.text !== undefined && changes.text !== before.text;
  const textAutomatic = changes.textAutomatic ?? (before.textAutomatic && !editedByHand);
  if (!textAutomatic) return { textAutomatic };
  const switchedOn = !before.textAutomatic;
  if (changes.html === undefined && changes.text === undefined && !switchedOn) return { textAutomatic };
  return { textAutomatic, text: textFromHtml(changes.html ?? before.html) };
}
