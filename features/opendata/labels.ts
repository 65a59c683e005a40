import type { Translator } from '../../platform/i18n/translator.ts'

/** The closed lists whose codes have a label for readers. */
export type LabelledList = 'tier' | 'type' | 'state' | 'evidence' | 'theme'

/** The label of a code in the reader's language; the code itself when it has none. */
export function codeLabel(t: Translator, list: LabelledList, code: string): string {
  const key = `atlas.${list}.${code}`
  return t.has(key) ? t(key) : code
}
