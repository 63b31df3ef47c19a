import { Component, computed, inject } from '@angular/core';
import {
  mdiAlertCircleOutline,
  mdiAlertOutline,
  mdiCheckCircleOutline,
  mdiInformationOutline,
} from '@mdi/js';
import { type Finding, type FindingPart } from '../../../core/api/mailings-api';
import { Icon } from '../../../shared/icon/icon';
import { MailingDraft } from './mailing-draft';
import { Places } from './places';

/** A longer list of links is folded at first. */
const SHOWN_LINKS = 8;

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

const PARTS: Readonly<Record<FindingPart, string>> = {
  subject: $localize`:@@mailings.subject:Subject`,
  preheader: $localize`:@@mailings.preheader:Preheader`,
  senderName: $localize`:@@mailings.senderName:Sender name`,
  replyName: $localize`:@@mailings.replyName:Reply name`,
  html: $localize`:@@mailings.html:HTML`,
  text: $localize`:@@mailings.text:Text`,
};

/** What is wrong or worth knowing, the worst first, each leading to its place; and the tracked links. */
@Component({
  selector: 'em-checks-pane',
  imports: [Icon],
  templateUrl: './checks-pane.html',
  styleUrl: './checks-pane.scss',
})
export class ChecksPane {
  protected readonly places = inject(Places);
  private readonly saved = inject(MailingDraft).saved;

  protected readonly findings = computed(() => {
    const saved = this.saved();
    return saved ? inOrder(saved.findings) : [];
  });
  protected readonly links = computed(() => this.saved()?.links ?? []);
  protected readonly shownLinks = SHOWN_LINKS;
  protected readonly counts = computed(() => {
    const count = (severity: Finding['severity']): number =>
      this.findings().filter((finding) => finding.severity === severity).length;
    return { errors: count('error'), warnings: count('warning'), infos: count('info') };
  });
  protected readonly icons = {
    error: mdiAlertCircleOutline,
    warning: mdiAlertOutline,
    info: mdiInformationOutline,
    fine: mdiCheckCircleOutline,
  };
  protected readonly severities = {
    error: $localize`:@@mailings.finding.error:Error:`,
    warning: $localize`:@@mailings.finding.warning:Warning:`,
    info: $localize`:@@mailings.finding.info:Note:`,
  };

  protected where({ part, line }: Finding): string {
    const name = PARTS[part];
    return line === undefined || (part !== 'html' && part !== 'text')
      ? name
      : $localize`:@@mailings.finding.line:${name}:part:, line ${line}:line:`;
  }
}

/** By severity, then by part and place. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const parts = Object.keys(PARTS);
  const rank = (finding: Finding): number[] => [
    SEVERITIES.indexOf(finding.severity),
    parts.indexOf(finding.part),
    finding.line ?? 0,
    finding.column ?? 0,
  ];
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return [...findings].sort((a, b) => compare(rank(a), rank(b)));
}
