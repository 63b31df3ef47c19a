import { type StandardTarget } from '../../core/api/imports-api';

/** The standard columns that a file can fill. */
export const STANDARD_LABELS: Readonly<Record<StandardTarget, string>> = {
  email: $localize`:@@imports.target.email:E-mail address`,
  firstname: $localize`:@@imports.target.firstname:First name`,
  lastname: $localize`:@@imports.target.lastname:Last name`,
  title: $localize`:@@imports.target.title:Title (Dr., Prof.)`,
  gender: $localize`:@@imports.target.gender:Gender (Mr, Ms)`,
  mailtype: $localize`:@@imports.target.mailtype:Kind of mail`,
  customer_id: $localize`:@@imports.target.customerId:Recipient number (only to find known ones)`,
  reason: $localize`:@@imports.target.reason:Reason (for the blocklist)`,
};
