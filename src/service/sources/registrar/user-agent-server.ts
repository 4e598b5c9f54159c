import { createHmac } from 'node:crypto';
import { headerOf, type SipRequest } from '../../sip/message.ts';
import { type Envelope, parseMessage } from '../../sip/parse-message.ts';
import { serialiseMessage } from '../../sip/serialise-message.ts';
import type { Flow, Receive } from '../../sip/transport.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { answerRequest, type ServedAnswer, type Services } from './answer-request.ts';
import { type Answer, respond } from './response.ts';

const SERVER_ERROR: Answer = { status: 500, reason: 'Server Internal Error' };

/**
 * RFC 3261 8.2: takes messages from the network and answers the requests among them. It keeps no transactions: a
 * retransmission is served again and, since its Call-ID and CSeq are known, changes nothing (10.3 step 7).
 * Whatever one message holds, the next one is read too.
 */
export function createUserAgentServer(options: {
  services: Services;
  acknowledgements: Pick<Acknowledgements, 'add'>;
  /** Random bytes, at least 16. */
  secret: Uint8Array;
  failed: (error: unknown) => void;
}): Receive {
  const { services, acknowledgements, secret, failed } = options;

  const send = (answer: Answer, request: SipRequest, flow: Flow) => {
    const tag = tagFor(request, secret);
    const addressed = respond(request, answer, { source: flow.remote, tag });
    if (addressed) flow.send(serialiseMessage(addressed.response), addressed.port);
  };
  const answerTo = (request: SipRequest, envelope: Envelope, address: string) => {
    try {
      return answerRequest({ request, envelope, address }, services);
    } catch (error) {
      failed(error);
      return SERVER_ERROR;
    }
  };
  const serve = (request: SipRequest, envelope: Envelope, flow: Flow) => {
    const answer: ServedAnswer | undefined = answerTo(request, envelope, flow.remote.address);
    if (answer?.acknowledges) {
      acknowledgements.add({
        changes: answer.acknowledges,
        send: () => send(answer, request, flow),
      });
    } else if (answer) send(answer, request, flow);
  };

  return (bytes, flow) => {
    const parsed = parseMessage(bytes);
    if (parsed.kind === 'message') {
      // A registrar asks nothing, so a response is for somebody else.
      if (parsed.message.kind === 'request') serve(parsed.message, parsed.envelope, flow);
    } else if (parsed.kind === 'malformed' && parsed.request) {
      const { request, status, reason } = parsed;
      // RFC 3261 17.1.1.3: an ACK is never answered, not even a bad one.
      if (request.method !== 'ACK') send({ status, reason }, request, flow);
    }
  };
}

/** RFC 3261 8.2.7: without state, so that a retransmission is given the same tag as the first. */
function tagFor(request: SipRequest, secret: Uint8Array): string {
  const hmac = createHmac('sha256', secret);
  for (const name of ['Via', 'Call-ID', 'CSeq']) hmac.update(`${headerOf(request, name)}\n`);
  return hmac.digest('hex').slice(0, 16);
}
