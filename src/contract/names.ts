import * as z from 'zod/mini';

/** `GET /directory/names`: what people call extensions and organizations, by number and by prefix. */
export const namesSchema = z.object({
  extensions: z.record(z.string(), z.string()),
  organizations: z.record(z.string(), z.string()),
});
export type Names = z.infer<typeof namesSchema>;
