import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PresenceEntry, presenceSchema } from '../src/contract/presence.ts';
import { type Program, startProgram } from './program.ts';

const START = fileURLToPath(new URL('../src/service/start.mjs', import.meta.url));
/** What it prints when it is ready: the address that signs its reader in, and where telephones register, if they do. */
const START_LINK = /(https?:\/\/127\.0\.0\.1:(\d+))\/#token=([\w.-]+)/;
const SOURCE =
  /sip:127\.0\.0\.1:(\d+), over UDP or TCP(?:, and at sips:127\.0\.0\.1:(\d+))?|Registrations come from /;

/** The certificates of the unit tests, for 127.0.0.1 and localhost: paths as a configuration takes them. */
export const CERTIFICATES = {
  first: certificateFiles('first'),
  second: certificateFiles('second'),
};

function certificateFiles(name: string): { cert: string; key: string } {
  const pathOf = (file: string) =>
    fileURLToPath(new URL(`../src/service/test-certificates/${file}`, import.meta.url));
  return { cert: pathOf(`${name}.crt`), key: pathOf(`${name}.key`) };
}

/** What a running Rollcall printed about itself. */
export type Addresses = {
  startLink: string;
  origin: string;
  httpPort: string;
  token: string;
  /** 0 where no telephone registers. */
  sipPort: string;
  /** Where SIP over TLS is, when it is configured. */
  sipTlsPort: string | undefined;
};

/**
 * A Rollcall of the test's own: the built product, its configuration and its data in a temporary folder, on free
 * ports that it keeps over restarts. `remove` ends what runs and leaves nothing behind.
 */
export class Installation {
  readonly folder: string;
  readonly dataDir: string;
  /** What its command is prefixed with: another program that runs it, and its arguments. */
  runsWithin: readonly string[] = [];
  #program: Program | undefined;
  #addresses: Addresses | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.dataDir = join(folder, 'data');
  }

  /** A new one, not started. `configuration` is what rollcall.yaml says, as an object: YAML contains JSON. */
  static async create(configuration: Record<string, unknown>): Promise<Installation> {
    const installation = new Installation(await mkdtemp(join(tmpdir(), 'rollcall-')));
    await installation.write('rollcall.yaml', JSON.stringify(configuration));
    return installation;
  }

  /** Writes a file into its folder; returns the path. */
  async write(name: string, content: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** Where it listens. Throws an Error before the first start. */
  get addresses(): Addresses {
    if (!this.#addresses) throw new Error('This Rollcall was not started yet.');
    return this.#addresses;
  }

  /** All that it printed since it was last started. */
  get output(): string {
    return this.#program?.output() ?? '';
  }

  /** Starts it, for tests of how it fails to. Listens on the ports that it had, or on free ones, or on those given. */
  async launch(ports: { httpPort?: string; sipPort?: string } = {}): Promise<Program> {
    const { httpPort, sipPort } = { httpPort: '0', sipPort: '0', ...this.#addresses, ...ports };
    // What the person at this machine has set for a Rollcall of theirs is none of the test's.
    const env = Object.entries(process.env).filter(([name]) => !name.startsWith('ROLLCALL_'));
    const [command = '', ...args] = [
      ...[...this.runsWithin, process.execPath, START],
      ...['--config', join(this.folder, 'rollcall.yaml'), '--data-dir', this.dataDir],
      ...['--http-port', httpPort, '--sip-port', sipPort],
    ];
    this.#program = await startProgram(command, args, {
      cwd: this.folder,
      env: Object.fromEntries(env),
    });
    return this.#program;
  }

  /** Starts it and resolves when it is ready. Rejects with all that it printed when it ends instead. */
  async start(): Promise<void> {
    const program = await this.launch();
    const [startLink = '', origin = '', httpPort = '', token = ''] =
      await program.printed(START_LINK);
    const [, sipPort = '0', sipTlsPort] = await program.printed(SOURCE);
    this.#addresses = { startLink, origin, httpPort, token, sipPort, sipTlsPort };
  }

  /** Ends it with a signal; resolves with the exit status, null when there was none. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    return (await this.#program?.end(signal)) ?? null;
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * What an API client sees: the entries of one request, none for 204. `path` is an extension and perhaps the API's
   * parameters (`0003*210`, `@self?count=5000`). Rejects with status and body for every other answer.
   */
  async presence(path: string): Promise<PresenceEntry[]> {
    const { origin, token } = this.addresses;
    const [extension, query = ''] = path.split('?');
    const response = await fetch(`${origin}/uapi/extensions/@me/${extension}/presence?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (response.status === 204) return [];
    const body = await response.text();
    if (response.status !== 200) throw new Error(`${path} was answered ${response.status} ${body}`);
    return presenceSchema.parse(JSON.parse(body))[0].entry;
  }
}

/** How many extensions an API client sees with a live registration. */
export async function registeredExtensions(rollcall: Installation): Promise<number> {
  const entries = await rollcall.presence('@self?count=5000');
  return entries.filter(({ registration }) =>
    registration?.some((device) => device.registration === '1'),
  ).length;
}
