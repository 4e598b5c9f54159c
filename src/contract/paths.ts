/** Where the API and Rollcall's own resources live (interface of the service; the board asks its own origin only). */
export const PATHS = {
  presence: '/uapi/extensions/:userId/:extension/presence',
  boardPresence: '/uapi/extensions/@me/@self/presence',
  session: '/session',
  names: '/directory/names',
  health: '/health',
} as const;
