import { useLocation } from 'react-router'
import { locales } from '../../platform/i18n/locales.ts'
import { type PageId, translatePath } from '../paths.ts'
import { workspacePath } from '../workspace/paths.ts'
import { Mark } from './mark.tsx'
import { siteIn, useInstance, useSite } from './site.ts'

const entries = ['search', 'map', 'ties', 'projects', 'countries', 'methods', 'data'] as const satisfies PageId[]

function LanguageSwitch() {
  const { t, locale } = useSite()
  const { pathname, search } = useLocation()
  return (
    <nav aria-label={t('site.header.languages')} className="flex gap-3">
      {locales.map((language) => {
        const name = siteIn(language).t('site.header.language')
        if (language === locale)
          return (
            <span key={language} aria-current="true" className="tap text-slate">
              {name}
            </span>
          )
        return (
          <a
            key={language}
            href={translatePath(pathname, language) + search}
            hrefLang={language}
            lang={language}
            className="tap"
          >
            {name}
          </a>
        )
      })}
    </nav>
  )
}

function Navigation() {
  const { t, pathTo } = useSite()
  const { pathname } = useLocation()
  return (
    <nav aria-label={t('site.header.pages')}>
      <ul className="flex flex-wrap gap-x-5 gap-y-0">
        {entries.map((id) => (
          <li key={id}>
            <a
              href={pathTo(id)}
              className="nav-link tap"
              {...(pathname === pathTo(id) ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`site.header.${id}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The top of every page: the mark, the ways in, the language. */
export function Header() {
  const { t, locale, pathTo } = useSite()
  const name = useInstance()?.settings.instanceName
  return (
    <header className="border-b border-line">
      <div className="wrap flex flex-wrap items-center justify-between gap-x-8 gap-y-1 pt-4 pb-3">
        <a href={pathTo('home')} className="flex items-center gap-3 text-ink no-underline">
          <Mark className="h-7 w-14" />
          <span className="font-serif text-[1.625rem] leading-none font-medium tracking-tight">{t('site.name')}</span>
          {name ? <span className="small leading-tight text-slate">{name}</span> : null}
        </a>
        <div className="small no-print flex gap-5 md:order-last">
          <a href={workspacePath('workspace', locale)} className="tap">
            {t('site.header.workspace')}
          </a>
          <LanguageSwitch />
        </div>
        <div className="no-print w-full text-base md:w-auto md:grow md:ps-4">
          <Navigation />
        </div>
      </div>
    </header>
  )
}
