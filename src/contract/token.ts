import * as z from 'zod/mini';

/** `POST /oauth/token.php`: what an App gets for its Id and secret (RFC 6749 5.1). `expires_in` is in seconds. */
export const tokenSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  scope: z.string(),
});
export type Token = z.infer<typeof tokenSchema>;

/** A refusal is OAuth's own (RFC 6749 5.2), and not the API's. */
export const tokenRefusalSchema = z.object({
  error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type']),
  error_description: z.string(),
});
export type TokenRefusal = z.infer<typeof tokenRefusalSchema>;

/** The form that asks for one (RFC 6749 4.4.2). The Id and the secret may be in HTTP Basic instead; what follows them changes nothing. */
export const tokenRequestSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.optional(z.string()),
  client_secret: z.optional(z.string()),
  type: z.optional(z.string()),
  redirect_uri: z.optional(z.string()),
  state: z.optional(z.string()),
});
