import type { components } from './schema';

type Schemas = components['schemas'];

/** A page by key: `next` is the cursor of the following page; the total may be counted or estimated. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
  totalIsEstimate: boolean;
}

export type DataSourceKind =
  'import' | 'bulk-edit' | 'bulk-delete' | 'bulk-binding' | 'deletion' | 'undo' | 'restore';

/** Something that uses a field, a list or a group. */
export interface Usage {
  /** e.g. `target-group`, `mailing`, `import-profile`, `export-profile`, `automatic-import`. */
  kind: string;
  id: number;
  name: string;
}

/** The rest are the API's own DTOs, made from the server's code by `npm run openapi`. */
export type SessionUser = Schemas['UserView'];
export type SessionView = Schemas['SessionView'];
export type SignInBody = Schemas['SignIn'];
export type SetupLinkView = Schemas['SetupLinkView'];
export type AdministratorBody = Schemas['CreateAdministrator'];
export type DemoListView = Schemas['DemoListView'];
export type OwnUserPatch = Schemas['ChangeMe'];
export type SenderSettings = Schemas['SenderSettings'];
export type JobView = Schemas['JobView'];
export type JobList = Schemas['JobList'];
