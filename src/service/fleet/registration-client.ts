import type { Clock } from '../clock.ts';
import { answerChallenge, type DigestChallenge, parseChallenge } from '../sip/digest.ts';
import { headerOf, headersOf, type SipResponse } from '../sip/message.ts';
import type { Envelope } from '../sip/parse-message.ts';
import { serialiseMessage } from '../sip/serialise-message.ts';
import type { Endpoint } from '../sip/transport.ts';
import { type NonInviteTransaction, startNonInviteTransaction } from './non-invite-transaction.ts';
import { hexDigits, type Random } from './random.ts';
import {
  grantedSeconds,
  type Registrant,
  registerRequest,
  registrarUri,
  wholeSeconds,
} from './register-request.ts';
import type { FleetDevice } from './roster.ts';

/** Whose registration it is. */
export type Owner = { number: string; domain: string; password: string; device: FleetDevice };

/** How it ended: with a binding (of 0 seconds when it was taken back), with a refusal, or with 32 s of silence. */
export type Outcome =
  | { kind: 'bound'; seconds: number }
  | { kind: 'refused'; status: number; retryAfterSeconds: number }
  | { kind: 'unanswered' };

type Asked = {
  /** 0 takes the binding back. */
  expiresSeconds: number;
  local: Endpoint;
  send: (bytes: Uint8Array) => void;
  done: (outcome: Outcome) => void;
};

/** A password that was refused twice is wrong; once may have been a nonce that the registrar no longer knows. */
const MOST_CHALLENGES = 2;

/** The registrations of one phone from one start to the next: the user agent's half of RFC 3261 10. */
export class RegistrationClient {
  readonly #owner: Owner;
  readonly #clock: Clock;
  readonly #random: Random;
  /** RFC 3261 10.2: one Call-ID until the next start. The time keeps it from ever coming again. */
  readonly #callId: string;
  readonly #fromTag: string;
  #sequence = 0;
  #leastSeconds = 0;
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

  /** Asks the registrar, in the place of what it was asked before. `done` is called once, unless it is abandoned. */
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
    if (response.status < 300) this.#accepted(asked, response);
    else if (response.status === 401) this.#challenged(asked, response);
    else if (response.status === 423) this.#tooBrief(asked, response);
    else refuse(asked, response);
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
    const bytes = serialiseMessage(
      registerRequest(this.#registrant(asked), {
        sequence: this.#sequence,
        branch,
        expiresSeconds: asked.expiresSeconds && Math.max(asked.expiresSeconds, this.#leastSeconds),
        authorization: this.#authorization(),
      }),
    );
    const transaction = startNonInviteTransaction({
      clock: this.#clock,
      reliable: this.#owner.device.transport === 'tcp',
      send: () => asked.send(bytes),
      timedOut: () => {
        this.abandon();
        asked.done({ kind: 'unanswered' });
      },
    });
    this.#pending = { asked, transaction, branch };
  }

  #registrant({ local }: Asked): Registrant {
    const { number, domain, device } = this.#owner;
    return { number, domain, device, local, callId: this.#callId, fromTag: this.#fromTag };
  }

  /** RFC 7616 3.6: a nonce serves until it is refused, and its uses are counted. */
  #authorization(): string | undefined {
    if (!this.#challenge) return undefined;
    this.#challenge.uses += 1;
    return answerChallenge(this.#challenge, {
      method: 'REGISTER',
      uri: registrarUri(this.#owner),
      username: this.#owner.number,
      password: this.#owner.password,
      cnonce: hexDigits(this.#random, 16),
      nonceCount: this.#challenge.uses,
    });
  }

  #accepted(asked: Asked, response: SipResponse): void {
    const seconds = grantedSeconds(this.#registrant(asked), response) ?? 0;
    // A success that does not list this phone has bound something else.
    if (asked.expiresSeconds > 0 && seconds === 0) refuse(asked, response);
    else asked.done({ kind: 'bound', seconds });
  }

  /** RFC 3261 22.2: the request goes again, with an answer to the challenge. */
  #challenged(asked: Asked, response: SipResponse): void {
    const challenge = headersOf(response, 'WWW-Authenticate')
      .map(parseChallenge)
      .find((readable) => readable !== undefined);
    this.#challenge = challenge && { ...challenge, uses: 0 };
    this.#challengesThisTime += 1;
    if (challenge && this.#challengesThisTime <= MOST_CHALLENGES) this.#send(asked);
    else refuse(asked, response);
  }

  /** RFC 3261 10.2.8: too short a life is asked for again, as long as the registrar wants it. */
  #tooBrief(asked: Asked, response: SipResponse): void {
    const leastSeconds = wholeSeconds(headerOf(response, 'Min-Expires')) ?? 0;
    const refusedSeconds = Math.max(asked.expiresSeconds, this.#leastSeconds);
    this.#leastSeconds = Math.max(leastSeconds, this.#leastSeconds);
    if (leastSeconds > refusedSeconds) this.#send(asked);
    else refuse(asked, response);
  }
}

function refuse({ done }: Asked, response: SipResponse): void {
  // RFC 3261 20.33: the registrar may say when it wants to be asked again.
  const retryAfterSeconds = wholeSeconds(headerOf(response, 'Retry-After')) ?? 0;
  done({ kind: 'refused', status: response.status, retryAfterSeconds });
}
