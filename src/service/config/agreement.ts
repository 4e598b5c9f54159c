import { accountFaults } from './account-agreement.ts';
import type { Path, Tree } from './configuration-file.ts';
import { type Disagreement, repeated } from './disagreement.ts';
import { entriesOf, valueAt } from './layers.ts';
import type { SecretReader } from './secret-text.ts';
import { isHost, isLoopback } from './setting-values.ts';
import { SIPS_PORT } from './settings.ts';
import { isUpstream, sourceFaults } from './source-agreement.ts';

/** What a reader of faults needs: where a person finds a path, and what a secret is. */
type Reading = { labelOf: (path: Path) => string; readSecret: SecretReader };

/**
 * What cannot be seen in one value alone. Looks at the text and not at what was parsed from it, so that these
 * faults are told together with those of single values.
 * @param labelOf where a person finds what stands at a path
 */
export function disagreements(tree: Tree, { labelOf, readSecret }: Reading): Disagreement[] {
  return [
    ...plainHttpFaults(tree),
    ...sipPortFaults(tree),
    ...accountFaults(tree, { labelOf, readSecret }),
    ...sourceFaults(tree),
    ...(isUpstream(tree) ? [] : passwordFaults(tree)),
    ...repeatedWebhooks(tree, { labelOf, readSecret }),
    ...repeatedExtensions(tree, labelOf),
  ];
}

function plainHttpFaults(tree: Tree): Disagreement[] {
  const host = valueAt(tree, 'http.host');
  if (typeof host !== 'string' || !isHost(host) || isLoopback(host)) return [];
  if (valueAt(tree, 'http.tls') !== undefined || valueAt(tree, 'http.insecure') === 'true')
    return [];
  const says = `${host} would let tokens travel unencrypted to other machines. Give a certificate (--tls-cert, --tls-key), or 127.0.0.1, or set http.insecure: true in the configuration file when a proxy with TLS stands in front.`;
  return [{ path: ['http', 'host'], says }];
}

function sipPortFaults(tree: Tree): Disagreement[] {
  if (valueAt(tree, 'sip.tls') === undefined) return [];
  const port = valueAt(tree, 'sip.tls.port') ?? SIPS_PORT;
  if (port === '0' || port !== valueAt(tree, 'sip.port')) return [];
  return [{ path: ['sip', 'tls', 'port'], says: 'is the port of TCP, too. Give TLS its own.' }];
}

function passwordFaults(tree: Tree): Disagreement[] {
  return entriesOf(tree, 'extensions').flatMap(({ index, entry }) => {
    const says = passwordFault(entry);
    return says ? [{ path: ['extensions', index, 'password'], says }] : [];
  });
}

function passwordFault({ password, registration }: Tree): string | undefined {
  if (registration === 'static') {
    return password === undefined
      ? undefined
      : 'is never used: the extension is static. Leave one of the two out.';
  }
  return password === undefined
    ? 'is missing. Give one, or registration: static when the extension never registers.'
    : undefined;
}

function repeatedExtensions(tree: Tree, labelOf: (path: Path) => string): Disagreement[] {
  const numbers = entriesOf(tree, 'extensions').map(({ index, entry }) => ({
    path: ['extensions', index, 'number'],
    value: entry.number,
  }));
  return repeated(numbers, (first) => `is the extension of ${labelOf(first)} again. Keep one.`);
}

/** Whoever is told twice of the same, hears everything twice. */
function repeatedWebhooks(tree: Tree, { labelOf, readSecret }: Reading): Disagreement[] {
  const addresses = entriesOf(tree, 'webhooks').map(({ index, entry: { url, organization } }) => {
    const reading = typeof url === 'string' ? readSecret(url) : { fault: '' };
    return {
      path: ['webhooks', index, 'url'],
      value: 'value' in reading ? JSON.stringify([reading.value, organization]) : undefined,
    };
  });
  return repeated(addresses, (first) => `is the address of ${labelOf(first)} again. Keep one.`);
}
