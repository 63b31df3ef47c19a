export { RuleCheckService } from './rule-check.service.js';
export { RuleCompilerService, type RuleUse } from './rule-compiler.service.js';
export { TargetGroup } from './target-group.entity.js';
export { TargetGroupQueries } from './target-group.queries.js';
export { TargetGroupService } from './target-group.service.js';
export { TargetGroupsModule } from './target-groups.module.js';
