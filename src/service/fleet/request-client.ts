import type { Clock } from '../clock.ts';
import { answerChallenge, type DigestChallenge, parseChallenge } from '../sip/digest.ts';
import { headersOf, type SipRequest, type SipResponse } from '../sip/message.ts';
import type { Envelope } from '../sip/parse-message.ts';
import { serialiseMessage } from '../sip/serialise-message.ts';
import { type NonInviteTransaction, startNonInviteTransaction } from './non-invite-transaction.ts';
import { hexDigits, type Random } from './random.ts';
import type { Marks } from './request.ts';
import type { FleetDevice } from './roster.ts';

/** Whose requests they are. */
export type Owner = { number: string; domain: string; password: string; device: FleetDevice };

type Asked = {
  /** The request without credentials, as it goes out with these marks. */
  write: (marks: Marks) => SipRequest;
  send: (bytes: Uint8Array) => void;
  /** Called once, unless it is abandoned: with the final answer, or after 32 s of silence without one. */
  done: (response: SipResponse | undefined) => void;
};

/** A password that was refused twice is wrong; once may have been a nonce that the registrar no longer knows. */
const MOST_CHALLENGES = 2;

/** Requests of one phone, one at a time, in one sequence: sent until they are answered, and with its password. */
export class RequestClient {
  readonly #owner: Owner;
  readonly #clock: Clock;
  readonly #random: Random;
  /** RFC 3261 10.2: one Call-ID until the next start. The time keeps it from ever coming again. */
  readonly #callId: string;
  readonly #fromTag: string;
  #sequence = 0;
  #challenge: (DigestChallenge & { uses: number }) | undefined;
  #challengesThisTime = 0;
  #pending: { asked: Asked; transaction: NonInviteTransaction; branch: string } | undefined;

  constructor(owner: Owner, { clock, random }: { clock: Clock; random: Random }) {
    this.#owner = owner;
    this.#clock = clock;
    this.#random = random;
    this.#callId = `${clock.now().toString(36)}-${hexDigits(random, 16)}`;
    this.#fromTag = hexDigits(random, 8);
  }

  /** Asks, in the place of what was asked before. */
  ask(asked: Asked): void {
    this.abandon();
    this.#challengesThisTime = 0;
    this.#send(asked);
  }

  /** Takes an answer from the network. One that belongs to no request of this client is dropped. */
  receive(response: SipResponse, { via }: Envelope): void {
    // RFC 3261 17.1.3: an answer carries the branch of its request. Late copies carry one that nobody waits for.
    if (!this.#pending || via.parameters.get('branch') !== this.#pending.branch) return;
    const { asked, transaction } = this.#pending;
    if (response.status < 200) {
      transaction.proceed();
      return;
    }
    this.abandon();
    if (response.status === 401) this.#challenged(asked, response);
    else asked.done(response);
  }

  /** Stops waiting for an answer. */
  abandon(): void {
    this.#pending?.transaction.end();
    this.#pending = undefined;
  }

  #send(asked: Asked): void {
    // RFC 3261 8.1.1.7: a branch begins with the magic cookie and is never used twice.
    const branch = `z9hG4bK${hexDigits(this.#random, 16)}`;
    // RFC 3261 10.2: the CSeq rises by one with each request, the repeated ones with credentials too.
    this.#sequence += 1;
    const marks = {
      callId: this.#callId,
      fromTag: this.#fromTag,
      sequence: this.#sequence,
      branch,
    };
    const bytes = serialiseMessage(this.#withCredentials(asked.write(marks)));
    const transaction = startNonInviteTransaction({
      clock: this.#clock,
      reliable: this.#owner.device.transport === 'tcp',
      send: () => asked.send(bytes),
      timedOut: () => {
        this.abandon();
        asked.done(undefined);
      },
    });
    this.#pending = { asked, transaction, branch };
  }

  /** RFC 7616 3.6: a nonce serves until it is refused, and its uses are counted. */
  #withCredentials(request: SipRequest): SipRequest {
    if (!this.#challenge) return request;
    this.#challenge.uses += 1;
    const value = answerChallenge(this.#challenge, {
      method: request.method,
      uri: request.uri,
      username: this.#owner.number,
      password: this.#owner.password,
      cnonce: hexDigits(this.#random, 16),
      nonceCount: this.#challenge.uses,
    });
    return { ...request, headers: [...request.headers, { name: 'Authorization', value }] };
  }

  /** RFC 3261 22.2: the request goes again, with an answer to the challenge. */
  #challenged(asked: Asked, response: SipResponse): void {
    const challenge = headersOf(response, 'WWW-Authenticate')
      .map(parseChallenge)
      .find((readable) => readable !== undefined);
    this.#challenge = challenge && { ...challenge, uses: 0 };
    this.#challengesThisTime += 1;
    if (challenge && this.#challengesThisTime <= MOST_CHALLENGES) this.#send(asked);
    else asked.done(response);
  }
}
