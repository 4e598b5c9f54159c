import { headersOf, NO_BODY, type SipRequest, type SipResponse } from '../sip/message.ts';

/**
 * What a telephone of the fleet answers when it is asked something: OPTIONS, by which a registrar looks whether it
 * is there, and nothing else, for it has no speaker and no microphone. Undefined for an ACK, which has no answer.
 */
export function answerRequest(
  request: SipRequest,
  phone: { agent: string; tag: string },
): SipResponse | undefined {
  if (request.method === 'ACK') return undefined;
  // RFC 3261 11.2: OPTIONS is answered as a call would be, with what can be done here.
  // RFC 3261 8.2.1: any other method is refused with a list of those that are known.
  const { status, reason } =
    request.method === 'OPTIONS'
      ? { status: 200, reason: 'OK' }
      : { status: 405, reason: 'Method Not Allowed' };
  // RFC 3261 8.2.6.2: these come back as they were, and the To gets a tag.
  const echoed = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
    headersOf(request, name).map((value) => ({
      name,
      value: name === 'To' && !/;\s*tag=/i.test(value) ? `${value};tag=${phone.tag}` : value,
    })),
  );
  const headers = [
    ...echoed,
    { name: 'Allow', value: 'OPTIONS' },
    { name: 'User-Agent', value: phone.agent },
  ];
  return { kind: 'response', status, reason, headers, body: NO_BODY };
}
