import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients.module.js';
import { DeletedListsSweep } from './deleted-lists.sweep.js';

@Module({ imports: [RecipientsModule], providers: [DeletedListsSweep] })
export class RecipientsSweepsModule {}
