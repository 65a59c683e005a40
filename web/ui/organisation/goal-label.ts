import type { Translator } from '../../../platform/i18n/translator.ts'

/** A Sustainable Development Goal by its number and name. */
export function goalLabel(t: Translator, goal: number): string {
  const name = `profile.goal.${goal}`
  return t.has(name) ? t('profile.sheet.goal', { n: goal, name: t(name) }) : String(goal)
}
