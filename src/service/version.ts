/** The version in package.json; vite.config.ts puts it here. */
declare const ROLLCALL_VERSION: string;

export const version = ROLLCALL_VERSION;
