import { answerChallenge, type DigestChallenge, parseChallenge } from '../../sip/digest.ts';
import type { MemoryPeer } from '../../sip/memory-network.rig.ts';
import { headerOf, headersOf, type SipResponse } from '../../sip/message.ts';
import { parseMessage } from '../../sip/parse-message.ts';
import type { Protocol } from '../../sip/transport.ts';
import { type Bench, PASSWORD } from './test-bench.rig.ts';

export type TestRequest = {
  method?: string;
  uri?: string;
  to?: string;
  callId?: string;
  cseq?: number;
  /** One Contact line each. */
  contacts?: readonly string[];
  expires?: number | string;
  agent?: string;
  via?: string;
  /** More lines, whole: `Path: <sip:p1>`. */
  lines?: readonly string[];
  body?: string;
};

export type TestPublish = Omit<TestRequest, 'method' | 'contacts'> & {
  /** Its Event; null leaves it out. */
  event?: string | null;
  ifMatch?: string;
  contentType?: string;
};

/** For tests: a telephone at an address, which sends what it is told and keeps what comes back. */
export class TestPhone {
  readonly peer: MemoryPeer;
  #protocol: Protocol;
  #bench: Bench;
  #cseq = 0;

  constructor(bench: Bench, at: { protocol?: Protocol; address?: string } = {}) {
    const { protocol = 'UDP', address = '192.0.2.10' } = at;
    this.#protocol = protocol;
    this.#bench = bench;
    this.peer = bench.network.peer(protocol, { address, port: 5062 });
  }

  /** Sends bytes as they are and gives the answer, if one came. */
  send(bytes: string | Uint8Array): SipResponse | undefined {
    const before = this.peer.received.length;
    this.peer.send(bytes, 5060);
    // What was accepted is stored, and answered, at the end of the turn.
    this.#bench.clock.advance(0);
    const reply = this.peer.received[before];
    if (!reply) return undefined;
    const parsed = parseMessage(Buffer.from(reply.text));
    if (parsed.kind !== 'message' || parsed.message.kind !== 'response') {
      throw new Error(`Not a response: ${reply.text}`);
    }
    return parsed.message;
  }

  /** Sends a REGISTER, or what `method` says, and gives the answer; there must be one. */
  request(request: TestRequest = {}): SipResponse {
    const response = this.send(this.write(request));
    if (!response) throw new Error('No answer came.');
    return response;
  }

  /** A REGISTER, or what `method` says, as text. Each has a CSeq one higher than the one before. */
  write(request: TestRequest = {}): string {
    const { method = 'REGISTER', uri = 'sip:rollcall.example', contacts = [], agent } = request;
    const {
      to = '<sip:0003*210@rollcall.example>',
      callId = 'call-1',
      expires,
      lines = [],
      body = '',
    } = request;
    this.#cseq = request.cseq ?? this.#cseq + 1;
    const { address } = this.peer.remote;
    const via =
      request.via ?? `SIP/2.0/${this.#protocol} ${address}:5062;branch=z9hG4bK${this.#cseq}`;
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: ${via}`,
      'Max-Forwards: 70',
      `From: ${to};tag=phone`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${this.#cseq} ${method}`,
      ...contacts.map((contact) => `Contact: ${contact}`),
      ...(expires === undefined ? [] : [`Expires: ${expires}`]),
      ...(agent === undefined ? [] : [`User-Agent: ${agent}`]),
      ...lines,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
  }

  /** Sends a REGISTER, or what `method` says, and answers the challenge it meets. */
  authenticate(request: TestRequest = {}, who: { username?: string; password?: string } = {}) {
    const challenge = challengeOf(this.request(request));
    const { method, uri, lines = [] } = request;
    const credentials = answer(challenge, {
      ...who,
      ...(method && { method }),
      ...(uri && { uri }),
    });
    return this.request({ ...request, lines: [...lines, credentials] });
  }

  /** Sends a PUBLISH of dialog-info and gives the answer. */
  publish(publish: TestPublish = {}): SipResponse {
    return this.request(publishRequest(publish));
  }
}

/** A PUBLISH that says what `publish` says, of dialogs where that says nothing. */
export function publishRequest(publish: TestPublish = {}): TestRequest {
  const { event = 'dialog', ifMatch, contentType = 'application/dialog-info+xml' } = publish;
  return {
    uri: 'sip:0003*210@rollcall.example',
    ...publish,
    method: 'PUBLISH',
    lines: [
      ...(event === null ? [] : [`Event: ${event}`]),
      ...(ifMatch === undefined ? [] : [`SIP-If-Match: ${ifMatch}`]),
      ...(publish.body ? [`Content-Type: ${contentType}`] : []),
      ...(publish.lines ?? []),
    ],
  };
}

/** A dialog-info document: `early recipient` is a dialog in that state and direction, `early` one without a direction. */
export function dialogInfo(dialogs: Record<string, string>, state = 'full'): string {
  const elements = Object.entries(dialogs).map(([id, dialog]) => {
    const [is = '', direction] = dialog.split(' ');
    const attribute = direction ? ` direction="${direction}"` : '';
    return `<dialog id="${id}"${attribute}><state>${is}</state></dialog>`;
  });
  const namespace = 'urn:ietf:params:xml:ns:dialog-info';
  return `<dialog-info xmlns="${namespace}" version="0" state="${state}" entity="sip:a@b">${elements.join('')}</dialog-info>`;
}

/** The Authorization line that answers a challenge. */
export function answer(
  challenge: DigestChallenge,
  who: { username?: string; password?: string; method?: string; uri?: string } = {},
): string {
  const { username = '0003*210', password = PASSWORD } = who;
  const { method = 'REGISTER', uri = 'sip:rollcall.example' } = who;
  const request = { method, uri, username, password, cnonce: 'c', nonceCount: 1 };
  return `Authorization: ${answerChallenge(challenge, request)}`;
}

export function challengeOf(response: SipResponse): DigestChallenge {
  const challenge = parseChallenge(headerOf(response, 'WWW-Authenticate') ?? '');
  if (!challenge) throw new Error(`No challenge: ${response.status} ${response.reason}`);
  return challenge;
}

/** The Contacts of an answer, in the order of their text. */
export function contactsOf(response: SipResponse): string[] {
  return headersOf(response, 'Contact').sort();
}

/** The SIP-ETag of an answer, which must have accepted a PUBLISH. */
export function entityTagOf(response: SipResponse | undefined): string {
  const [entityTag, ...others] = response ? headersOf(response, 'SIP-ETag') : [];
  if (response?.status !== 200 || !entityTag || others.length > 0) {
    throw new Error(`Not one entity tag: ${response?.status} ${response?.reason}`);
  }
  return entityTag;
}
