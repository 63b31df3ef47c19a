import { Module } from '@nestjs/common';
import { MailDispatchModule } from '../mail-dispatch.module.js';
import { OutboxController } from './outbox.controller.js';
import { ReplyRuleController } from './reply-rule.controller.js';
import { SendController } from './send.controller.js';
import { SenderIdentityController } from './sender-identity.controller.js';

@Module({
  imports: [MailDispatchModule],
  controllers: [ReplyRuleController, SendController, OutboxController, SenderIdentityController],
})
export class MailDispatchHttpModule {}
