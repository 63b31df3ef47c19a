import { Module, type OnModuleInit } from '@nestjs/common';
import { balanced } from '../../core/database/sql-fragment.js';
import { RecipientConditions, RecipientsModule, Usages } from '../recipients/index.js';
import { SettingsModule } from '../settings/index.js';
import { ExplainService } from './explain.service.js';
import { GroupDays } from './group-days.service.js';
import { GroupExchange } from './group-exchange.service.js';
import { GroupUpkeep } from './group-upkeep.service.js';
import { NestedGroups } from './nested-groups.service.js';
import { RuleCheckService } from './rule-check.service.js';
import { RuleCompilerService } from './rule-compiler.service.js';
import { RuleCountService } from './rule-count.service.js';
import { RuleSampleService } from './rule-sample.service.js';
import { RuleSchemas } from './rule-schema.service.js';
import { TargetGroupLists } from './target-group-lists.service.js';
import { TargetGroupQueries } from './target-group.queries.js';
import { TargetGroupService } from './target-group.service.js';
import { VocabularyService } from './vocabulary.service.js';

const SERVICES = [
  ExplainService,
  GroupDays,
  GroupExchange,
  GroupUpkeep,
  NestedGroups,
  RuleCheckService,
  RuleCompilerService,
  RuleCountService,
  RuleSampleService,
  RuleSchemas,
  TargetGroupLists,
  TargetGroupQueries,
  TargetGroupService,
  VocabularyService,
];

/** Rules in EQL that choose recipients, saved under names or not. */
@Module({ imports: [SettingsModule, RecipientsModule], providers: SERVICES, exports: SERVICES })
export class TargetGroupsModule implements OnModuleInit {
  constructor(
    private readonly compiler: RuleCompilerService,
    private readonly queries: TargetGroupQueries,
    private readonly conditions: RecipientConditions,
    private readonly usages: Usages,
  ) {}

  onModuleInit(): void {
    this.conditions.resolveWith(async ({ eql, targetGroupId }) => {
      const parts = [];
      if (eql !== undefined && eql.trim() !== '') parts.push(await this.compiler.rule(eql, 'few'));
      if (targetGroupId !== undefined) parts.push(await this.compiler.group(targetGroupId, 'few'));
      return balanced(parts, 'AND');
    });
    this.usages.register(async (thing, key) => {
      const groups = await this.queries.referringTo(thing, key);
      return groups.map(({ id, name }) => ({ kind: 'target-group', id, name }));
    });
  }
}
