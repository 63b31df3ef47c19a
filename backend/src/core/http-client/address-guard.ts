import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/** Networks that the public internet does not reach: RFC 6890 and its successors. */
const PRIVATE_V4 = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
  '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24',
  '224.0.0.0/4', '240.0.0.0/4',
]; // prettier-ignore
/** Those that carry an IPv4 address inside are blocked as a whole: nobody public needs them. */
const PRIVATE_V6 = [
  '::/128', '::1/128', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32',
  '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8',
]; // prettier-ignore

/** Says which addresses may be asked from here: public ones, and private ones that the administrator named. */
export class AddressGuard {
  private readonly blocked = new BlockList();
  private readonly allowed = new BlockList();
  private readonly allowedHosts = new Set<string>();

  /** @param exceptions host names, addresses or networks such as `10.1.0.0/16` */
  constructor(exceptions: readonly string[]) {
    for (const network of [...PRIVATE_V4, ...PRIVATE_V6]) add(this.blocked, network);
    for (const entry of exceptions) {
      if (isNetwork(entry)) add(this.allowed, entry);
      else this.allowedHosts.add(entry.toLowerCase());
    }
  }

  /** Whether the administrator named this host or address. */
  isException(host: string, address = host): boolean {
    return (
      this.allowedHosts.has(bare(host).toLowerCase()) ||
      (isIP(bare(address)) !== 0 && this.allowed.check(bare(address), family(bare(address))))
    );
  }

  /** @param address what the name of the host was resolved to */
  mayReach(host: string, address: string): boolean {
    return !this.blocked.check(address, family(address)) || this.isException(host, address);
  }
}

/** Whether a text is an address or a network. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/');
  if (isIP(address) === 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv4(address) ? 32 : 128));
}

function add(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/');
  if (prefix === undefined) list.addAddress(address, family(address));
  else list.addSubnet(address, Number(prefix), family(address));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

/** Addresses in URLs stand in brackets. */
function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
