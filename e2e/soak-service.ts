import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Page } from '@playwright/test';
import type { Silence } from '../src/contract/alerts.ts';
import { PATHS } from '../src/contract/paths.ts';
import type { PresenceEntry } from '../src/contract/presence.ts';
import { type Journal, journalAnswer } from './journal-answers.ts';

/** What a page of the soak says of its own time, which is not ours. */
const PAGE_TIME = 'x-page-time';

/** Answers for a page that lives by a clock of its own; `nowMs` is that clock's. */
export type Answers = {
  presence(nowMs: number): readonly PresenceEntry[] | 'fault';
  silences(nowMs: number): readonly Silence[];
  journal(nowMs: number): Journal;
};

/** Lets the page send its own time with everything that it asks for. */
export async function tellPageTime(page: Page): Promise<void> {
  await page.addInitScript((header) => {
    const { fetch } = window;
    window.fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set(header, String(Date.now()));
      return fetch(input, { ...init, headers });
    };
  }, PAGE_TIME);
}

/**
 * Stands before a real Rollcall: gives the page its own answers for presence, silences and the journal, everything else from there,
 * and tells it the time that it goes by. `close` ends it.
 */
export class SoakService {
  readonly #server: Server;
  #pending = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (_asked, answer) => {
      this.#pending += 1;
      answer.once('close', () => {
        this.#pending -= 1;
      });
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async open(origin: string, answers: Answers): Promise<SoakService> {
    const server = createServer((asked, answer) => {
      const nowMs = Number(asked.headers[PAGE_TIME] ?? Date.now());
      const url = new URL(asked.url ?? '/', origin);
      const path = url.pathname;
      if (path === PATHS.boardPresence) sendPresence(answer, answers.presence(nowMs), nowMs);
      else if (path === PATHS.alerts && asked.method === 'GET') {
        sendJson(answer, { silences: answers.silences(nowMs), webhooks: 0 }, nowMs);
      } else if (path === PATHS.journalCounts || path === PATHS.journalChanges) {
        sendJson(answer, journalAnswer(answers.journal(nowMs), url, nowMs), nowMs);
      } else passOn(asked, { answer, origin, nowMs });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new SoakService(server);
  }

  get origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Resolves when nothing is asked that was not answered. */
  async settled(): Promise<void> {
    while (this.#pending > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => void this.#server.close(() => resolve()));
  }
}

function sendPresence(
  answer: ServerResponse,
  entry: readonly PresenceEntry[] | 'fault',
  nowMs: number,
): void {
  if (entry === 'fault') {
    sendJson(
      answer,
      { error: { code: 'server_fault', message: 'A fault of the soak.' } },
      nowMs,
      503,
    );
    return;
  }
  const flags = { startIndex: 0, itemsPerPage: 5000, filtered: false, sorted: false };
  sendJson(answer, [{ ...flags, totalResults: entry.length, entry }], nowMs);
}

function sendJson(answer: ServerResponse, body: unknown, nowMs: number, status = 200): void {
  answer.writeHead(status, {
    'content-type': 'application/json',
    date: new Date(nowMs).toUTCString(),
  });
  answer.end(JSON.stringify(body));
}

function passOn(
  asked: IncomingMessage,
  { answer, origin, nowMs }: { answer: ServerResponse; origin: string; nowMs: number },
): void {
  const { method, headers } = asked;
  const onward = request(new URL(asked.url ?? '/', origin), { method, headers }, (response) => {
    const date = new Date(nowMs).toUTCString();
    answer.writeHead(response.statusCode ?? 502, { ...response.headers, date });
    response.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}
