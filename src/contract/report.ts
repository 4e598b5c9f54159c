import * as z from 'zod/mini';
import { gapSchema } from './journal.ts';

// `GET /journal/report`: what a day was like, made from the journal. Times are UTC, `YYYY-MM-DDThh:mm:ssZ`, and a span
// ends before its `to`. Everything is counted in whole seconds, of the times as `/journal/changes` tells them: whoever
// reads the same changes comes to the same figures.

const wholeNumber = z.int().check(z.minimum(0));
const share = z.nullable(z.number().check(z.minimum(0), z.maximum(1)));

/** A time in which an extension could not be called. It ends where it is not known any more, at a gap. */
export const outageSchema = z.object({ from: z.string(), to: z.string(), seconds: wholeNumber });
export type Outage = z.infer<typeof outageSchema>;

/**
 * One extension that was in use. `availability` is the share of `knownSeconds` in which it could be called: registered,
 * ringing or busy. Known is when it existed, needed a registration, and neither the journal had a gap nor its source
 * said that it does not know.
 */
export const extensionReportSchema = z.object({
  extension: z.string(),
  /** '' where it has none. */
  name: z.string(),
  availability: share,
  knownSeconds: wholeNumber,
  /** In which it could not be called, and how much of that it was signed off, and had not just run out. */
  awaySeconds: wholeNumber,
  signedOffSeconds: wholeNumber,
  outages: wholeNumber,
  longest: z.nullable(outageSchema),
});
export type ExtensionReport = z.infer<typeof extensionReportSchema>;

/** The extensions of one organization together; '' are those whose number names none. */
export const organizationReportSchema = z.object({
  organization: z.string(),
  name: z.string(),
  /** Of the known time of all its extensions in use; null when there was none. */
  availability: share,
  knownSeconds: wholeNumber,
  awaySeconds: wholeNumber,
  outages: wholeNumber,
  longest: z.nullable(z.object({ extension: z.string(), ...outageSchema.shape })),
  /** How many extensions were in use, and how many were not. */
  extensions: wholeNumber,
  unused: wholeNumber,
});
export type OrganizationReport = z.infer<typeof organizationReportSchema>;

/** An extension that was lost and came back three times in fifteen minutes, or more often: from the first loss to the last return. */
export const flappingReportSchema = z.object({
  extension: z.string(),
  name: z.string(),
  times: wholeNumber,
  from: z.string(),
  to: z.string(),
});
export type FlappingReport = z.infer<typeof flappingReportSchema>;

/** At most so many different agents are told, and so many extensions with each. */
export const AGENTS_TOLD = 500;
export const AGENT_EXTENSIONS_TOLD = 1000;

/** What devices are, as the board names them, and how many of that kind were registered. */
export const agentReportSchema = z.object({
  vendor: z.string(),
  agent: z.string(),
  version: z.string(),
  count: wholeNumber,
  /** Which extensions they are of, the first thousand; null of a day that is over, for which the journal has counts alone. */
  extensions: z.nullable(z.array(z.string())),
});
export type AgentReport = z.infer<typeof agentReportSchema>;

export const reportSchema = z.object({
  /** `YYYY-MM-DD`, from midnight to midnight in the time zone: 23 or 25 hours where clocks are changed. */
  day: z.string(),
  zone: z.string(),
  /** What is told of: the whole day, or today up to now. */
  from: z.string(),
  to: z.string(),
  /** Whether the day was over. */
  isOver: z.boolean(),
  knownSeconds: wholeNumber,
  /** Of which the journal does not know all; left out of every figure. */
  gapSeconds: wholeNumber,
  gaps: z.array(gapSchema),
  /** The worst first, as the extensions. */
  organizations: z.array(organizationReportSchema),
  extensions: z.array(extensionReportSchema),
  /** Extensions that need a registration and had none all day, neither a live one nor one that had run out. */
  unused: z.array(z.object({ extension: z.string(), name: z.string() })),
  flapping: z.array(flappingReportSchema),
  /** Of devices that were registered at a time: now, or late on a day that is over; null when nothing was counted. */
  agents: z.object({
    at: z.nullable(z.string()),
    items: z.array(agentReportSchema),
    /** How many devices are of agents beyond those that are told. */
    others: wholeNumber,
  }),
});
export type Report = z.infer<typeof reportSchema>;
