import type { KnownAccount } from '../accounts/account.ts';
import type { Certificate } from '../certificate.ts';

/** How this Rollcall runs: everything given and every default, read once and never changed in place. */
export type Configuration = {
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly insecure: boolean;
    /** Addresses and networks whose X-Forwarded-For is believed. */
    readonly trustedProxies: readonly string[];
    /** Origins of pages that may show the board in a frame. */
    readonly frameAncestors: readonly string[];
    /** Origins of pages whose scripts may use the API. */
    readonly corsOrigins: readonly string[];
    /** Undefined for plain HTTP. */
    readonly tls: Certificate | undefined;
  };
  readonly sip: {
    readonly host: string;
    readonly port: number;
    readonly realm: string;
    readonly digest: 'md5' | 'sha-256' | 'off';
    /** Where SIP over TLS is served beside UDP and TCP, if at all. */
    readonly tls: (Certificate & { readonly port: number }) | undefined;
  };
  readonly dataDir: string;
  readonly source: 'registrar' | 'unified-api';
  /** Whom the source unified-api asks; undefined with any other. */
  readonly unifiedApi: ConfiguredUpstream | undefined;
  /** How many extensions the demonstration fleet simulates. */
  readonly fleet: number;
  /** Undefined when the token in the data directory holds. */
  readonly adminToken: string | undefined;
  /** What everything signed is signed with; undefined when the one in the data directory holds. */
  readonly secret: string | undefined;
  /** The accounts beside the administrator of the start token. */
  readonly accounts: readonly KnownAccount[];
  readonly extensions: readonly ConfiguredExtension[];
  readonly webhooks: readonly ConfiguredWebhook[];
  /** Names by prefix. */
  readonly organizations: Readonly<Record<string, string>>;
  /** The HTTP status of an answer that holds no extension. */
  readonly emptyAs: 200 | 204;
  readonly forgetAfterDays: number;
};

/** Where losses are told, signed with its secret: those of one organization, or all. */
export type ConfiguredWebhook = {
  readonly url: string;
  readonly secret: string;
  readonly organization?: string | undefined;
};

/** An upstream Presence Service, the App that asks it, and how often. */
type ConfiguredUpstream = {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly everySeconds: number;
};

/** An extension has a password, or is static and never registers. With an upstream it has a name alone. */
export type ConfiguredExtension = {
  readonly number: string;
  readonly name?: string;
  readonly password?: string;
  readonly static: boolean;
};
