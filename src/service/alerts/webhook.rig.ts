import type { WebhookMessage } from '../../contract/alerts.ts';
import { openMemoryDatabase } from '../database.ts';
import { createDirectory } from '../directory/directory.ts';
import type { Scope } from '../directory/scope.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { type DirectoryWatch, watchDirectory } from '../watch/directory-watch.ts';
import { openToldLosses } from './told-losses.ts';
import { createWebhook, type Webhook } from './webhook.ts';

export const [ANN, BOB, DOOR, OTHER] = ['0003*210', '0003*211', '0003*299', '0004*210'] as const;
export const LONG_MS = 3_600_000;
const NAMES: Record<string, string> = { [ANN]: 'Ann, reception' };
const SECOND_MS = 1000;

export const device = (extension: string) => ({ extension, device: 'desk', agent: 'Desk 1.0' });

/** A webhook that follows a directory in which Ann, Bob and another one are registered; it sends into a list. */
export class WebhookBench {
  readonly clock = new FakeClock();
  readonly directory = createDirectory({ clock: this.clock });
  readonly database = openMemoryDatabase();
  readonly silenced = new Set<string>();
  readonly sent: WebhookMessage[] = [];
  #opened: { watch: DirectoryWatch; webhook: Webhook };

  constructor() {
    this.provision([ANN, BOB, OTHER]);
    this.register(ANN, BOB, OTHER);
    this.#opened = this.#start({ kind: 'all' });
  }

  /** As at a start of the service. */
  open(reach: Scope = { kind: 'all' }): void {
    this.#opened = this.#start(reach);
  }

  #start(reach: Scope) {
    const { clock, directory, database } = this;
    const watch = watchDirectory({ directory, clock });
    const isSilenced = ({ number }: { number: string }) => this.silenced.has(number);
    const webhook = createWebhook(
      { key: 'a', reach, delivery: { send: (message) => this.sent.push(message) } },
      {
        ...{ clock, watch, told: openToldLosses(database), namesOf: () => NAMES },
        silences: { silencing: () => isSilenced },
      },
    );
    watch.listen(webhook.follow);
    return { watch, webhook };
  }

  close(): void {
    this.#opened.webhook.close();
    this.#opened.watch.close();
  }

  provision(numbers: readonly string[]): void {
    const ordinary = numbers.map((number) => ({ number, name: '', static: false }));
    this.directory.provision([...ordinary, { number: DOOR, name: '', static: true }]);
  }

  register(...numbers: string[]): void {
    for (const number of numbers) {
      this.directory.registered(device(number), this.clock.now() + LONG_MS);
    }
  }

  /** Its time runs out, and the watch sees it. */
  lose(...numbers: string[]): void {
    for (const number of numbers) this.directory.expired(device(number), this.clock.now());
    this.later(1);
  }

  comeBack(...numbers: string[]): void {
    this.register(...numbers);
    this.later(1);
  }

  later(seconds: number): void {
    this.clock.advance(seconds * SECOND_MS);
  }

  /** The kind and the text of what was sent. */
  told(): string[] {
    return this.sent.map(({ kind, text }) => `${kind} ${text}`);
  }
}
