import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiAccountMultiplePlusOutline, mdiEmailPlusOutline, mdiTrayArrowUp } from '@mdi/js';
import { SetupApi } from '../../core/api/setup-api';
import { type DemoListView } from '../../core/api/types';
import { urlState } from '../../core/routing/url-state';
import { action } from '../../core/state/remote';
import { Entrance } from '../../shared/entrance/entrance';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Icon } from '../../shared/icon/icon';
import { type Step, Stepper } from '../../shared/stepper/stepper';
import { SenderStep } from './sender-step';

/** Three steps after the first sign-in; each can be skipped and found again in its own area. */
@Component({
  selector: 'em-welcome',
  imports: [Entrance, Icon, MatButtonModule, NumberPipe, RouterLink, SenderStep, Stepper],
  templateUrl: './welcome.html',
  styleUrl: './welcome.scss',
})
export class Welcome {
  private readonly api = inject(SetupApi);
  private readonly router = inject(Router);
  private readonly url = urlState();

  protected readonly steps: readonly Step[] = [
    { key: 'sender', label: $localize`:@@setup.step.sender:Sender` },
    { key: 'recipients', label: $localize`:@@setup.step.recipients:Recipients` },
    { key: 'mailing', label: $localize`:@@setup.step.mailing:First mailing` },
  ];
  protected readonly current = this.url.param('step', 'sender');
  protected readonly demoList = signal<DemoListView | null>(null);
  protected readonly demo = action(async () => this.demoList.set(await this.api.createDemoList()));
  protected readonly icons = {
    upload: mdiTrayArrowUp,
    demo: mdiAccountMultiplePlusOutline,
    mailing: mdiEmailPlusOutline,
  };

  protected reached(): number {
    return this.steps.findIndex((step) => step.key === this.current());
  }

  protected go(step: string): void {
    this.url.patch({ step }, 'push');
  }

  protected async finish(): Promise<void> {
    await this.router.navigateByUrl('/dashboard');
  }
}
