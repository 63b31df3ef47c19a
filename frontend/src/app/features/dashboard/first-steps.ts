import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCheckCircle, mdiCircleOutline } from '@mdi/js';
import { MailingsApi } from '../../core/api/mailings-api';
import { SettingsApi } from '../../core/api/settings-api';
import { type Dashboard } from '../../core/api/statistics-api';
import { Session } from '../../core/session/session';
import { remote } from '../../core/state/remote';
import { Icon } from '../../shared/icon/icon';
import { Progress } from '../../shared/progress/progress';

interface FirstStep {
  key: string;
  label: string;
  text: string;
  link: string;
  done: boolean;
}

/** The way to the first send, until it is gone or the user hides it. */
@Component({
  selector: 'em-first-steps',
  imports: [Icon, MatButtonModule, Progress, RouterLink],
  templateUrl: './first-steps.html',
  styleUrl: './first-steps.scss',
})
export class FirstSteps {
  private readonly session = inject(Session);
  private readonly settings = inject(SettingsApi);
  private readonly mailings = inject(MailingsApi);

  readonly dashboard = input.required<Dashboard>();

  private readonly storageKey = `emm.firstSteps.hidden.${this.session.user()?.id ?? 0}`;
  private readonly hidden = signal(readFlag(this.storageKey));
  private readonly unsent = computed(() => this.dashboard().mailings.length === 0);
  /** What the dashboard's figures do not say; asked only as long as nothing has been sent. */
  private readonly rest = remote(
    () => (this.unsent() && !this.hidden() && this.session.can('settings.read') ? true : undefined),
    async (_, abort) => {
      const mayRead = this.session.can('mailings.read');
      const [sender, mailings] = await Promise.all([
        this.settings.sender(),
        mayRead ? this.mailings.list({ limit: 1 }, abort) : { items: [] },
      ]);
      return { sender: sender.senderEmail !== '', mailing: mailings.items.length > 0 };
    },
  );
  protected readonly steps = computed<FirstStep[]>(() => {
    const rest = this.rest.value();
    if (!rest) return [];
    return [
      {
        key: 'sender',
        label: $localize`:@@dashboard.steps.sender:Sender`,
        text: $localize`:@@dashboard.steps.senderText:Say who your mails are from.`,
        link: '/settings/sender',
        done: rest.sender,
      },
      {
        key: 'recipients',
        label: $localize`:@@dashboard.steps.recipients:Recipients`,
        text: $localize`:@@dashboard.steps.recipientsText:Import a CSV file.`,
        link: '/imports/new',
        done: this.dashboard().totals.recipients > 0,
      },
      {
        key: 'mailing',
        label: $localize`:@@dashboard.steps.mailing:First mailing`,
        text: $localize`:@@dashboard.steps.mailingText:Paste a newsletter and test it.`,
        link: '/mailings/new',
        done: rest.mailing,
      },
      {
        key: 'send',
        label: $localize`:@@dashboard.steps.send:First send`,
        text: $localize`:@@dashboard.steps.sendText:Review it and send it.`,
        link: '/mailings',
        done: !this.unsent(),
      },
    ];
  });
  protected readonly done = computed(() => this.steps().filter((step) => step.done).length);
  protected readonly shown = computed(
    () => this.unsent() && !this.hidden() && this.steps().length > 0 && this.done() < this.steps().length,
  );
  protected readonly next = computed(() => this.steps().find((step) => !step.done)?.key);
  protected readonly icons = { done: mdiCheckCircle, open: mdiCircleOutline };

  protected hide(): void {
    this.hidden.set(true);
    try {
      localStorage.setItem(this.storageKey, '1');
    } catch {
      // Without storage it stays hidden until the next visit.
    }
  }
}

function readFlag(key: string): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}
