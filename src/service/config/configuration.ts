import type { KnownAccount } from '../accounts/account.ts';

/** How this Rollcall runs: everything given and every default, read once and never changed in place. */
export type Configuration = {
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly insecure: boolean;
    /** Addresses and networks whose X-Forwarded-For is believed. */
    readonly trustedProxies: readonly string[];
  };
  readonly sip: {
    readonly host: string;
    readonly port: number;
    readonly realm: string;
    readonly digest: 'md5' | 'sha-256' | 'off';
  };
  readonly dataDir: string;
  readonly source: 'registrar';
  /** How many extensions the demonstration fleet simulates. */
  readonly fleet: number;
  /** Undefined when the token in the data directory holds. */
  readonly adminToken: string | undefined;
  /** What everything signed is signed with; undefined when the one in the data directory holds. */
  readonly secret: string | undefined;
  /** The accounts beside the administrator of the start token. */
  readonly accounts: readonly KnownAccount[];
  readonly extensions: readonly ConfiguredExtension[];
  /** Names by prefix. */
  readonly organizations: Readonly<Record<string, string>>;
  /** The HTTP status of an answer that holds no extension. */
  readonly emptyAs: 200 | 204;
  readonly forgetAfterDays: number;
};

/** An extension has a password, or is static and never registers. */
export type ConfiguredExtension = {
  readonly number: string;
  readonly name?: string;
  readonly password?: string;
  readonly static: boolean;
};
