import { type EqlField } from '@contract/eql/schema';

/** A profile field as the builder offers it. */
export interface RuleField extends EqlField {
  /** What people call it, where `label` is only its technical name. */
  caption?: string;
  /** One that every recipient has. */
  standard?: boolean;
  /** The only values there may be; empty: any. */
  fixedValues: readonly string[];
  /** Some values that recipients have, as suggestions. */
  sampleValues: readonly string[];
  /** Not offered; a rule that uses it still shows it. */
  hidden?: boolean;
}

export interface NamedItem {
  id: number;
  name: string;
  /** Tells things of the same name apart, e.g. the day a mailing was sent. */
  detail?: string;
}

/** Everything rules can be made of, as far as the user may see it. */
export interface RuleVocabulary {
  fields: readonly RuleField[];
  mailings: readonly NamedItem[];
  mailingLists: readonly NamedItem[];
  targetGroups: readonly NamedItem[];
  /** IANA name of the zone in which dates are compared. */
  timeZone: string;
  linksOf(mailingId: number): Promise<readonly NamedItem[]>;
}

export function fieldOf(vocabulary: RuleVocabulary, name: string): RuleField | undefined {
  return vocabulary.fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** How pages call a field. */
export function captionOf({ caption, label }: RuleField): string {
  return caption ?? label;
}

/** The name of a thing, or its number when it is not known here. */
export function nameOf(items: readonly NamedItem[], id: number): string {
  return items.find((item) => item.id === id)?.name ?? String(id);
}
