/** Where the API and Rollcall's own resources live (interface of the service; the board asks its own origin only). */
export const PATHS = {
  presence: '/uapi/extensions/:userId/:extension/presence',
  boardPresence: '/uapi/extensions/@me/@self/presence',
  token: '/oauth/token.php',
  session: '/session',
  wallLinks: '/wall-links',
  wallLink: '/wall-links/:id',
  names: '/directory/names',
  alerts: '/alerts',
  alert: '/alerts/:id',
  alertTest: '/alerts/test',
  journalChanges: '/journal/changes',
  journalCounts: '/journal/counts',
  health: '/health',
  openapi: '/openapi.json',
  reference: '/reference',
} as const;
