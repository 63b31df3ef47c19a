import { type ConsentMethod } from '../../../core/api/recipients-api';

export const METHOD_WORDS: Readonly<Record<ConsentMethod, string>> = {
  form: $localize`:@@recipients.consent.method.form:Form`,
  'double-opt-in': $localize`:@@recipients.consent.method.doi:Form, confirmed by mail (double opt-in)`,
  import: $localize`:@@recipients.consent.method.import:Import`,
  api: $localize`:@@recipients.consent.method.api:Another program (API)`,
  phone: $localize`:@@recipients.consent.method.phone:By phone`,
  paper: $localize`:@@recipients.consent.method.paper:On paper`,
  other: $localize`:@@recipients.consent.method.other:Another way`,
};
