import { type Header, headersOf, type SipRequest } from '../../sip/message.ts';
import type { Admit } from './admission.ts';
import type { Serve } from './answer-request.ts';
import type { Binding } from './binding.ts';
import type { BindingStore } from './binding-store.ts';
import { decideRegister, type RegistrarLimits } from './decide-register.ts';
import { readRegister } from './register-request.ts';
import type { Answer } from './response.ts';

/** RFC 3261 10.3, from the authentication of a REGISTER to its answer. */
export function createRegister(options: {
  admit: Admit;
  limits: RegistrarLimits;
  now: () => number;
  store: Pick<BindingStore, 'ofExtension' | 'put'>;
}): Serve {
  const { admit, limits, now, store } = options;

  return (request, envelope, address) => {
    const wish = readRegister(request, envelope, limits.defaultExpiresSeconds);
    if ('fault' in wish) return { status: 400, reason: wish.fault };
    const refusal = admit(request, wish.extension, address);
    if (refusal) return refusal;
    const nowMs = now();
    const known = store.ofExtension(wish.extension);
    const decision = decideRegister(wish, { known, limits, nowMs });
    if (decision.kind === 'refused') {
      const { status, reason } = decision;
      return { status, reason, ...(status === 423 && { headers: [minExpires(limits)] }) };
    }
    store.put(decision.changes);
    // Also when there are none: they may be those of the request before, which are not stored yet.
    return { ...accepted(request, decision.current, nowMs), acknowledges: decision.changes };
  };
}

/** Step 7: which lifetime would have been long enough. */
function minExpires({ minExpiresSeconds }: RegistrarLimits): Header {
  return { name: 'Min-Expires', value: String(minExpiresSeconds) };
}

/** Step 8: every binding there is now, with the time it has left; the Path comes back as it was sent (RFC 3327 5.3). */
function accepted(request: SipRequest, current: readonly Binding[], nowMs: number): Answer {
  const contacts = current.map(({ contact, parameters, expiresAtMs }) => {
    const seconds = Math.ceil((expiresAtMs - nowMs) / 1000);
    return { name: 'Contact', value: `<${contact}>${parameters};expires=${seconds}` };
  });
  const paths = headersOf(request, 'Path').map((value) => ({ name: 'Path', value }));
  const date = { name: 'Date', value: new Date(nowMs).toUTCString() };
  return { status: 200, reason: 'OK', headers: [...contacts, ...paths, date] };
}
