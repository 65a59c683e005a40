import type { JobName } from '../context.ts'

/** How a queue behaves: how often a job that fails is tried again, and how long it may take. */
type QueueOptions = { retryLimit: number; retryDelay?: number; expireInSeconds: number; deleteAfterSeconds: number }

/** The clock schedules go by. */
export const jobTimeZone = 'Europe/Paris'

const minute = 60
const day = 24 * 60 * minute

/**
 * The queues of the worker; each runs one job at a time, as the named job row-level security knows. A new one needs its
 * line here and its work in worker.ts.
 */
export const queues = {
  mail: { retryLimit: 0, expireInSeconds: 15 * minute, deleteAfterSeconds: day },
  campaign: { retryLimit: 2, retryDelay: 5 * minute, expireInSeconds: 15 * minute, deleteAfterSeconds: day },
  export: { retryLimit: 0, expireInSeconds: 60 * minute, deleteAfterSeconds: day },
  alert: { retryLimit: 2, retryDelay: 5 * minute, expireInSeconds: 15 * minute, deleteAfterSeconds: day },
  freshness: { retryLimit: 2, retryDelay: 5 * minute, expireInSeconds: 15 * minute, deleteAfterSeconds: day },
  retention: { retryLimit: 2, retryDelay: 10 * minute, expireInSeconds: 60 * minute, deleteAfterSeconds: day },
} as const satisfies Partial<Record<JobName, QueueOptions>>

export type QueueName = keyof typeof queues

export const queueNames = Object.keys(queues) as QueueName[]
