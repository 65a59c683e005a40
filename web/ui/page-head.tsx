import { useLocation } from 'react-router'
import { locales } from '../../platform/i18n/locales.ts'
import { translatePath } from '../paths.ts'
import { useInstance, useSite } from './site.ts'

type PageHeadProps = {
  title: string
  description?: string
  /** Drawing shared with the address, as a path. */
  image?: string
  /** Query string that belongs to the address of this page; none by default. */
  query?: string
  /** Keeps the page out of search engines: one of many views of a list. */
  hidden?: boolean
}

/** What the page says of itself in its head: title, canonical address, the same page in the other languages, the shared card. */
export function PageHead({ title, description, image, query = '', hidden }: PageHeadProps) {
  const { t, locale } = useSite()
  const { pathname } = useLocation()
  const base = useInstance()?.baseUrl ?? ''
  const full = t('site.name')
  const address = (language: (typeof locales)[number]) => `${base}${translatePath(pathname, language)}${query}`
  return (
    <>
      <title>{title.includes(full) ? title : `${title} · ${full}`}</title>
      {description ? <meta name="description" content={description} /> : null}
      {hidden ? <meta name="robots" content="noindex, follow" /> : null}
      <link rel="canonical" href={address(locale)} />
      {locales.map((language) => (
        <link key={language} rel="alternate" hrefLang={language} href={address(language)} />
      ))}
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={full} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={address(locale)} />
      {description ? <meta property="og:description" content={description} /> : null}
      {image ? <meta property="og:image" content={`${base}${image}`} /> : null}
      {image ? <meta name="twitter:card" content="summary_large_image" /> : null}
    </>
  )
}
