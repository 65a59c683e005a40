import type { ReactNode } from 'react'
import { Links, Outlet, useLocation } from 'react-router'
import './app.css'
import { ErrorPage } from './ui/error-page.tsx'
import { Footer } from './ui/footer.tsx'
import { Header } from './ui/header.tsx'
import { useInstance, useSite } from './ui/site.ts'
import { WorkspaceHeader } from './ui/workspace-header.tsx'

function PrintFoot() {
  const { t, day } = useSite()
  const { pathname, search } = useLocation()
  const instance = useInstance()
  if (!instance) return null
  return (
    <p className="print-only small mt-8">
      {t('site.footer.printed', {
        address: `${instance.baseUrl}${pathname}${search}`,
        day: day(instance.dataChangedAt),
      })}
    </p>
  )
}

/** The frame of every page; no script stands in it, so what is rendered is all there is. */
export function Layout({ children }: { children: ReactNode }) {
  const { t, locale } = useSite()
  return (
    <html lang={locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f7f2e8" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#171b26" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Links />
      </head>
      <body>
        <a href="#content" className="skip">
          {t('site.header.skip')}
        </a>
        <Header />
        <WorkspaceHeader />
        <main id="content" className="wrap" tabIndex={-1}>
          {children}
          <PrintFoot />
        </main>
        <Footer />
      </body>
    </html>
  )
}

/** The page itself. */
export default function Root() {
  return <Outlet />
}

/** What is shown when a page is not there or could not be made. */
export function ErrorBoundary() {
  return <ErrorPage />
}
