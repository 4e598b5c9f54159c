import type { Clock } from '../clock.ts';
import { headerOf, type SipResponse } from '../sip/message.ts';
import type { Envelope } from '../sip/parse-message.ts';
import type { Endpoint } from '../sip/transport.ts';
import { type PhoneCall, publishRequest } from './publish-request.ts';
import type { Random } from './random.ts';
import { wholeSeconds } from './request.ts';
import { type Owner, RequestClient } from './request-client.ts';

/** The phone's line to the registrar. */
type Over = { local: Endpoint; send: (bytes: Uint8Array) => void };

/** Short, so that a phone that goes dark in a call is not shown in it for long. */
const EXPIRES_SECONDS = 30;
/** Which share of its life passes before a publication is refreshed. */
const REFRESH_AT = 0.6;
/** When the registrar has refused, or not answered, it is asked again while the call lasts. */
const TRY_AGAIN_MS = 10_000;

/** What one phone publishes of its calls, from one start to the next: the publication agent's half of RFC 3903. */
export class PublicationClient {
  readonly #owner: Owner;
  readonly #clock: Clock;
  readonly #refused: (status: number) => void;
  readonly #client: RequestClient;
  #over: Over = { local: { address: '', port: 0 }, send: () => {} };
  /** What there is to say; undefined when that is nothing. */
  #call: PhoneCall | undefined;
  /** The publication that the registrar has, and what it says there. */
  #published: { entityTag: string; call: PhoneCall } | undefined;
  #version = 0;
  #expiresSeconds = EXPIRES_SECONDS;
  #isAsking = false;
  #cancelNext = () => {};

  constructor(
    owner: Owner,
    surroundings: { clock: Clock; random: Random; refused: (status: number) => void },
  ) {
    this.#owner = owner;
    this.#clock = surroundings.clock;
    this.#refused = surroundings.refused;
    this.#client = new RequestClient(owner, surroundings);
  }

  /** Says this of the phone until it says something else: undefined ends the publication. */
  say(call: PhoneCall | undefined, over: Over): void {
    this.#call = call;
    this.#over = over;
    this.#publish();
  }

  /** Takes an answer from the network. One that belongs to no request of this client is dropped. */
  receive(response: SipResponse, envelope: Envelope): void {
    this.#client.receive(response, envelope);
  }

  /** Falls silent. What was published runs out by itself. */
  abandon(): void {
    this.#cancelNext();
    this.#client.abandon();
    this.#isAsking = false;
    this.#call = undefined;
    this.#published = undefined;
  }

  #publish(): void {
    // RFC 3903 4: one at a time. What has changed meanwhile is said when the answer is there.
    if (this.#isAsking) return;
    this.#cancelNext();
    const call = this.#call;
    const published = this.#published;
    if (!call && !published) return;
    if (!published) this.#version = 0;
    const publish = {
      // RFC 3903 4.3: a refresh has no body.
      call: call === published?.call ? undefined : call,
      entityTag: published?.entityTag,
      version: this.#version,
      expiresSeconds: call ? this.#expiresSeconds : 0,
    };
    const { local, send } = this.#over;
    this.#isAsking = true;
    this.#client.ask({
      write: (marks) => publishRequest({ ...this.#owner, local }, publish, marks),
      send,
      done: (response) => this.#answered(call, response),
    });
  }

  #answered(said: PhoneCall | undefined, response: SipResponse | undefined): void {
    this.#isAsking = false;
    if (response && response.status < 300) this.#accepted(said, response);
    // RFC 3903 5: the registrar no longer knows the publication, so that it begins anew.
    else if (response?.status === 412 && this.#published) this.#forget();
    else if (response?.status === 423 && this.#wantsMore(response)) this.#publish();
    else {
      if (response) this.#refused(response.status);
      this.#published = undefined;
      this.#publishAfter(TRY_AGAIN_MS);
    }
  }

  #accepted(said: PhoneCall | undefined, response: SipResponse): void {
    const entityTag = headerOf(response, 'SIP-ETag');
    this.#published = said && entityTag !== undefined ? { entityTag, call: said } : undefined;
    this.#version += 1;
    const seconds = wholeSeconds(headerOf(response, 'Expires')) ?? this.#expiresSeconds;
    if (said === this.#call) this.#publishAfter(REFRESH_AT * seconds * 1000);
    else this.#publish();
  }

  #forget(): void {
    this.#published = undefined;
    this.#publish();
  }

  /** RFC 3903 5: too short a life is asked for again, as long as the registrar wants it. */
  #wantsMore(response: SipResponse): boolean {
    const leastSeconds = wholeSeconds(headerOf(response, 'Min-Expires')) ?? 0;
    if (leastSeconds <= this.#expiresSeconds) return false;
    this.#expiresSeconds = leastSeconds;
    return true;
  }

  #publishAfter(ms: number): void {
    if (this.#call) this.#cancelNext = this.#clock.after(ms, () => this.#publish());
  }
}
