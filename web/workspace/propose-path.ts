import type { Locale } from '../../platform/i18n/locales.ts'
import { workspacePath } from './paths.ts'

/** The way to the form that proposes a change of an agreement, or of one of its commitments, filled in with what it says. */
export function proposePath(
  locale: Locale,
  { key, tie, agreement }: { key: string; tie: string; agreement: string },
  commitment?: string,
): string {
  return workspacePath('proposeChange', locale, { key, tie }, { agreement, ...(commitment ? { commitment } : {}) })
}

/** The way to the form that proposes one more commitment of an agreement. */
export const proposeNewPath = (
  locale: Locale,
  { key, tie, agreement }: { key: string; tie: string; agreement: string },
): string => workspacePath('proposeChange', locale, { key, tie }, { agreement, new: 'commitment' })
