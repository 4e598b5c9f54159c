import { inBrackets } from '../host.ts';
import type { SipRequest } from '../sip/message.ts';
import { addressOfRecord, type Marks, requestFrom, type Sender } from './request.ts';

/** A call as one of its two phones sees it. */
export type PhoneCall = {
  /** The same on both ends. */
  id: string;
  direction: 'initiator' | 'recipient';
  /** `early` while it rings. */
  state: 'early' | 'confirmed';
  /** The number on the other end. */
  remote: string;
};

/** Publishes what a phone says of its call (RFC 3903 4), or nothing new: then what it said before goes on, or ends. */
export function publishRequest(
  sender: Sender,
  publish: {
    /** Undefined in a refresh and in a removal. */
    call: PhoneCall | undefined;
    /** What the registrar calls the publication; undefined before there is one. */
    entityTag: string | undefined;
    /** How many documents of the publication came before. */
    version: number;
    /** 0 removes it. */
    expiresSeconds: number;
  },
  marks: Marks,
): SipRequest {
  const { call, entityTag, version, expiresSeconds } = publish;
  const uri = addressOfRecord(sender);
  const request = requestFrom(sender, { method: 'PUBLISH', uri }, marks);
  const headers = [
    ...request.headers,
    { name: 'Event', value: 'dialog' },
    { name: 'Expires', value: String(expiresSeconds) },
  ];
  if (entityTag !== undefined) headers.push({ name: 'SIP-If-Match', value: entityTag });
  if (!call) return { ...request, headers };
  headers.push({ name: 'Content-Type', value: 'application/dialog-info+xml' });
  return { ...request, headers, body: Buffer.from(dialogInfo(sender, call, version)) };
}

/** RFC 4235 4: the one dialog that the phone is in. Numbers and hosts have nothing in them that XML would mind. */
function dialogInfo(sender: Sender, call: PhoneCall, version: number): string {
  const remote = `sip:${call.remote}@${inBrackets(sender.domain)}`;
  return [
    '<?xml version="1.0"?>',
    `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="${addressOfRecord(sender)}">`,
    `  <dialog id="${call.id}" direction="${call.direction}">`,
    `    <state>${call.state}</state>`,
    `    <remote><identity>${remote}</identity></remote>`,
    '  </dialog>',
    '</dialog-info>',
    '',
  ].join('\n');
}
