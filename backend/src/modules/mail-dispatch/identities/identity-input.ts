import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { InvalidInput, type FieldProblem } from '../../../core/errors/domain-error.js';
import type { SenderIdentity } from './sender-identity.entity.js';

export type IdentityInput = Pick<
  SenderIdentity,
  | 'name'
  | 'fromDomain'
  | 'envelopeDomain'
  | 'heloName'
  | 'localAddresses'
  | 'feedbackSenderId'
  | 'listHelpUrl'
  | 'cfblAddress'
  | 'csaComplaints'
  | 'isDefault'
>;

const DOMAIN = /^(?=.{3,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const ADDRESS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/;
/** Providers of mailboxes: their DMARC policies have mails from anybody else refused. */
const FOREIGN =
  /^(?:gmail|googlemail|yahoo|ymail|aol|outlook|hotmail|live|msn|icloud|gmx|web|t-online)\.[a-z.]+$/;

/** What people entered as it is kept. @throws InvalidInput naming each wrong field */
export function checkedIdentity(input: IdentityInput): IdentityInput {
  const problems: Record<string, FieldProblem> = {};
  const domain = (field: string, text: string): string => {
    const name = asciiDomain(text);
    if (!DOMAIN.test(name)) problems[field] = { code: 'identity.domain' };
    return name;
  };
  const optional = (field: string, text: string): string => (text.trim() === '' ? '' : domain(field, text));
  const checked: IdentityInput = {
    name: input.name.trim(),
    fromDomain: domain('fromDomain', input.fromDomain),
    envelopeDomain: optional('envelopeDomain', input.envelopeDomain),
    heloName: optional('heloName', input.heloName),
    localAddresses: input.localAddresses.map((address) => address.trim()),
    feedbackSenderId: input.feedbackSenderId.trim(),
    listHelpUrl: input.listHelpUrl.trim(),
    cfblAddress: input.cfblAddress.trim(),
    csaComplaints: input.csaComplaints,
    isDefault: input.isDefault,
  };
  if (checked.name === '') problems['name'] = { code: 'input.required' };
  if (FOREIGN.test(checked.fromDomain)) {
    problems['fromDomain'] = { code: 'identity.foreign-domain', params: { domain: checked.fromDomain } };
  }
  const wrong = checked.localAddresses.find((address) => isIP(address) === 0);
  if (wrong !== undefined) {
    problems['localAddresses'] = { code: 'identity.ip-address', params: { address: wrong } };
  }
  if (!/^(?:[A-Za-z0-9]{5,15})?$/.test(checked.feedbackSenderId)) {
    problems['feedbackSenderId'] = { code: 'identity.sender-id' };
  }
  if (!/^(?:(?:https:\/\/|mailto:)[\x21-\x3b\x3d\x3f-\x7e]+)?$/.test(checked.listHelpUrl)) {
    problems['listHelpUrl'] = { code: 'identity.help-url' };
  }
  if (checked.cfblAddress !== '' && !isAddress(checked.cfblAddress)) {
    problems['cfblAddress'] = { code: 'input.email' };
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return checked;
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return ADDRESS.test(text.slice(0, Math.max(at, 0))) && DOMAIN.test(text.slice(at + 1).toLowerCase());
}

/** Empty for what cannot be a domain. */
function asciiDomain(text: string): string {
  const name = text.trim().replace(/\.$/, '');
  // domainToASCII cuts at characters that end a host in a URL, so those must not reach it.
  return /[\s/\\?#:%<>"()[\],;@]/.test(name) ? '' : domainToASCII(name).toLowerCase();
}
