/** Shapes of the API's answers, named like its DTOs. Times are ISO 8601 in UTC. */

/** A page by key: `next` is the cursor of the following page; the total may be counted or estimated. */
export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
  totalIsEstimate: boolean;
}

export interface SessionUser {
  id: number;
  name: string;
  email: string;
  language: string;
  /** IANA name, e.g. `Europe/Berlin`. */
  timezone: string;
  permissions: string[];
}

export interface SessionView {
  user: SessionUser;
  transport: 'capture' | 'relay';
  setupDone: boolean;
  version: string;
}

export interface SignInBody {
  email: string;
  password: string;
}

export interface SetupLinkView {
  valid: boolean;
  reason?: string;
}

export interface AdministratorBody {
  name: string;
  email: string;
  password: string;
  language: string;
  timezone: string;
}

export interface DemoListView {
  mailingListId: number;
  recipients: number;
}

export interface OwnUserPatch {
  language?: string;
  timezone?: string;
  name?: string;
}

export interface SenderSettings {
  senderName: string;
  senderEmail: string;
  replyEmail: string;
}

export interface JobView {
  kind: 'import' | 'send';
  id: number;
  name: string;
  state: string;
  done: number;
  total: number;
  startedAt: string | null;
  etaSeconds: number | null;
  /** Path in this interface, e.g. `/sends/4`. */
  link: string;
}

export interface JobList {
  items: JobView[];
}
