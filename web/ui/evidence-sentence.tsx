import type { TieRow } from '../../features/atlas/ties.server.ts'
import { tieEvidences } from '../../features/partnerships/schema.ts'
import { useSite } from './site.ts'

type EvidenceSentenceProps = { ties: readonly Pick<TieRow, 'evidence' | 'state'>[] }

/** How surely the ties above are known: each level of evidence counted for itself, then what nobody has confirmed. */
export function EvidenceSentence({ ties }: EvidenceSentenceProps) {
  const { t, list } = useSite()
  if (ties.length === 0) return null
  const parts = tieEvidences
    .map((evidence) => ({ evidence, n: ties.filter((tie) => tie.evidence === evidence).length }))
    .filter(({ n }) => n > 0)
    .map(({ evidence, n }) => t(`site.evidence.${evidence}`, { n }))
  const unknown = ties.filter((tie) => tie.state === 'unknown').length
  return (
    <p className="measure mt-4">
      <span className="first-letter:uppercase inline-block">{list(parts)}.</span>{' '}
      {unknown > 0 ? t('site.evidence.unknown', { n: unknown, all: ties.length === unknown ? 'yes' : 'no' }) : null}
    </p>
  )
}
