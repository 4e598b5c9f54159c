/** One setting that a flag or the environment can give. Values are text everywhere, as a flag is; schema.ts reads them. */
export type Setting = {
  /** Its place in the file, dotted. */
  key: string;
  flag: string;
  environment: string;
  /** What stands for its value in the help. */
  placeholder: string;
  says: string;
};

export const SETTINGS: readonly Setting[] = [
  {
    key: 'http.host',
    flag: '--http-host',
    environment: 'ROLLCALL_HTTP_HOST',
    placeholder: 'ADDRESS',
    says: 'where the board and the API listen',
  },
  {
    key: 'http.port',
    flag: '--http-port',
    environment: 'ROLLCALL_HTTP_PORT',
    placeholder: 'PORT',
    says: 'their port; 0 picks a free one',
  },
  {
    key: 'http.tls.cert',
    flag: '--tls-cert',
    environment: 'ROLLCALL_TLS_CERT',
    placeholder: 'FILE',
    says: 'the certificate for HTTPS, with those between it and its root, in PEM form',
  },
  {
    key: 'http.tls.key',
    flag: '--tls-key',
    environment: 'ROLLCALL_TLS_KEY',
    placeholder: 'FILE',
    says: 'its private key, in PEM form',
  },
  {
    key: 'sip.host',
    flag: '--sip-host',
    environment: 'ROLLCALL_SIP_HOST',
    placeholder: 'ADDRESS',
    says: 'where the registrar listens, udp and tcp',
  },
  {
    key: 'sip.port',
    flag: '--sip-port',
    environment: 'ROLLCALL_SIP_PORT',
    placeholder: 'PORT',
    says: 'its port; 0 picks a free one',
  },
  {
    key: 'sip.digest',
    flag: '--sip-digest',
    environment: 'ROLLCALL_SIP_DIGEST',
    placeholder: 'KIND',
    says: 'how telephones prove their password: md5, sha-256 or off',
  },
  {
    key: 'dataDir',
    flag: '--data-dir',
    environment: 'ROLLCALL_DATA_DIR',
    placeholder: 'DIRECTORY',
    says: 'where the database, the start token and the secret are kept',
  },
  {
    key: 'source',
    flag: '--source',
    environment: 'ROLLCALL_SOURCE',
    placeholder: 'KIND',
    says: 'where registrations come from: registrar, or unified-api',
  },
  {
    key: 'fleet',
    flag: '--fleet',
    environment: 'ROLLCALL_FLEET',
    placeholder: 'N',
    says: 'how many extensions the demonstration fleet simulates',
  },
  {
    key: 'adminToken',
    flag: '--admin-token',
    environment: 'ROLLCALL_ADMIN_TOKEN',
    placeholder: 'TOKEN',
    says: "the administrator's token; also env:NAME or file:PATH",
  },
  {
    key: 'secret',
    flag: '--secret',
    environment: 'ROLLCALL_SECRET',
    placeholder: 'SECRET',
    says: 'what tokens are signed with, the same for services that accept each other’s; also env:NAME or file:PATH',
  },
];

/** What the interface promises and this version does not do yet. Asking for it is a fault, never silently ignored. */
export const NOT_YET = {
  databaseUrl:
    'this version keeps its data in the embedded database in the data directory only. Leave it out.',
  kamailio: 'this version does not serve the source kamailio yet. Leave it out.',
  metrics: 'this version does not serve metrics yet. Leave it out.',
} as const;

type NotYet = Pick<Setting, 'flag' | 'environment'> & { says: string };

export const SETTINGS_NOT_YET: readonly NotYet[] = [
  { flag: '--database-url', environment: 'ROLLCALL_DATABASE_URL', says: NOT_YET.databaseUrl },
];

export const CONFIGURATION_FILE = 'rollcall.yaml';

/** RFC 3261 19.1.2: where SIP over TLS is when it is served and its port is not said. */
export const SIPS_PORT = '5061';

/** What holds when nobody says otherwise, as text in the file's own shape. Without a file there is a fleet to look at. */
export function defaults(hasFile: boolean): Record<string, string> {
  return {
    'http.host': '127.0.0.1',
    'http.port': '8080',
    'http.insecure': 'false',
    'sip.host': '127.0.0.1',
    'sip.port': '5060',
    'sip.realm': 'rollcall',
    'sip.digest': 'md5',
    dataDir: './data',
    source: 'registrar',
    fleet: hasFile ? '0' : '128',
    emptyAs: '204',
    forgetAfterDays: '7',
  };
}
