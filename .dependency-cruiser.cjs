/** Each backend module and the modules whose index.ts it may import. A module may name only those above it. */
const MODULES = {
  users: [],
  settings: ['users'],
  recipients: ['users', 'settings'],
  'target-groups': ['users', 'settings', 'recipients'],
  'imports-exports': ['users', 'settings', 'recipients', 'target-groups'],
  mailings: ['users', 'settings', 'recipients', 'target-groups'],
  'mail-dispatch': ['users', 'settings', 'recipients', 'target-groups', 'mailings'],
  tracking: ['recipients', 'mailings', 'mail-dispatch'],
  statistics: ['recipients', 'target-groups', 'imports-exports', 'mailings', 'mail-dispatch', 'tracking'],
};
const names = Object.keys(MODULES);
names.forEach((name, index) =>
  MODULES[name].forEach((other) => {
    const at = names.indexOf(other);
    if (at < 0 || at >= index) throw new Error(`${name} may not name ${other}: it does not stand above`);
  }),
);

const M = '^backend/src/modules/';
const EDGE = `${M}[^/]+/(http|jobs|cli)/`;
/** Specs may look at anything of their own side. */
const SPEC = '\\.spec\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-pure',
      severity: 'error',
      from: { path: '^backend/src/contract/', pathNot: SPEC },
      to: { pathNot: '^backend/src/contract/' },
    },
    {
      name: 'core-knows-no-module',
      severity: 'error',
      from: { path: '^backend/src/core/', pathNot: SPEC },
      to: { path: '^backend/src/(modules|apps|main)' },
    },
    {
      name: 'modules-know-no-app',
      severity: 'error',
      from: { path: M, pathNot: SPEC },
      to: { path: '^backend/src/(apps|main)' },
    },
    {
      name: 'front-door-only',
      severity: 'error',
      comment: 'another module is entered through its index.ts',
      from: { path: `${M}([^/]+)/`, pathNot: SPEC },
      to: { path: M, pathNot: [`${M}$1/`, `${M}[^/]+/index\\.ts$`] },
    },
    {
      name: 'undeclared-module',
      severity: 'error',
      comment: 'give the new module a line in MODULES',
      from: { path: M, pathNot: `${M}(${names.join('|')})/` },
      to: {},
    },
    ...names.map((name) => ({
      name: `order-${name}`,
      severity: 'error',
      from: { path: `${M}${name}/`, pathNot: SPEC },
      to: { path: M, pathNot: `${M}(${[name, ...MODULES[name]].join('|')})/` },
    })),
    {
      name: 'edges-are-leaves',
      severity: 'error',
      comment: 'only apps/ composes http, jobs and cli folders',
      from: { pathNot: [EDGE, '^backend/src/apps/', SPEC] },
      to: { path: EDGE },
    },
    {
      name: 'no-sql-at-the-edge',
      severity: 'error',
      from: { path: EDGE, pathNot: SPEC },
      to: { path: 'node_modules/typeorm/' },
    },
    {
      name: 'bull-only-behind-the-queue',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: '^backend/src/core/queue/' },
      to: { path: 'node_modules/bull/' },
    },
    {
      name: 'worker-loads-no-http',
      severity: 'error',
      from: { path: '^backend/src/apps/(worker|scheduler)\\.module\\.ts$' },
      to: { path: `${M}[^/]+/http/`, reachable: true },
    },
    {
      name: 'redirect-loads-public-edges-only',
      severity: 'error',
      from: { path: '^backend/src/apps/redirect\\.module\\.ts$' },
      to: { path: `${M}[^/]+/(http|jobs)/`, pathNot: `${M}tracking/http/`, reachable: true },
    },
    {
      name: 'web-loads-no-jobs',
      severity: 'error',
      from: { path: '^backend/src/apps/web\\.module\\.ts$' },
      to: { path: `${M}[^/]+/jobs/`, reachable: true },
    },
    {
      name: 'frontend-sees-only-contract',
      severity: 'error',
      from: { path: '^frontend/' },
      to: { path: '^backend/', pathNot: '^backend/src/contract/' },
    },
    {
      name: 'backend-sees-no-frontend',
      severity: 'error',
      from: { path: '^backend/' },
      to: { path: '^(frontend|e2e)/' },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^frontend/src/app/features/([^/]+)/' },
      to: { path: '^frontend/src/app/features/', pathNot: '^frontend/src/app/features/$1/' },
    },
    {
      name: 'shared-is-presentational',
      severity: 'error',
      from: { path: '^frontend/src/app/shared/', pathNot: SPEC },
      to: { path: '^frontend/src/app/(core|features)/' },
    },
    {
      name: 'frontend-core-knows-no-feature',
      severity: 'error',
      from: { path: '^frontend/src/app/core/' },
      to: { path: '^frontend/src/app/features/' },
    },
    {
      name: 'no-http-in-components',
      severity: 'error',
      from: { path: '^frontend/src/app/(features|shared)/', pathNot: SPEC },
      to: { path: '@angular/common/.*http' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', SPEC, '(^|/)main\\.ts$', '\\.config\\.ts$', 'e2e/', 'backend/bench/'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: require('node:path').join(__dirname, 'backend/tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
