// Every limit by which presence is judged, in one place: whoever wonders why the wall says something finds the number here.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * A server that computes `expire` from the time left moves it by a second between two answers. That is no refresh.
 */
export const EXPIRE_JITTER_MS = SECOND_MS;

/** How long an extension that vanished from the list stays on the board as lost. After that it is taken as removed. */
export const GONE_KEPT_MS = 15 * MINUTE_MS;

/** So many of the last pauses between two refreshes are kept; one early refresh among them does not shorten the rhythm. */
export const PAUSES_KEPT = 4;
/** A single pause may have been a restart. */
export const PAUSES_TO_LEARN = 2;
/** A rhythm is missed by more than this share of the life, and by no less than ten seconds: networks and polls take their time. */
export const MISSED_SHARE = 0.1;
export const MISSED_AT_LEAST_MS = 10 * SECOND_MS;
/** Late, until a rhythm is learned: under a tenth of the life is left, and at most a minute. */
export const LATE_SHARE = 0.1;
export const LATE_AT_MOST_MS = MINUTE_MS;

/** Flapping: lost and back so many times within this time; over when nothing of it was seen for as long. */
export const FLAPPING_TIMES = 3;
export const FLAPPING_WITHIN_MS = 15 * MINUTE_MS;

/** A mass loss: at least so many extensions lost within this time. */
export const MASS_LOSS_AT_LEAST = 3;
export const MASS_LOSS_WITHIN_MS = 2 * MINUTE_MS;
/** What the lost have in common is stated when luck would bring it about less than once in so many times. */
export const COINCIDENCE_ONE_IN = 100;

/** A loss that nobody has seen to keeps the wall's other pages from being seen for no longer than this. */
export const LOSS_IS_YOUNG_MS = 15 * MINUTE_MS;
/** What follows an alarm this soon is heard as part of it. */
export const ADDED_WITHIN_MS = 30 * SECOND_MS;
/** After so long without an answer, what had happened meanwhile is seen on the board, and no news any more. */
export const NEWS_MS = 2 * MINUTE_MS;

/** So many of the latest events are kept: ten thousand extensions lost and back are not cut short. */
export const EVENTS_KEPT = 20_000;
/** So many of the latest gaps between answers are kept: more than any line of changes has room for. */
export const GAPS_KEPT = 20;
