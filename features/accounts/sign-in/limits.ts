/**
 * How often each door of sign-in may be tried, all in one place. `by…Address` counts for the mail address that is
 * typed, known here or not; `byClient` for where requests come from, in windows that begin anew after a quiet minute: a
 * whole town hall or a training room comes from one address. None of them tells whether anybody is known: what is
 * refused is refused before anybody is looked up, in the same words.
 */
export const signInLimits = {
  /** Links sent to one mailbox. */
  linksByMailAddress: { most: 5, seconds: 3600 },
  /** Passwords tried for one address: the lock-out of an account, and of one that does not exist. */
  passwordsByMailAddress: { most: 10, seconds: 900 },
  /** Codes of a second factor: five for one password given, then ten failures lock it for a quarter of an hour. */
  codeLockout: { maxFailedAttempts: 10, durationSeconds: 900 },
  /** By the path of sign-in; any other path, 60 a minute. */
  byClient: {
    '/sign-in/magic-link': { window: 60, max: 30 },
    '/magic-link/verify': { window: 60, max: 30 },
    '/sign-in/email': { window: 60, max: 10 },
    '/sign-in/social': { window: 60, max: 30 },
    '/two-factor/*': { window: 60, max: 10 },
    '/change-password': { window: 60, max: 5 },
    '/passkey/*': { window: 60, max: 30 },
  },
} as const
