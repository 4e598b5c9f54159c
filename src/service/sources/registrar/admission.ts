import type { SipRequest } from '../../sip/message.ts';
import type { Authentication } from './authentication.ts';
import type { Answer } from './response.ts';

/** Whether a request from an address may change what is kept of an extension: undefined, or the answer that refuses it. */
export type Admit = (request: SipRequest, extension: string, address: string) => Answer | undefined;

export function createAdmission(options: {
  /** Undefined when telephones need no password. */
  authentication: Authentication | undefined;
  isProvisioned: (extension: string) => boolean;
}): Admit {
  const { authentication, isProvisioned } = options;

  return (request, extension, address) => {
    // RFC 3261 10.3 step 5, RFC 3903 6 step 1: an address-of-record that does not exist, where there are no passwords.
    // With them nobody learns which do.
    if (!authentication) return isProvisioned(extension) ? undefined : NOT_FOUND;
    return refusalOf(authentication.check(request, { extension, address }));
  };
}

const NOT_FOUND: Answer = { status: 404, reason: 'Not Found' };

function refusalOf(verdict: ReturnType<Authentication['check']>): Answer | undefined {
  switch (verdict.kind) {
    case 'granted':
      return undefined;
    case 'challenge':
      return {
        status: 401,
        reason: 'Unauthorized',
        headers: [{ name: 'WWW-Authenticate', value: verdict.challenge }],
      };
    case 'forbidden':
      return { status: 403, reason: 'Forbidden' };
    case 'wait':
      return {
        status: 503,
        reason: 'Too Many Failed Tries',
        headers: [{ name: 'Retry-After', value: String(verdict.seconds) }],
      };
  }
}
