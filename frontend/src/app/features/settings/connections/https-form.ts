import { Component } from '@angular/core';
import { Field } from '../../../shared/field/field';
import { ConnectionForm } from './connection-form';

/** Address and sign-in of a web server. */
@Component({ selector: 'em-https-form', imports: [Field], templateUrl: './https-form.html' })
export class HttpsForm extends ConnectionForm {
  protected chooseAuth(text: string): void {
    const auth = (['none', 'basic', 'bearer', 'header'] as const).find((known) => known === text);
    if (auth) this.changed.emit({ auth });
  }
}
