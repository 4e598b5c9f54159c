/** The parts of a SIP User-Agent. Each is '' when the text does not tell it. */
export type Agent = { vendor: string; model: string; version: string; mac: string };

/** What a person reads of an agent: `name` to group and to filter by, `version` to dim beside it. */
export type AgentDescription = { name: string; version: string };

/**
 * How one maker writes its User-Agent. The groups `vendor`, `model`, `version` and `mac` are taken from the match;
 * a fixed `vendor` wins over the group, and `model` rewrites what the group found.
 */
type Rule = { pattern: RegExp; vendor?: string; model?: (text: string) => string };

/** Longer texts are cut before anything looks at them: nobody's phone has one, and strangers write these. */
const LONGEST_AGENT = 255;

/**
 * Tried in order, the makers' own forms before the general ones. Every pattern is anchored and its repetitions
 * cannot trade characters with each other, so that no text takes more than linear time.
 */
const RULES: readonly Rule[] = [
  {
    vendor: 'Yealink',
    pattern:
      /^Yealink (?:SIP[- ])?(?<model>\S+)(?: (?<version>\d[\d.]*))?(?: (?<mac>[\da-f]{12}))?/i,
  },
  {
    // The phone's own downloads put "FileTransport" in front.
    vendor: 'Poly',
    pattern:
      /^(?:FileTransport )?Poly[a-z]*-(?<model>\w+)-UA\/(?<version>[\d.]+)(?:_(?<mac>[\da-f]{12}))?/i,
    model: (text) => text.replaceAll('_', ' '),
  },
  {
    // An adapter tells its hardware revision before the version of its firmware.
    vendor: 'Grandstream',
    pattern: /^Grandstream (?<model>\S+)(?: +V\S+)?(?: +(?<version>\d[\d.]*))?/i,
  },
  {
    vendor: 'Cisco',
    pattern: /^Cisco-CP-?(?<model>\w+(?:-\w+)?)\/(?<version>\S+)(?: \((?<mac>[\da-f]{12})\))?/i,
    model: (text) => `CP-${text}`,
  },
  { vendor: 'Cisco', pattern: /^Cisco\/(?<model>\w+)-(?<version>[^\s(]+)/i },
  { vendor: 'Cisco', pattern: /^Cisco (?<model>ATA \w+) +v(?<version>\S+)/i },
  { vendor: 'Snom', pattern: /^snom ?(?<model>\w+)[/ -](?<version>\S+)/i },
  { vendor: 'Mitel', pattern: /^Mitel-(?<model>\w+)-SIP\/(?<version>\S+)/i },
  {
    vendor: 'Gigaset',
    pattern: /^(?:Gigaset )?(?<model>N\d+ [^/;]+)\/(?<version>[\d.]+)(?:;(?<mac>[\da-f]{12}))?/i,
  },
  { vendor: 'Obihai', pattern: /^OBIHAI\/(?<model>\w+)-(?<version>\S+)/i },
  {
    // The address in parentheses is seen with a digit missing.
    vendor: 'Panasonic',
    pattern: /^Panasonic_(?<model>[\w-]+)\/(?<version>\S+)(?: \((?<mac>[\da-f]{11,12})\))?/i,
  },
  { vendor: 'Algo', pattern: /^Algo-(?<model>\w+)\/(?<version>\S+)/i },
  { vendor: 'Zoiper', pattern: /^Z(?:oiper)? (?<version>(?:rev\.|r?v?)\d\S*)/ },
  {
    vendor: '3CX',
    pattern: /^3CXPhone(?<model>System)?(?: (?<version>\S+))?/i,
    model: (text) => (text === '' ? '' : 'Phone System'),
  },
  {
    vendor: 'CounterPath',
    pattern: /^(?<model>(?:Bria|X-Lite|eyeBeam)[\w ]*?) release (?<version>\S+)/i,
  },
  {
    // What follows in parentheses is the name that a person gave the device.
    vendor: 'Linphone',
    pattern: /^Linphone[ -]?(?<model>\w*)\/(?<version>\S+)/i,
  },
  { vendor: 'Jitsi', pattern: /^Jitsi(?<version>\d+(?:\.\d+)*)/i },
  // RFC 3261 20.41 and 25.1: a product and its version, the vendor's name alone: "MicroSIP/3.21.5", "baresip v1.0.0 (…)".
  { pattern: /^(?<vendor>[^\s/]+)[ /]v?(?<version>\d+(?:\.\w+)+)(?=[\s(;,]|$)/i },
  // The form of most desk phones: "Fanvil X303 2.12.18.9 0c383e63963b", "Aastra 51i/2.5.1.41".
  {
    pattern:
      /^(?<vendor>[^\s/]+) (?<model>\S.*?)[ /]v?(?<version>\d+(?:\.\w+)+)(?: (?<mac>[\da-f]{12}))?(?: \(|$)/i,
  },
];

/** Products that are known by another name than vendor and model side by side. */
const PRODUCT_NAMES = new Map([
  ['3CX', '3CXPhone'],
  ['Linphone c', 'Linphonec'],
]);

/**
 * Takes a SIP User-Agent apart. It is untrusted text: anything may stand in it, and nothing is promised of the parts
 * but that they come from it. Where no rule knows the form, the first word is the vendor.
 */
export function parseAgent(raw: string): Agent {
  return matchRule(cut(raw)) ?? { vendor: firstWord(cut(raw)), model: '', version: '', mac: '' };
}

/**
 * The agent for a person: "Yealink SIP-T46S" and "66.86.0.15". The name follows from vendor and model alone, so that
 * two phones of one model always share it; an agent that no rule knows keeps its raw text, at most 255 characters.
 * Without a User-Agent (or with the "n/a" that Kamailio reports instead) both are ''.
 */
export function describeAgent(raw: string): AgentDescription {
  const text = cut(raw);
  const agent = matchRule(text);
  if (!agent) return { name: firstWord(text) === '' ? '' : text, version: '' };
  return { name: cut(productName(agent)), version: agent.version };
}

function matchRule(text: string): Agent | undefined {
  for (const { pattern, vendor, model = (found: string) => found } of RULES) {
    const groups = pattern.exec(text)?.groups;
    if (groups) {
      return {
        vendor: vendor ?? groups.vendor ?? '',
        model: model(groups.model ?? ''),
        version: groups.version ?? '',
        mac: groups.mac ?? '',
      };
    }
  }
  return undefined;
}

function productName({ vendor, model }: Agent): string {
  // Yealink's desk phones are sold as SIP-T46S; their bases, W60B, are not.
  if (vendor === 'Yealink' && /^T\d/i.test(model)) return `Yealink SIP-${model}`;
  // Snom writes itself small.
  const plain = `${vendor === 'Snom' ? 'snom' : vendor} ${model}`.trim();
  return PRODUCT_NAMES.get(plain) ?? plain;
}

function firstWord(text: string): string {
  return text === 'n/a' ? '' : (text.split(/\s/, 1)[0] ?? '');
}

/** A cut through a surrogate pair would leave half a character, which no address can carry. */
function cut(text: string): string {
  return text
    .trim()
    .slice(0, LONGEST_AGENT)
    .replace(/[\uD800-\uDBFF]$/, '');
}
