import { type Formats } from '../format/formats';
import { valueChoices } from './rule-words';
import { type RuleVocabulary, captionOf, fieldOf } from './vocabulary';

/** What a recipient has in a field, as pages say it. */
export interface SeenValue {
  name: string;
  /** null: nothing. */
  text: string | null;
}

/** Puts a field's technical name and stored value into words; what is not known stays as it is. */
export function seenValue(
  { name, value }: { name: string; value: string | null },
  vocabulary: RuleVocabulary,
  formats: Formats,
): SeenValue {
  const field = fieldOf(vocabulary, name);
  if (!field) return { name, text: value };
  const caption = captionOf(field);
  if (value === null) return { name: caption, text: null };
  const choice = valueChoices(field)?.find(({ key }) => key === value);
  if (choice) return { name: caption, text: choice.label };
  const known = !Number.isNaN(Date.parse(value));
  if (field.type === 'date' && known) return { name: caption, text: formats.day(value) };
  if (field.type === 'datetime' && known) return { name: caption, text: formats.dateTime(value) };
  if (field.type === 'decimal') return { name: caption, text: formats.number(Number(value), 10) };
  return { name: caption, text: value };
}
