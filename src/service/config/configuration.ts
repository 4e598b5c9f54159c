/** How this Rollcall runs: everything given and every default, read once and never changed in place. */
export type Configuration = {
  readonly http: { readonly host: string; readonly port: number; readonly insecure: boolean };
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
