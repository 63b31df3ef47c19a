import { Injectable, inject } from '@angular/core';
import { Formats } from '../../shared/format/formats';
import { type NamedItem, type RuleVocabulary } from '../../shared/rule-builder/vocabulary';
import { MailingListsApi } from '../api/mailing-lists-api';
import { type MailingSummary, MailingsApi } from '../api/mailings-api';
import { TargetGroupsApi } from '../api/target-groups-api';
import { Session } from '../session/session';
import { STANDARD_CAPTIONS } from './field-captions';

/** The newest of each that pickers offer; older ones still work by their number in the text. */
const MOST = 500;
/** The mailings' API gives no more at once. */
const MOST_MAILINGS = 200;

/** Gathers what rules can be made of, as far as the user may see it. For `remote()` around `em-rule-builder`. */
@Injectable({ providedIn: 'root' })
export class RuleVocabularies {
  private readonly targetGroups = inject(TargetGroupsApi);
  private readonly mailings = inject(MailingsApi);
  private readonly mailingLists = inject(MailingListsApi);
  private readonly session = inject(Session);
  private readonly formats = inject(Formats);
  private readonly links = new Map<number, Promise<readonly NamedItem[]>>();

  /** @param except target group that is being edited: it cannot be a part of itself */
  async load(signal?: AbortSignal, except?: number): Promise<RuleVocabulary> {
    const [vocabulary, mailings, mailingLists, groups] = await Promise.all([
      this.targetGroups.vocabulary(signal),
      this.session.can('mailings.read')
        ? this.mailings.list({ sort: '-updatedAt', limit: MOST_MAILINGS }, signal)
        : { items: [] },
      this.session.can('lists.read') ? this.mailingLists.all(signal) : [],
      this.targetGroups.list({ sort: 'name', limit: MOST }, signal),
    ]);
    return {
      fields: vocabulary.fields.map((field) => ({ ...field, caption: STANDARD_CAPTIONS[field.name] })),
      timeZone: vocabulary.timezone,
      mailings: mailings.items.map((mailing) => this.named(mailing)),
      mailingLists: mailingLists.map(({ id, name }) => ({ id, name })),
      targetGroups: groups.items.filter(({ id }) => id !== except).map(({ id, name }) => ({ id, name })),
      linksOf: (mailingId) => this.linksOf(mailingId),
    };
  }

  private named({ id, name, updatedAt }: MailingSummary): NamedItem {
    return { id, name, detail: `${this.formats.date(updatedAt)} · ${id}` };
  }

  private linksOf(mailingId: number): Promise<readonly NamedItem[]> {
    const known = this.links.get(mailingId);
    if (known) return known;
    const loaded = this.mailings.get(mailingId).then(({ links }) =>
      links.map(({ id, label, position, url }) => ({
        id,
        name: `${position}. ${label || url}`,
        detail: url,
      })),
    );
    this.links.set(mailingId, loaded);
    // What failed is asked for again.
    loaded.catch(() => this.links.delete(mailingId));
    return loaded;
  }
}
