import { Component, computed, input, output } from '@angular/core';
import type { ExportFilter } from '@contract/exports/export-options';
import { UserStatus, UserType, isUserStatus, isUserType } from '@contract/recipients/codes';
import { Field } from '../../../shared/field/field';
import { STATUS_WORDS, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';

export interface Named {
  id: number;
  name: string;
}

/** Which recipients go into the file. */
@Component({
  selector: 'em-export-recipient-choice',
  imports: [Field],
  templateUrl: './recipient-choice.html',
})
export class RecipientChoice {
  readonly filter = input.required<ExportFilter>();
  readonly lists = input.required<readonly Named[]>();
  readonly groups = input.required<readonly Named[]>();
  /** By field below `options.filter`. */
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly filterChange = output<ExportFilter>();

  protected readonly listChoice = computed(() => {
    const { withoutList, mailingListId } = this.filter();
    return withoutList === true ? 'none' : String(mailingListId ?? 'all');
  });
  protected readonly statuses = Object.values(UserStatus).map((code) => ({
    code,
    label: STATUS_WORDS[code].label,
  }));
  protected readonly types = Object.values(UserType).map((code) => ({ code, label: TYPE_WORDS[code].label }));

  protected chooseList(choice: string): void {
    const { mailingListId: _list, withoutList: _none, ...rest } = this.filter();
    if (choice === 'none') {
      const { status: _status, userType: _type, ...others } = rest;
      this.filterChange.emit({ ...others, withoutList: true });
    } else this.filterChange.emit(choice === 'all' ? rest : { ...rest, mailingListId: Number(choice) });
  }

  protected chooseGroup(choice: string): void {
    const { targetGroupId: _group, ...rest } = this.filter();
    this.filterChange.emit(choice === '' ? rest : { ...rest, targetGroupId: Number(choice) });
  }

  protected chooseStatus(choice: string): void {
    const { status: _status, ...rest } = this.filter();
    const status = Number(choice);
    this.filterChange.emit(isUserStatus(status) ? { ...rest, status } : rest);
  }

  protected chooseType(choice: string): void {
    const { userType: _type, ...rest } = this.filter();
    this.filterChange.emit(isUserType(choice) ? { ...rest, userType: choice } : rest);
  }

  protected setText(key: 'q' | 'eql', text: string): void {
    const { [key]: _old, ...rest } = this.filter();
    this.filterChange.emit(text.trim() === '' ? rest : { ...rest, [key]: text });
  }
}
