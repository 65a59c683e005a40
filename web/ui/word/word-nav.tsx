import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import '../../styles/word.css'

const pages = [
  { id: 'tieProposals', name: 'proposals' },
  { id: 'tieActs', name: 'acts' },
  { id: 'tieLinks', name: 'links' },
] as const

type NavProps = { params: { key: string; tie: string }; current: (typeof pages)[number]['name'] }

/** What parties say to each other, in three pages. */
export function WordNav({ params, current }: NavProps) {
  const { t, locale } = useSite()
  return (
    <nav aria-label={t('word.nav.label')} className="word-nav no-print">
      <ul>
        {pages.map(({ id, name }) => (
          <li key={id}>
            <a
              href={workspacePath(id, locale, params)}
              className="tap"
              aria-current={name === current ? 'page' : undefined}
            >
              {t(`word.nav.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
