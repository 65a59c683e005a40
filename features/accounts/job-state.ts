import type { Translator } from '../../platform/i18n/translator.ts'
import type { JobFailure } from '../../platform/jobs/record-runs.server.ts'

type Run = { startedAt: Date; endedAt: Date | null; failure: JobFailure | null }

// A worker that was killed writes down no end; no job of ours takes so long.
const longestHours = 2

/** How a run stands at an instant: ended well, failed, under way, or lost with its worker. */
export function runState({ startedAt, endedAt, failure }: Run, now: Date): 'ended' | 'failed' | 'runs' | 'lost' {
  if (failure) return 'failed'
  if (endedAt) return 'ended'
  return now.getTime() - startedAt.getTime() < longestHours * 3_600_000 ? 'runs' : 'lost'
}

/** Why a job failed, in a sentence. */
export function failureSentence(t: Translator, failure: JobFailure | null): string {
  if (failure && 'message' in failure) return t('instance.jobs.message', { detail: failure.message })
  const key = `errors.${failure?.reason}`
  return failure && t.has(key) ? t(key, failure.values) : t('instance.jobs.unforeseen')
}
