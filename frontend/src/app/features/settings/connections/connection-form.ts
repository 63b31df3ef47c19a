import { Directive, input, output } from '@angular/core';
import { type ConnectionSecrets, type ConnectionSettings } from '../../../core/api/connections-api';

/** What the forms of all kinds of connection share. */
@Directive()
export abstract class ConnectionForm {
  readonly settings = input.required<ConnectionSettings>();
  readonly errors = input<Readonly<Record<string, string>>>({});
  /** Names of the secrets that are kept. */
  readonly secretsSet = input<readonly string[]>([]);
  readonly changed = output<Partial<ConnectionSettings>>();
  /** A secret that was typed; what is kept cannot be read. */
  readonly secret = output<ConnectionSecrets>();

  protected secretHint(secret: string): string {
    return this.secretsSet().includes(secret)
      ? $localize`:@@settings.connections.secretSet:One is set; blank keeps it`
      : '';
  }
}
