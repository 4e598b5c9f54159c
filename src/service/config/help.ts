import { CONFIGURATION_FILE, defaults, SETTINGS, SETTINGS_NOT_YET } from './settings.ts';

/** What `--help` prints: every flag with its default. */
export function helpText(): string {
  const fallbacks: Readonly<Record<string, string>> = {
    ...defaults(false),
    'http.tls.cert': 'none: plain HTTP, on this machine only',
    'http.tls.key': 'none',
    adminToken: 'made at first start',
    secret: 'made at first start',
  };
  const fleet = ` without a configuration file, else ${defaults(true).fleet}`;
  const settings = SETTINGS.map(({ key, flag, placeholder, says }) => ({
    flag: `${flag} ${placeholder}`,
    says: `${says} (${fallbacks[key]}${key === 'fleet' ? fleet : ''})`,
  }));
  const rows = [
    { flag: '--config FILE', says: `the configuration file (${CONFIGURATION_FILE}, when present)` },
    ...settings,
    { flag: '--help', says: 'prints this' },
    { flag: '--version', says: 'prints the version' },
  ];
  const width = Math.max(...rows.map(({ flag }) => flag.length)) + 2;
  return [
    'Rollcall: a presence wallboard for telephone extensions, and the Presence Service behind it.',
    '',
    'npm start -- [--flag value ...]',
    '',
    ...rows.map(({ flag, says }) => `  ${flag.padEnd(width)}${says}`),
    '',
    'In the environment --http-port is ROLLCALL_HTTP_PORT, and so on; flags win over it, and it over the file.',
    'rollcall.example.yaml shows everything that a configuration file can say.',
    `Not in this version yet: ${SETTINGS_NOT_YET.map(({ flag }) => flag).join(', ')}.`,
    '',
  ].join('\n');
}
