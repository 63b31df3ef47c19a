import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiClose } from '@mdi/js';
import { type MailingListView } from '../../../core/api/mailing-lists-api';
import { Icon } from '../../../shared/icon/icon';
import { STATUSES, STATUS_WORDS, TYPES, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';
import { SearchField } from '../../../shared/search-field/search-field';
import { type FilterChip, type ListFilter, NO_FILTER } from './list-filter';

/** Choice of "in no mailing list" among the lists. */
const NOWHERE = 'none';

/** The simple search of the recipients: words, list, status, role; below it the filter as a sentence. Content = buttons. */
@Component({
  selector: 'em-filter-bar',
  imports: [Icon, MatButtonModule, SearchField],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.scss',
})
export class FilterBar {
  readonly filter = input.required<ListFilter>();
  readonly chips = input.required<readonly FilterChip[]>();
  readonly lists = input<readonly MailingListView[]>([]);
  readonly filterChange = output<Partial<ListFilter>>();

  protected readonly place = computed(() => (this.filter().without === '1' ? NOWHERE : this.filter().list));
  protected readonly nowhere = NOWHERE;
  protected readonly statuses = STATUSES.map((code) => ({
    code: `${code}`,
    label: STATUS_WORDS[code].label,
  }));
  protected readonly types = TYPES.map((code) => ({ code, label: TYPE_WORDS[code].label }));
  protected readonly icon = mdiClose;

  protected choosePlace(choice: string): void {
    const without = choice === NOWHERE;
    // Who is in no list has neither status nor role.
    this.filterChange.emit(
      without ? { list: '', without: '1', status: '', type: '' } : { list: choice, without: '' },
    );
  }

  protected remove({ key }: FilterChip): void {
    this.filterChange.emit({ [key]: '' });
  }

  protected clear(): void {
    this.filterChange.emit(NO_FILTER);
  }
}
