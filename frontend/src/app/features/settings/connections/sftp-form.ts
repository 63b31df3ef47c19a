import { Component } from '@angular/core';
import { Field } from '../../../shared/field/field';
import { ConnectionForm } from './connection-form';

/** Server, sign-in and key of an SFTP connection. */
@Component({ selector: 'em-sftp-form', imports: [Field], templateUrl: './sftp-form.html' })
export class SftpForm extends ConnectionForm {}
