import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiError } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { createFailedTries } from '../accounts/failed-tries.ts';
import { createIssuedTokens } from '../accounts/issued-tokens.ts';
import { createSessions } from '../accounts/sessions.ts';
import type { WallLinks } from '../accounts/wall-links.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/directory.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { version } from '../version.ts';
import { type AlertsOptions, alertsRoutes } from './alerts-routes.ts';
import { createAuthentication } from './authenticate.ts';
import { crossOrigin, SHARED_PATHS } from './cross-origin.ts';
import { type DashboardFiles, dashboardHandler } from './dashboard-files.ts';
import { descriptionHandler } from './description-route.ts';
import { type HealthReport, healthHandler } from './health-route.ts';
import { journalRoutes } from './journal-routes.ts';
import { LARGEST_BODY_BYTES } from './limits.ts';
import { namesHandler } from './names-route.ts';
import { type EmptyAs, presenceHandler } from './presence-route.ts';
import { onError, onNotFound } from './refusals.ts';
import { reportHandler } from './report-route.ts';
import { sessionRoutes } from './session-routes.ts';
import { createSourceOf } from './source-address.ts';
import { standardHeaders } from './standard-headers.ts';
import { tokenHandler } from './token-route.ts';
import { wallLinksRoutes } from './wall-links-routes.ts';

export type AppOptions = {
  directory: Directory;
  accounts: AccountStore;
  wallLinks: WallLinks;
  alerts: Pick<AlertsOptions, 'silences' | 'webhooks'>;
  journal: Journal;
  /** Signs sessions and tokens: 32 random bytes or more, the same after a restart. */
  signingKey: Uint8Array;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  trustedProxies?: readonly string[];
  /** Origins of pages that may show the board in a frame; none when left out. */
  frameAncestors?: readonly string[];
  /** Origins of pages whose scripts may use the API; none when left out. */
  corsOrigins?: readonly string[];
  /** Names of organizations by prefix, as they are now. */
  organizationNames: () => Readonly<Record<string, string>>;
  health: () => HealthReport;
  /** Empty when something else serves the dashboard. */
  dashboard: DashboardFiles;
  emptyAs?: EmptyAs;
  clock: Clock;
  log: Log;
};

/** The HTTP service as one function from request to answer: `app.fetch`. It opens nothing and has nothing to close. */
export function createApp(options: AppOptions): Hono {
  const { directory, accounts, wallLinks, clock, emptyAs = 204 } = options;
  const { signingKey: key, trustedProxies = [], frameAncestors = [], corsOrigins = [] } = options;
  const issuedTokens = createIssuedTokens({ key, accounts, clock });
  const withMark = (mark: string) => accounts.withMark(mark) ?? wallLinks.withMark(mark);
  const sessions = createSessions({ key, withMark, clock });
  const signIn = {
    accounts,
    issuedTokens,
    wallLinks,
    tries: createFailedTries(clock),
    sourceOf: createSourceOf(trustedProxies),
  };
  const authentication = createAuthentication({ ...signIn, sessions });
  const { authenticate, authenticatePerson } = authentication;
  const presence = presenceHandler({ directory, accounts, authenticate, emptyAs });
  const { organizationNames } = options;

  const app = new Hono();
  app.onError(onError(options.log));
  app.notFound(onNotFound);
  app.use(standardHeaders(clock, frameAncestors));
  app.use(bodyLimit({ maxSize: LARGEST_BODY_BYTES, onError: refuseBody }));
  if (corsOrigins.length > 0) {
    for (const path of SHARED_PATHS) app.use(path, crossOrigin(corsOrigins));
  }
  // A published client takes every redirect for a failure, so both forms are answered. POST is GET: the API's own
  // cURL example sends a body, which makes curl POST.
  app.on(['GET', 'POST'], [PATHS.presence, `${PATHS.presence}/`], presence);
  app.post(PATHS.token, tokenHandler(signIn));
  app.route('/', sessionRoutes(sessions, signIn, { isFramed: frameAncestors.length > 0 }));
  app.route('/', wallLinksRoutes({ wallLinks, accounts, authenticatePerson }));
  app.route('/', alertsRoutes({ ...options.alerts, accounts, directory, clock, authentication }));
  app.get(PATHS.names, namesHandler({ directory, organizationNames, authenticate }));
  app.route('/', journalRoutes({ ...options, authenticate }));
  app.get(PATHS.journalReport, reportHandler({ ...options, authenticate }));
  app.get(PATHS.health, healthHandler(options.health, authenticatePerson));
  app.get(PATHS.openapi, descriptionHandler(version));
  app.get('*', dashboardHandler(options.dashboard));
  return app;
}

function refuseBody(): never {
  throw new ApiError('body_too_large');
}
