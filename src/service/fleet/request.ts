import { inBrackets } from '../host.ts';
import { NO_BODY, type SipRequest } from '../sip/message.ts';
import type { Endpoint } from '../sip/transport.ts';
import { formatVia } from '../sip/via.ts';
import type { FleetDevice } from './roster.ts';

/** A phone that asks the registrar something. */
export type Sender = {
  number: string;
  /** The host part of the address of record. */
  domain: string;
  device: FleetDevice;
  /** Its own end of the line. */
  local: Endpoint;
};

/** What marks one sending of a request: another one, even with the same content, has other marks. */
export type Marks = { callId: string; fromTag: string; sequence: number; branch: string };

/** A request of a phone about itself, with what every request has (RFC 3261 8.1.1). */
export function requestFrom(
  sender: Sender,
  { method, uri }: { method: string; uri: string },
  marks: Marks,
): SipRequest {
  const { device, local } = sender;
  const via = formatVia({
    version: '2.0',
    transport: device.transport.toUpperCase(),
    host: inBrackets(local.address),
    port: local.port,
    // RFC 3581 3: rport asks for the answer to come back to where the request came from.
    parameters: new Map([
      ['branch', marks.branch],
      ['rport', ''],
    ]),
  });
  const self = `<${addressOfRecord(sender)}>`;
  const headers = [
    { name: 'Via', value: via },
    { name: 'Max-Forwards', value: '70' },
    { name: 'From', value: `${self};tag=${marks.fromTag}` },
    { name: 'To', value: self },
    { name: 'Call-ID', value: marks.callId },
    { name: 'CSeq', value: `${marks.sequence} ${method}` },
    { name: 'User-Agent', value: device.agent },
  ];
  return { kind: 'request', method, uri, headers, body: NO_BODY };
}

export function addressOfRecord({ number, domain }: Pick<Sender, 'number' | 'domain'>): string {
  return `sip:${number}@${inBrackets(domain)}`;
}

/** The value of a header that counts seconds, as Min-Expires and Retry-After do; undefined when it does not. */
export function wholeSeconds(text: string | undefined): number | undefined {
  const digits = /^\d{1,9}/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}
