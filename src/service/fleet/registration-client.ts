import type { Clock } from '../clock.ts';
import { headerOf, type SipResponse } from '../sip/message.ts';
import type { Envelope } from '../sip/parse-message.ts';
import type { Endpoint } from '../sip/transport.ts';
import type { Random } from './random.ts';
import { grantedSeconds, registerRequest } from './register-request.ts';
import { type Sender, wholeSeconds } from './request.ts';
import { type Owner, RequestClient } from './request-client.ts';

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

/** The registrations of one phone from one start to the next: the user agent's half of RFC 3261 10. */
export class RegistrationClient {
  readonly #owner: Owner;
  readonly #client: RequestClient;
  #leastSeconds = 0;

  constructor(owner: Owner, surroundings: { clock: Clock; random: Random }) {
    this.#owner = owner;
    this.#client = new RequestClient(owner, surroundings);
  }

  /** Asks the registrar, in the place of what it was asked before. `done` is called once, unless it is abandoned. */
  ask(asked: Asked): void {
    const { local, send, done } = asked;
    const seconds = asked.expiresSeconds && Math.max(asked.expiresSeconds, this.#leastSeconds);
    const sender = { ...this.#owner, local };
    this.#client.ask({
      write: (marks) => registerRequest(sender, seconds, marks),
      send,
      done: (response) => {
        if (!response) done({ kind: 'unanswered' });
        // RFC 3261 10.2.8: too short a life is asked for again, as long as the registrar wants it.
        else if (response.status === 423 && this.#wantsMore(response, seconds)) this.ask(asked);
        else done(outcomeOf(response, sender, seconds));
      },
    });
  }

  /** Takes an answer from the network. One that belongs to no request of this client is dropped. */
  receive(response: SipResponse, envelope: Envelope): void {
    this.#client.receive(response, envelope);
  }

  /** Stops waiting for an answer. */
  abandon(): void {
    this.#client.abandon();
  }

  #wantsMore(response: SipResponse, refusedSeconds: number): boolean {
    const leastSeconds = wholeSeconds(headerOf(response, 'Min-Expires')) ?? 0;
    this.#leastSeconds = Math.max(leastSeconds, this.#leastSeconds);
    return leastSeconds > refusedSeconds;
  }
}

function outcomeOf(response: SipResponse, sender: Sender, askedSeconds: number): Outcome {
  const { status } = response;
  const seconds = status < 300 ? (grantedSeconds(sender, response) ?? 0) : 0;
  // A success that does not list this phone has bound something else.
  if (status < 300 && (seconds > 0 || askedSeconds === 0)) return { kind: 'bound', seconds };
  // RFC 3261 20.33: the registrar may say when it wants to be asked again.
  const retryAfterSeconds = wholeSeconds(headerOf(response, 'Retry-After')) ?? 0;
  return { kind: 'refused', status, retryAfterSeconds };
}
