import * as z from 'zod/mini';

/** What a link is called on the list, and the board's query string that it opens: `view=table&every=10`. */
export const NAME_LIMIT = 80;
export const VIEW_LIMIT = 2000;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(NAME_LIMIT));
const view = z.string().check(z.maxLength(VIEW_LIMIT));

/** `POST /wall-links`: makes a read-only link of the caller's own account, for a television. */
export const newWallLinkSchema = z.object({ name, view });
export type NewWallLink = z.infer<typeof newWallLinkSchema>;

/**
 * A link as the list tells it. Times are UTC, `YYYY-MM-DDThh:mm:ssZ`; `lastSeenAt` is null while no wall has used it.
 * What the link opens is never told again.
 */
export const wallLinkSchema = z.object({
  id: z.string(),
  name: z.string(),
  view: z.string(),
  account: z.object({ id: z.number(), name: z.string() }),
  createdAt: z.string(),
  lastSeenAt: z.nullable(z.string()),
});
export type WallLink = z.infer<typeof wallLinkSchema>;

/** `GET /wall-links`: the caller's own, and to an administrator everybody's; the newest first. */
export const wallLinksSchema = z.object({ links: z.array(wallLinkSchema) });

/**
 * The answer to `POST /wall-links` (201). `secret` is told this once: `/#wall=SECRET&view=table` signs a browser in to
 * read, until the link is revoked (`DELETE /wall-links/{id}`, 204).
 */
export const createdWallLinkSchema = z.object({ ...wallLinkSchema.shape, secret: z.string() });
export type CreatedWallLink = z.infer<typeof createdWallLinkSchema>;
